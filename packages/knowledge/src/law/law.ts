import type { Certainty, Effect, LawFile, Provision } from './law-schema.ts';

/** A place with a law of its own, ready to be asked. */
export interface LawPlace
  extends Pick<
    LawFile,
    | 'place'
    | 'name'
    | 'region'
    | 'under'
    | 'party'
    | 'legislation'
    | 'priority'
    | 'reservations'
    | 'authority'
    | 'members'
  > {
  native: readonly string[];
  provisions: readonly Provision[];
}

/** Where the EU Annex is not what follows from the Appendix. */
export interface AnnexRow {
  taxon: string;
  annex: 'A' | 'B' | 'C' | 'D' | 'none';
  from: string;
  to?: string;
  certainty: Certainty;
}

/** The law as data: what may be offered where, by place, with the words it uses. Read-only. */
export interface Law {
  places: Record<string, LawPlace>;
  annexes: readonly AnnexRow[];
  /** Domestic animals: a rule for wildlife in general does not speak of them. */
  domestic: readonly string[];
  /** Set of terms -> CITES term codes. */
  termSets: Record<string, readonly string[]>;
  /** Key -> question, in the order of the checklist. */
  questions: Record<string, string>;
}

/** The strictest first; `unknown` is the answer where no rule speaks. */
export const outcomeOrder = ['prohibited', 'document-required', 'unknown', 'allowed'] as const;
export type OutcomeOrUnknown = (typeof outcomeOrder)[number];

/** The Convention itself, among the places. */
export const CONVENTION = 'CITES';

/** The Convention entered into force: no question is older. */
export const CONVENTION_FROM = '1975-07-01';

/** Whether something with these bounds (days, both inclusive) holds on `day`. */
export const holdsOn = (
  { from, to }: { from?: string | undefined; to?: string | undefined },
  day: string,
): boolean => (from === undefined || from <= day) && (to === undefined || day <= to);

/** Every effect of every provision, for counts and checks. */
export function* effectsOf(law: Law): Generator<{ place: LawPlace; provision: Provision; effect: Effect }> {
  for (const place of Object.values(law.places)) {
    for (const provision of place.provisions) {
      for (const effect of provision.effects ?? []) yield { place, provision, effect };
    }
  }
}
