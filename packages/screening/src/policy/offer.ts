import type { Assessment, Finding } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import type { OutcomeOrUnknown } from '@pugmark/knowledge/law/law';
import type { Thing } from '../judge/judge.ts';

/** What the platform knows of a seller: the policy may ask for it, no listing text says it. */
export interface SellerFacts {
  verified?: boolean;
  strikes?: number;
  /** Exemptions a person granted, with their scope and last day. */
  exemptions?: readonly { scope: string; until?: string }[];
}

/** A finding as a policy sees it. */
export interface OfferedThing {
  finding: Finding;
  thing: Thing;
  /** What the law says; `not-asked` where it is not known where the thing is. */
  law: OutcomeOrUnknown | 'not-asked';
}

/** An offer as a policy sees it. */
export interface Offer {
  listing: Listing;
  seller: SellerFacts;
  wildlife: Assessment['wildlife'];
  things: readonly OfferedThing[];
  claims: ReadonlySet<string>;
  /** The day whose rules apply. */
  date: string;
}
