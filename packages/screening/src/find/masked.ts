import { Class } from '@pugmark/knowledge/lexicon/fold';
import type { Lexicon } from '@pugmark/knowledge/lexicon/lexicon';
import { type Matches, MatchFlag } from './matches.ts';

/**
 * Words with masked letters in their places: `t**th`, `ゾ◯ゲ`. Each mask stands for one letter; at least half
 * of the letters must be left, and the first of them.
 */
export class Masked {
  private readonly byShape = new Map<string, { word: string; leaf: number }[]>();
  private readonly lexicon: Lexicon;

  /** @param wanted whether a leaf is worth hiding: names and terms */
  constructor(lexicon: Lexicon, wanted: (leaf: number) => boolean) {
    this.lexicon = lexicon;
    for (let number = 0; number < lexicon.phraseRoot.length; number++) {
      const root = lexicon.phraseRoot[number]!;
      if (root === 0) continue;
      const leaf = lexicon.phraseLeaf[root - 1]! - 1;
      if (leaf < 0 || !wanted(leaf)) continue;
      this.add(
        String.fromCharCode(
          ...lexicon.wordPool.subarray(lexicon.wordStart[number]!, lexicon.wordStart[number + 1]!),
        ),
        leaf,
      );
    }
    for (const entry of lexicon.entries.form.keys()) {
      const form = lexicon.entries.form[entry]!;
      const kind = lexicon.fold.class[form.charCodeAt(0)]!;
      if (kind < Class.Han || kind > Class.Burmese || form.length < 3 || form.length > 8) continue;
      const folded = Array.from(form, (c) => String.fromCharCode(lexicon.fold.map[c.charCodeAt(0)]!)).join(
        '',
      );
      const leaf = this.charLeafOf(entry);
      if (leaf !== undefined && wanted(leaf)) this.add(folded, leaf);
    }
  }

  private leafOfEntry: Map<number, number> | undefined;
  private charLeafOf(entry: number): number | undefined {
    if (!this.leafOfEntry) {
      this.leafOfEntry = new Map();
      const { leafStart, leafEntries } = this.lexicon;
      for (let leaf = 0; leaf < leafStart.length - 1; leaf++) {
        for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
          if (!this.leafOfEntry.has(leafEntries[at]!)) this.leafOfEntry.set(leafEntries[at]!, leaf);
        }
      }
    }
    return this.leafOfEntry.get(entry);
  }

  private add(word: string, leaf: number): void {
    if (word.length < 3 || word.length > 14) return;
    const shape = `${word.length}${word[0]}`;
    const list = this.byShape.get(shape);
    if (list) list.push({ word, leaf });
    else this.byShape.set(shape, [{ word, leaf }]);
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
    let shown = 0;
    let shape = '';
    for (let i = start; i < end; i++) {
      const masked = fold.class[text.charCodeAt(i)] === Class.Mask;
      if (!masked) shown++;
      shape += masked ? '*' : String.fromCharCode(fold.map[text.charCodeAt(i)]!);
    }
    if (shape[0] === '*' || shown * 2 < shape.length || shown < 2) return;
    for (const { word, leaf } of this.byShape.get(`${shape.length}${shape[0]}`) ?? []) {
      let fits = true;
      for (let i = 0; fits && i < shape.length; i++) fits = shape[i] === '*' || shape[i] === word[i];
      if (fits) out.add(field, text, start, end, leaf, MatchFlag.Disguised);
    }
  }
}
