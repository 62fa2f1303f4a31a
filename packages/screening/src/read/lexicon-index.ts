import { claimKinds } from '@pugmark/knowledge/lexicon/entry';
import { EntryFlag, type Lexicon } from '@pugmark/knowledge/lexicon/lexicon';
import { LeafBit } from '../find/leaf-bit.ts';

// biome-ignore format: a list
const offerCues = new Set(
  ['sell', 'buy', 'swap', 'price', 'delivery', 'contact', 'adopt', 'stock', 'auction', 'news', 'policy', 'museum',
   'question', 'sold', 'service', 'free'].map((kind) => `cues/${kind}`),
);
const claims = new Set([...claimKinds, 'fossil', 'substance'].map((kind) => `cues/${kind}`));
const supports = new Set(
  ['genuine', 'test', 'care', 'biology', 'evasion', 'wild'].map((kind) => `cues/${kind}`),
);

function bitsOf(kind: string): number {
  if (kind === 'cues/language') return LeafBit.Language;
  if (offerCues.has(kind)) return LeafBit.Offer;
  if (supports.has(kind)) return LeafBit.Support;
  if (kind === 'terms/object') return LeafBit.Covers | LeafBit.Support;
  if (kind === 'names/everyday') return LeafBit.Weak | LeafBit.Covers;
  // Code words are rare enough to be worth a closer look by themselves.
  if (kind === 'terms/code') return LeafBit.Weak | LeafBit.Support | LeafBit.Covers;
  if (claims.has(kind) || kind.startsWith('cues/not-')) return LeafBit.Claim;
  if (kind === 'cues/domestic') return LeafBit.Weak | LeafBit.Covers;
  if (kind.startsWith('names/') || kind.startsWith('terms/')) return LeafBit.Subject | LeafBit.Covers;
  return LeafBit.Covers;
}

/** Facts about the lexicon that the steps ask again and again, worked out once. */
export class LexiconIndex {
  readonly lexicon: Lexicon;
  readonly leafBits: Uint8Array;
  /** Whether a leaf names a taxon: a name inside a phrase that names none still counts. */
  readonly leafTaxon: Uint8Array;
  /** Whether a leaf holds a name, and not only terms. */
  readonly leafNames: Uint8Array;
  /** Whether a leaf is the cue of a tame animal or its material. */
  readonly leafTame: Uint8Array;
  /** The same for a match written without diacritics: "de" is no goat, though "dê" is. */
  readonly plainBits: Uint8Array;
  private readonly lower: (string | undefined)[];

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
    this.lower = new Array(lexicon.entries.form.length);
    const { leafStart, leafEntries, entries } = lexicon;
    const bitsOfKind = entries.lists.kind.map(bitsOf);
    this.leafBits = new Uint8Array(leafStart.length - 1);
    this.plainBits = new Uint8Array(this.leafBits.length);
    this.leafNames = new Uint8Array(this.leafBits.length);
    this.leafTame = new Uint8Array(this.leafBits.length);
    this.leafTaxon = new Uint8Array(this.leafBits.length);
    for (let leaf = 0; leaf < this.leafBits.length; leaf++) {
      for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
        const entry = leafEntries[at]!;
        const bits = this.weakened(entry, bitsOfKind[entries.kind[entry]!]!);
        this.leafBits[leaf]! |= bits;
        if (this.kind(entry).startsWith('names/')) this.leafNames[leaf] = 1;
        if (this.kind(entry) === 'cues/domestic') this.leafTame[leaf] = 1;
        if (entries.taxon[entry]! >= 0) this.leafTaxon[leaf] = 1;
        if (!(entries.flags[entry]! & EntryFlag.NeedsMarks)) this.plainBits[leaf]! |= bits;
      }
    }
  }

  /** What a match can lead to, as bits: exact where diacritics decide. */
  bitsAt(leaf: number, text: string, start: number, end: number): number {
    const bits = this.leafBits[leaf]!;
    const plain = this.plainBits[leaf]!;
    if (bits === plain) return bits;
    let ascii = true;
    for (let i = start; ascii && i < end; i++) ascii = text.charCodeAt(i) < 0x80;
    if (ascii) return plain;
    const form = text.slice(start, end).toLowerCase();
    const { leafStart, leafEntries, entries } = this.lexicon;
    for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
      const entry = leafEntries[at]!;
      if (entries.flags[entry]! & EntryFlag.NeedsMarks && this.formLower(entry) === form) return bits;
    }
    return plain;
  }

  /** Words too short or too general to begin a finding only lend support, or need it. */
  private weakened(entry: number, bits: number): number {
    if (!(bits & (LeafBit.Subject | LeafBit.Weak))) return bits;
    return this.beginning(entry, bits) | (this.kind(entry).startsWith('cues/') ? 0 : LeafBit.Name);
  }

  private beginning(entry: number, bits: number): number {
    const { entries } = this.lexicon;
    if (this.code(entry) === 'LIV' && entries.taxon[entry]! < 0) return LeafBit.Covers | LeafBit.Support;
    if (this.kind(entry) === 'names/genus' && entries.form[entry]!.length <= 4)
      return LeafBit.Covers | LeafBit.Weak;
    const short = /^[a-z]{1,3}$/i.test(entries.form[entry]!) && !(entries.flags[entry]! & EntryFlag.Capitals);
    if (!short) {
      // "white" is code beside the right words, and a colour in all other listings.
      const plainWord = /^[a-z]+$/.test(entries.form[entry]!);
      return plainWord && this.kind(entry) === 'terms/code' ? LeafBit.Covers : bits;
    }
    return this.language(entry) === 'en' ? LeafBit.Covers | LeafBit.Weak : LeafBit.Covers;
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
    this.lower[entry] ??= this.form(entry).toLowerCase().normalize('NFC');
    return this.lower[entry];
  }
}
