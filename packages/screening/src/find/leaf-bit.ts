/** What a leaf of the lexicon can lead to; a bit each. */
export const LeafBit = {
  /** A name, or a term that can make a finding by itself. */
  Subject: 1,
  /** A name, a term or an innocent sense: silences what lies inside it, and is silenced by what it lies in. */
  Covers: 2,
  /** A claim, or talk of fossils: says something wherever it stands. */
  Claim: 64,
  Offer: 4,
  Language: 8,
  /** An everyday word that is a name, too: nothing without support. */
  Weak: 16,
  /** Lends support to a name. */
  Support: 32,
  /** A name or a term of any kind, and no innocent sense beside it. */
  Name: 128,
} as const;
