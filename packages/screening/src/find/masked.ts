import { Class } from '@pugmark/knowledge/lexicon/fold';
import type { Lexicon } from '@pugmark/knowledge/lexicon/lexicon';
import { type Matches, MatchFlag } from './matches.ts';

/**
 * Words with masked letters in their places: `t**th`, `ゾ◯ゲ`. Each mask stands for one letter; at least half
 * of the letters must be left, and the first of them.
 */
export class Masked {
  /** Length and first letter -> words: where their letters lie in `pool`, and their leaf. */
  private readonly byShape = new Map<number, { at: number; leaf: number }[]>();
  private readonly lexicon: Lexicon;
  /** Folded letters of words between spaces (as the lexicon holds them), then of scripts without spaces. */
  private readonly pool: Uint16Array;

  /** @param wanted whether a leaf is worth hiding: names and terms */
  constructor(lexicon: Lexicon, wanted: (leaf: number) => boolean) {
    this.lexicon = lexicon;
    const { phraseRoot, phraseLeaf, wordPool, wordStart, entries, fold } = lexicon;
    for (let number = 0; number < phraseRoot.length; number++) {
      const root = phraseRoot[number]!;
      if (root === 0) continue;
      const leaf = phraseLeaf[root - 1]! - 1;
      const at = wordStart[number]!;
      if (leaf >= 0 && wanted(leaf)) this.add(at, wordStart[number + 1]! - at, wordPool[at]!, leaf);
    }
    const spaceless: number[] = [];
    const leafOf = leafOfEntry(lexicon);
    for (let entry = 0; entry < entries.form.length; entry++) {
      const form = entries.form[entry]!;
      const kind = fold.class[form.charCodeAt(0)]!;
      if (kind < Class.Han || kind > Class.Burmese || form.length < 3 || form.length > 8) continue;
      const leaf = leafOf[entry]! - 1;
      if (leaf < 0 || !wanted(leaf)) continue;
      const at = wordPool.length + spaceless.length;
      for (let i = 0; i < form.length; i++) spaceless.push(fold.map[form.charCodeAt(i)]!);
      this.add(at, form.length, fold.map[form.charCodeAt(0)]!, leaf);
    }
    this.pool = new Uint16Array(wordPool.length + spaceless.length);
    this.pool.set(wordPool);
    this.pool.set(spaceless, wordPool.length);
  }

  private add(at: number, length: number, first: number, leaf: number): void {
    if (length < 3 || length > 14) return;
    const shape = shapeOf(length, first);
    const list = this.byShape.get(shape);
    if (list) list.push({ at, leaf });
    else this.byShape.set(shape, [{ at, leaf }]);
  }

  scan(text: string, field: number, out: Matches): void {
    const { fold } = this.lexicon;
    for (let at = 0; at < Math.min(text.length, 4000); at++) {
      if (fold.class[text.charCodeAt(at)] !== Class.Mask) continue;
      // Stars around a word are footnotes and shouting, not hidden letters.
      let start = at;
      while (start > 0 && this.inWord(text, start - 1)) start--;
      let end = at;
      while (end < text.length && this.inWord(text, end)) end++;
      const next = end;
      while (end > start && this.isMask(text, end - 1)) end--;
      while (start < end && this.isMask(text, start)) start++;
      if (at < end && end - start >= 3 && end - start <= 14) this.tryWord(text, start, end, field, out);
      at = next;
    }
  }

  private isMask(text: string, at: number): boolean {
    return this.lexicon.fold.class[text.charCodeAt(at)] === Class.Mask;
  }

  private inWord(text: string, at: number): boolean {
    const kind = this.lexicon.fold.class[text.charCodeAt(at)]!;
    return kind === Class.Mask || (kind >= Class.Latin && kind <= Class.Burmese && kind !== Class.Digit);
  }

  private tryWord(text: string, start: number, end: number, field: number, out: Matches): void {
    const { fold } = this.lexicon;
    const letters: number[] = [];
    let shown = 0;
    for (let i = start; i < end; i++) {
      const masked = fold.class[text.charCodeAt(i)] === Class.Mask;
      if (!masked) shown++;
      letters.push(masked ? MASK : fold.map[text.charCodeAt(i)]!);
    }
    if (letters[0] === MASK || shown * 2 < letters.length || shown < 2) return;
    for (const { at, leaf } of this.byShape.get(shapeOf(letters.length, letters[0]!)) ?? []) {
      let fits = true;
      for (let i = 0; fits && i < letters.length; i++)
        fits = letters[i] === MASK || letters[i] === this.pool[at + i];
      if (fits) out.add(field, text, start, end, leaf, MatchFlag.Disguised);
    }
  }
}

/** No folded letter has this number. */
const MASK = -1;

const shapeOf = (length: number, first: number): number => length * 0x10000 + first;

/** Entry -> the first leaf that holds it + 1; 0: none. */
function leafOfEntry({ leafStart, leafEntries, entries }: Lexicon): Int32Array {
  const leafOf = new Int32Array(entries.form.length);
  for (let leaf = leafStart.length - 2; leaf >= 0; leaf--) {
    for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) leafOf[leafEntries[at]!] = leaf + 1;
  }
  return leafOf;
}
