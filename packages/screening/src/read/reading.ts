/** A place in the listing read as one entry of the lexicon. */
export interface Reading {
  /** Index into the listing's texts. */
  field: number;
  start: number;
  end: number;
  /** Entry of the lexicon; -1 for what a rule read without one (a binomial, the shape of a stamp). */
  entry: number;
  /** `names/trade`, `cues/colour`, `shape/stamp` … */
  kind: string;
  /** Scientific name the words stand for. */
  taxon: string | undefined;
  code: string | undefined;
  nature: string | undefined;
  /** What the words say, for people. */
  says: string;
  source: string;
  disguised: boolean;
  bare: boolean;
  /** The words belong to a language that the listing does not seem to be written in. */
  foreign: boolean;
  plural: boolean;
}

/**
 * A reading made by a rule. All readings have the same fields in the same order: the hot loops that compare them
 * are compiled once.
 */
export function ruleReading(
  field: number,
  start: number,
  end: number,
  kind: string,
  taxon: string | undefined,
  says: string,
): Reading {
  return {
    field,
    start,
    end,
    entry: -1,
    kind,
    taxon,
    code: undefined,
    nature: undefined,
    says,
    source: 'rule',
    disguised: false,
    bare: false,
    foreign: false,
    plural: false,
  };
}
