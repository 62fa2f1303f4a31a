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
  taxon?: string;
  code?: string;
  nature?: string;
  /** What the words say, for people. */
  says: string;
  source: string;
  disguised: boolean;
  bare: boolean;
  /** The words belong to a language that the listing does not seem to be written in. */
  foreign: boolean;
  plural: boolean;
}
