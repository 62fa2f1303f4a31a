import type { Bounds, Condition, PolicyRule } from './policy-schema.ts';

/** A rule that can never decide, and why. */
export interface Contradiction {
  /** Number of the rule, from 0. */
  rule: number;
  detail: string;
}

/**
 * Rules that can never decide because a rule above takes every listing they would: the same condition with
 * another verdict is a contradiction, a narrower one is dead.
 */
export function contradictions(rules: readonly PolicyRule[]): Contradiction[] {
  const found: Contradiction[] = [];
  for (const [at, rule] of rules.entries()) {
    for (const above of rules.slice(0, at)) {
      if (above.except || !lasts(above, rule) || !covers(above.when, rule.when)) continue;
      const same = covers(rule.when, above.when);
      found.push({
        rule: at,
        detail:
          same && above.then.verdict !== rule.then.verdict
            ? `contradicts rule "${above.id}": the same condition, but ${rule.then.verdict} instead of ${above.then.verdict}`
            : `can never decide: rule "${above.id}" above it takes every listing it would`,
      });
      break;
    }
  }
  return found;
}

const lasts = (above: PolicyRule, below: PolicyRule): boolean =>
  (above.from ?? '') <= (below.from ?? '') && (above.to ?? '9999') >= (below.to ?? '9999');

/** Whether every listing that meets `narrow` meets `wide`; answers no where it cannot be told. */
function covers(wide: Condition, narrow: Condition): boolean {
  return (Object.keys(wide) as (keyof Condition)[]).every((field) => {
    const [a, b] = [wide[field], narrow[field]];
    if (b === undefined) return false;
    if (Array.isArray(a) && Array.isArray(b)) {
      const all = field.startsWith('no') ? [a, b] : [b, a];
      return (all[0] as unknown[]).every((one) => (all[1] as unknown[]).includes(one));
    }
    if (typeof a === 'object' && typeof b === 'object') return within(b as Bounds, a as Bounds);
    return a === b;
  });
}

const within = (inner: Bounds, outer: Bounds): boolean =>
  (inner['at-least'] ?? Number.NEGATIVE_INFINITY) >= (outer['at-least'] ?? Number.NEGATIVE_INFINITY) &&
  (inner.below ?? Number.POSITIVE_INFINITY) <= (outer.below ?? Number.POSITIVE_INFINITY);
