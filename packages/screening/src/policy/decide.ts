import { holdsOn } from '@pugmark/knowledge/law/law';
import { NO_RULE, type Policy } from '@pugmark/knowledge/policy/policy';
import type { Condition, PolicyRule } from '@pugmark/knowledge/policy/policy-schema';
import { failing, meets } from './conditions.ts';
import type { Offer, OfferedThing } from './offer.ts';

/** What a policy does about an offer, and by which rule. */
export interface Decision {
  verdict: PolicyRule['then']['verdict'];
  /** Id of the rule; `none`: no rule of the book applies. */
  rule: string;
  by?: PolicyRule;
  /** The thing the rule was met by. */
  one?: OfferedThing;
}

/** The strictest first: a tiger skin beside a mammoth tusk is a tiger skin. */
const strictness: readonly Decision['verdict'][] = ['block', 'review', 'ask', 'inform', 'clear'];

/**
 * What a policy does: for each thing the first rule it meets, of all things the strictest verdict. Live, shadow
 * and back-test are this one function on different input.
 */
export function decide(policy: Policy, offer: Offer): Decision {
  let strictest: Decision | undefined;
  if (holdsOn(policy, offer.date)) {
    for (const one of offer.things) {
      const by = policy.rules.find((rule) => holdsOn(rule, offer.date) && applies(rule, one, offer));
      if (!by) continue;
      const { verdict } = by.then;
      if (strictest && strictness.indexOf(strictest.verdict) <= strictness.indexOf(verdict)) continue;
      strictest = { verdict, rule: by.id, by, one };
    }
  }
  return strictest ?? { verdict: 'clear', rule: NO_RULE };
}

const applies = (rule: PolicyRule, one: OfferedThing, offer: Offer): boolean =>
  meets(rule.when, one, offer) && !rule.except?.some((exception) => meets(exception, one, offer));

/** How a rule fared with one thing: which lines of its condition failed, or which exception held. */
export interface Tried {
  rule: string;
  outcome: 'decides' | 'failed' | 'excepted' | 'not-in-force' | 'not-reached';
  failed: (keyof Condition)[];
  /** Number of the exception that held, from 1. */
  exception?: number;
  taxon?: string;
}

/** The way of the thing that decides through a policy, rule by rule: why each above did not take it. */
export function trace(policy: Policy, whole: Offer): Tried[] {
  const decided = decide(policy, whole);
  const offer = decided.one ? { ...whole, things: [decided.one] } : whole;
  let done = false;
  return policy.rules.map((rule): Tried => {
    if (done) return { rule: rule.id, outcome: 'not-reached', failed: [] };
    if (!holdsOn(rule, offer.date) || !holdsOn(policy, offer.date)) {
      return { rule: rule.id, outcome: 'not-in-force', failed: [] };
    }
    if (decided.rule === rule.id) {
      done = true;
      return { rule: rule.id, outcome: 'decides', failed: [], ...taxonOf(decided.one) };
    }
    return nearest(rule, offer);
  });
}

/** The thing that came nearest to meeting the rule. */
function nearest(rule: PolicyRule, offer: Offer): Tried {
  const tried = offer.things.map((one): Tried => {
    const failed = [...failing(rule.when, one, offer)];
    if (failed.length > 0) return { rule: rule.id, outcome: 'failed', failed, ...taxonOf(one) };
    const exception = rule.except!.findIndex((condition) => meets(condition, one, offer));
    return { rule: rule.id, outcome: 'excepted', failed: [], exception: exception + 1, ...taxonOf(one) };
  });
  tried.sort((a, b) => a.failed.length - b.failed.length);
  return tried[0] ?? { rule: rule.id, outcome: 'failed', failed: [] };
}

const taxonOf = (one: OfferedThing | undefined): { taxon?: string } =>
  one?.finding.taxon ? { taxon: one.finding.taxon.name } : {};
