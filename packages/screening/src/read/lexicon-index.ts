import { EntryFlag, type Lexicon } from '@pugmark/knowledge/lexicon/lexicon';
import { LeafBit } from '../find/leaf-bit.ts';

// biome-ignore format: a list
const offerCues = new Set(
  ['sell', 'buy', 'swap', 'price', 'delivery', 'contact', 'adopt', 'stock', 'auction', 'news', 'policy', 'museum',
   'question', 'sold', 'service', 'free'].map((kind) => `cues/${kind}`),
);
const supports = new Set(['genuine', 'test', 'care', 'biology', 'evasion', 'wild'].map((kind) => `cues/${kind}`));

/** Facts about the lexicon that the steps ask again and again, worked out once. */
export class LexiconIndex {
  readonly lexicon: Lexicon;
  readonly leafBits: Uint8Array;
  private readonly lower: (string | undefined)[];

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
    this.lower = new Array(lexicon.entries.form.length);
    const { leafStart, leafEntries, entries } = lexicon;
    const bitsOfKind = entries.lists.kind.map((kind) => {
      if (kind === 'cues/language') return LeafBit.Language;
      if (offerCues.has(kind)) return LeafBit.Offer;
      if (supports.has(kind)) return LeafBit.Support;
      if (kind === 'terms/object') return LeafBit.Covers | LeafBit.Support;
      if (kind === 'names/everyday') return LeafBit.Weak | LeafBit.Covers;
      if (kind.startsWith('names/') || kind.startsWith('terms/')) return LeafBit.Subject | LeafBit.Covers;
      return LeafBit.Covers;
    });
    this.leafBits = new Uint8Array(leafStart.length - 1);
    for (let leaf = 0; leaf < this.leafBits.length; leaf++) {
      let bits = 0;
      let marked = true;
      for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
        const entry = leafEntries[at]!;
        bits |= bitsOfKind[entries.kind[entry]!]!;
        marked &&= (entries.flags[entry]! & EntryFlag.NeedsMarks) !== 0;
      }
      this.leafBits[leaf] = bits | (marked ? LeafBit.NeedsMarks : 0);
    }
  }

  kind(entry: number): string {
    const { entries } = this.lexicon;
    return entries.lists.kind[entries.kind[entry]!]!;
  }

  language(entry: number): string {
    const { entries } = this.lexicon;
    return entries.lists.language[entries.language[entry]!]!;
  }

  taxon(entry: number): string | undefined {
    const { entries } = this.lexicon;
    const taxon = entries.taxon[entry]!;
    return taxon < 0 ? undefined : entries.lists.taxon[taxon];
  }

  code(entry: number): string | undefined {
    const { entries } = this.lexicon;
    return entries.lists.code[entries.code[entry]!] || undefined;
  }

  nature(entry: number): string | undefined {
    const { entries } = this.lexicon;
    return entries.lists.nature[entries.nature[entry]!] || undefined;
  }

  source(entry: number): string {
    const { entries } = this.lexicon;
    return entries.lists.source[entries.source[entry]!]!;
  }

  is(entry: number, flag: (typeof EntryFlag)[keyof typeof EntryFlag]): boolean {
    return (this.lexicon.entries.flags[entry]! & flag) !== 0;
  }

  form(entry: number): string {
    return this.lexicon.entries.form[entry]!;
  }

  formLower(entry: number): string {
    return (this.lower[entry] ??= this.form(entry).toLowerCase().normalize('NFC'));
  }
}
