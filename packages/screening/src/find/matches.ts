import { LeafBit } from './leaf-bit.ts';

export const MatchFlag = {
  /** Found only after undoing a disguise: digits for letters, spaces inside a word. */
  Disguised: 1,
  Plural: 2,
  /** Lies inside a longer match, which silences it. */
  Silenced: 4,
  /** What silences it is an innocent sense, as "Tiger Balm" does "tiger". */
  Covered: 8,
  /** What silences it names a tame animal: "deer antler" leaves the antler what it is. */
  Tame: 16,
} as const;

const FIRST_SIZE = 256;
/** No such place: farther from any other than {@link CLOSE}. */
const FAR = -1e9;
/** How many characters apart two words of a description may speak of one thing. */
const CLOSE = 60;
/** Most matches kept of one listing: a longer list would come from a text made to exhaust. */
export const MATCH_LIMIT = 4000;

/** The matches of one listing, by column; reused from listing to listing. */
export class Matches {
  count = 0;
  field = new Uint16Array(FIRST_SIZE);
  start = new Int32Array(FIRST_SIZE);
  end = new Int32Array(FIRST_SIZE);
  /** Leaf of the lexicon: which entries the words are. */
  leaf = new Int32Array(FIRST_SIZE);
  flags = new Uint8Array(FIRST_SIZE);
  /** Everything the matched leaves can lead to, as bits: whether a closer look is worth it. */
  bits = 0;
  /** Only matches with one of these bits are kept: small words that tell the language are wanted seldom. */
  wanted = 0xff;
  /** Whether something here may be a specimen: see {@link Matches.judge}. */
  worth = false;
  private weakTitle = false;
  private supported = false;
  private lastWeak = FAR;
  private lastSupport = -FAR;
  private lastField = -1;
  private readonly leaves: { bitsAt(leaf: number, text: string, start: number, end: number): number };

  constructor(leaves: { bitsAt(leaf: number, text: string, start: number, end: number): number }) {
    this.leaves = leaves;
  }

  clear(): void {
    this.count = 0;
    this.bits = 0;
    this.worth = false;
    this.weakTitle = false;
    this.supported = false;
    this.lastField = -1;
  }

  add(field: number, text: string, start: number, end: number, leaf: number, flags: number): void {
    if (this.count >= MATCH_LIMIT) return;
    if (this.count === this.start.length) this.grow();
    const bits = this.leaves.bitsAt(leaf, text, start, end);
    if ((bits & this.wanted) === 0) return;
    if (!this.worth && (bits & (LeafBit.Subject | LeafBit.Weak | LeafBit.Support)) !== 0)
      this.judge(field, start, bits);
    const i = this.count++;
    this.bits |= bits;
    this.field[i] = field;
    this.start[i] = start;
    this.end[i] = end;
    this.leaf[i] = leaf;
    this.flags[i] = flags;
  }

  /**
   * Decides, match by match, whether the listing is worth reading closely: a strong word is; an everyday word is
   * in the title with anything beside it that speaks for a specimen, and elsewhere only with that close by.
   */
  private judge(field: number, start: number, bits: number): void {
    if (field !== this.lastField) {
      this.lastField = field;
      this.lastWeak = FAR;
      this.lastSupport = -FAR;
    }
    if (bits & LeafBit.Weak) {
      this.lastWeak = start;
      if (field === 0) this.weakTitle = true;
    }
    if (bits & LeafBit.Support) {
      this.lastSupport = start;
      this.supported = true;
    }
    this.worth =
      (bits & LeafBit.Subject) !== 0 ||
      (this.weakTitle && this.supported) ||
      Math.abs(this.lastWeak - this.lastSupport) <= CLOSE;
  }

  private grow(): void {
    const size = this.start.length * 2;
    const wider = <T extends Uint16Array | Int32Array | Uint8Array>(old: T, next: T): T => {
      next.set(old);
      return next;
    };
    this.field = wider(this.field, new Uint16Array(size));
    this.start = wider(this.start, new Int32Array(size));
    this.end = wider(this.end, new Int32Array(size));
    this.leaf = wider(this.leaf, new Int32Array(size));
    this.flags = wider(this.flags, new Uint8Array(size));
  }
}
