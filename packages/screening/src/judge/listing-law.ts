import type { Assessment } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { type OutcomeOrUnknown, outcomeOrder } from '@pugmark/knowledge/law/law';
import { say } from '@pugmark/knowledge/messages';
import type { Claim } from './claim.ts';
import type { Judge, Ruling, Thing } from './judge.ts';
import { ANYWHERE, type Journey } from './movement.ts';

/** A listing that is sent to more places is judged for the first of them. */
const MOST_JOURNEYS = 30;
/** Rulings that an assessment shows; the strictest come first. */
const MOST_RULINGS = 12;

/** Where a listing's thing may go: to each place it is sent, or nowhere when the listing does not say. */
export function journeysOf(listing: Listing, home: string | undefined): Journey[] {
  const from = (listing.locatedIn ?? listing.seller?.country ?? home)?.toUpperCase();
  if (from === undefined) return [];
  const { shipsTo } = listing;
  if (shipsTo === undefined || shipsTo.length === 0) return [{ from, to: from }];
  if (shipsTo === 'worldwide') {
    return [
      { from, to: from },
      { from, to: ANYWHERE },
    ];
  }
  return [...new Set(shipsTo)].slice(0, MOST_JOURNEYS).map((to) => ({ from, to: to.toUpperCase() }));
}

/** What the law says of one thing on all its journeys: the strictest, and every ruling once. */
export interface ThingLaw {
  outcome: OutcomeOrUnknown | 'not-asked';
  rulings: readonly Ruling[];
}

/** Step "ask the law". */
export function lawOf(
  judge: Judge,
  thing: Thing,
  journeys: readonly Journey[],
  date: string,
  claims: readonly Claim[],
): ThingLaw {
  if (journeys.length === 0) return { outcome: 'not-asked', rulings: [] };
  const judgements = journeys.map((journey) => judge.judge(thing, { ...journey, date, claims }));
  const outcome = outcomeOrder.find((one) => judgements.some((judgement) => judgement.outcome === one))!;
  return { outcome, rulings: judgements.flatMap(({ rulings }) => rulings) };
}

/** Rulings as an assessment shows them: each provision once, as strict as it came out, the strictest first. */
export function lawEntries(
  laws: readonly ThingLaw[],
  messages: Record<string, Record<string, string>>,
): Assessment['law'] {
  const strictest = new Map<string, Ruling>();
  for (const ruling of laws.flatMap(({ rulings }) => rulings)) {
    const held = strictest.get(ruling.provision.id);
    if (!held || rank(ruling) < rank(held)) strictest.set(ruling.provision.id, ruling);
  }
  return [...strictest.values()]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MOST_RULINGS)
    .map(({ place, provision, outcome, doors, documents, only }) => ({
      party: place,
      provision: provision.id,
      cite: provision.cite,
      outcome,
      unless: doors.map((door) => door.says ?? say(messages, 'en', `document.${door.document}`)),
      ...(documents.length > 0 && { documents: [...documents] }),
      certainty: provision.certainty,
      ...(only && { only }),
    }));
}

const rank = ({ outcome, only }: Ruling): number =>
  outcomeOrder.indexOf(outcome) + (only === undefined ? 0 : outcomeOrder.length);
