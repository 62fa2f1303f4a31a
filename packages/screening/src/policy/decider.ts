import type { Assessment, Finding } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import { Judge } from '../judge/judge.ts';
import { journeysOf, lawEntries, lawOf, type ThingLaw } from '../judge/listing-law.ts';
import { thingOf } from '../judge/thing.ts';
import { sellerText } from '../say/reasons.ts';
import { type Decision, decide } from './decide.ts';
import type { Offer, SellerFacts } from './offer.ts';

/** Findings that are surer than this are judged by law. */
const JUDGED = 0.5;

const notAsked: ThingLaw = { outcome: 'not-asked', rulings: [] };

/** What was read of a listing, for law and policy. */
export interface ReadListing {
  listing: Listing;
  seller: SellerFacts;
  wildlife: Assessment['wildlife'];
  findings: readonly Finding[];
  claims: Assessment['claims'];
  date: string;
}

/** What law and policy say of it. */
export interface Decided {
  law: Assessment['law'];
  decision: Decision;
  policy: Assessment['policy'];
  offer: Offer;
}

/** Steps "ask the law" and "decide by the policy": from what was read to what is done. */
export class Decider {
  private readonly knowledge: Knowledge;
  private readonly policy: Policy;
  private readonly judge: Judge;

  constructor(knowledge: Knowledge, policy: Policy) {
    this.knowledge = knowledge;
    this.policy = policy;
    this.judge = new Judge(knowledge.law, knowledge.taxa);
  }

  /** What who passes on a stream of assessments must know of the policy: see {@link FloodGuard}. */
  get streamPolicy(): { flood?: number; reviewText: string } {
    const { flood } = this.policy;
    const reviewText = sellerText({ verdict: 'review' }, this.knowledge.messages, undefined);
    return { ...(flood !== undefined && { flood }), reviewText };
  }

  decide({ listing, seller, wildlife, findings, claims, date }: ReadListing): Decided {
    const journeys = journeysOf(listing, this.policy.home);
    const judged = findings.map((finding) => {
      const thing = thingOf(finding, this.knowledge.taxa, date, journeys[0]?.from.slice(0, 2));
      const law = finding.score >= JUDGED ? lawOf(this.judge, thing, journeys, date, claims) : notAsked;
      return { finding, thing, law };
    });
    const offer: Offer = {
      listing,
      seller,
      wildlife,
      things: judged.map(({ finding, thing, law }) => ({ finding, thing, law: law.outcome })),
      claims: new Set(claims.map(({ kind }) => kind)),
      date,
    };
    const decision = decide(this.policy, offer);
    const laws = judged.map(({ law }) => law);
    return {
      law: lawEntries(laws, this.knowledge.messages),
      decision,
      policy: this.entryOf(decision),
      offer,
    };
  }

  private entryOf({ rule, by }: Decision): Assessment['policy'] {
    const { id, version } = this.policy;
    const { ground, documents, queue, priority } = by?.then ?? {};
    return {
      id,
      version,
      rule,
      ...(ground && { ground }),
      ...(documents && { documents }),
      ...(queue && { queue }),
      ...(priority !== undefined && { priority }),
    };
  }
}
