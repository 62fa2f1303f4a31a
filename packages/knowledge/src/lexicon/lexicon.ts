import type { Fold } from './fold.ts';

/**
 * The compiled lexicon: every name, term and cue in flat arrays, so that loading is a copy and finding is
 * arithmetic. Words between spaces are found by hash and joined to phrases by a trie over word numbers;
 * scripts without spaces walk a trie over code units. Both end in a leaf, a run of entries in `leafEntries`.
 */
export interface Lexicon {
  fold: Fold;
  /** Slots of (hash, word number + 1). */
  wordTable: Int32Array;
  /** Word number -> where its folded code units begin in `wordPool`; one more at the end. */
  wordStart: Int32Array;
  wordPool: Uint16Array;
  /** Bits set for the hashes of closed words, of open ends, and of the last three letters of open beginnings. */
  wordBits: Uint32Array;
  openEndBits: Uint32Array;
  openEndStarts: Uint32Array;
  openBeginningBits: Uint32Array;
  /** Phrase trie: word number -> node, then (node, word number) -> node. */
  phraseRoot: Int32Array;
  phraseEdges: Int32Array;
  phraseLeaf: Int32Array;
  /** Node -> 1 when a phrase goes on from it. */
  phraseOpen: Uint8Array;
  /** Word number -> 1 when some phrase has the word behind its first. */
  wordInner: Uint8Array;
  /** Trie over code units: first code unit -> node, then (node, code unit) -> node. */
  charRoot: Int32Array;
  charEdges: Int32Array;
  charLeaf: Int32Array;
  /** Leaf number -> first of its entries in `leafEntries`; one more at the end. */
  leafStart: Int32Array;
  leafEntries: Int32Array;
  entries: EntryColumns;
}

/** Entries by column. Numbers index the lists of the same name in `lists`. */
export interface EntryColumns {
  kind: Uint8Array;
  language: Uint8Array;
  /** -1: none. */
  taxon: Int32Array;
  code: Uint8Array;
  nature: Uint8Array;
  /** {@link EntryFlag} bits. */
  flags: Uint8Array;
  source: Uint16Array;
  form: string[];
  note: Record<number, string>;
  lists: {
    kind: string[];
    language: string[];
    taxon: string[];
    code: string[];
    nature: string[];
    source: string[];
  };
}

export const EntryFlag = {
  /** Matches capitals only. */
  Capitals: 1,
  /** The form has letters that folding changes: the text must agree, or have none at all. */
  Marked: 2,
  /** Some word of the form has an open end or beginning. */
  Open: 4,
  Unsourced: 16,
  /** Short, and told apart from ordinary words by its diacritics alone. */
  NeedsMarks: 64,
  /** Several words, or at least three characters of a script without spaces: hardly an accident. */
  Long: 32,
} as const;
