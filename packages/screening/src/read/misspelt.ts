import { editDistance } from '@pugmark/knowledge/taxa/near-names';
import type { TextField } from '../text.ts';
import type { LexiconIndex } from './lexicon-index.ts';
import { type Reading, ruleReading } from './reading.ts';

/** Shortest genus that is looked for misspelt, and the shortest that may have two wrong letters. */
const SHORTEST = 6;
const TWO_EDITS = 9;
/** Most pairs of words tried in one listing. */
const TRIES = 12;

/** A capital word and a small one behind it that ends like Latin. */
const pair = /(?<![\p{L}\d])(\p{Lu}\p{Ll}{5,24}) (\p{Ll}{4,24})(?![\p{L}\d])/gu;
const latinEnding = /(?:us|um|is|ii|i|ae|a|e|ensis|oides|ans|ens|or|ops)$/;

/** Whether a title could hold a misspelt binomial; asked before a listing is put aside. */
export const mayBeLatin = (title: string): boolean => {
  pair.lastIndex = 0;
  const found = pair.exec(title);
  return found !== null && latinEnding.test(found[2]!);
};

/**
 * Step "read misspelt Latin": "Poecilotheira metalica". A genus with one wrong letter (two in long names), only
 * in front of a word that ends like an epithet, and only where the listing speaks of specimens or their care.
 */
export class Misspelt {
  /** Genera by what is left of them when one letter is taken out, and by themselves. */
  private readonly byRest = new Map<string, string[]>();
  private readonly taxa = new Map<string, string>();

  constructor(index: LexiconIndex) {
    const { form } = index.lexicon.entries;
    for (let entry = 0; entry < form.length; entry++) {
      if (index.kind(entry) !== 'names/genus' || form[entry]!.length < SHORTEST) continue;
      const genus = form[entry]!.toLowerCase();
      if (this.taxa.has(genus)) continue;
      this.taxa.set(genus, index.taxon(entry)!);
      for (const rest of restsOf(genus)) {
        const list = this.byRest.get(rest);
        if (list) list.push(genus);
        else this.byRest.set(rest, [genus]);
      }
    }
  }

  read(fields: readonly TextField[], readings: Reading[]): void {
    let left = TRIES;
    for (let field = 0; field < fields.length && field < 2; field++) {
      const text = fields[field]!.text.slice(0, 4000);
      for (const found of text.matchAll(pair)) {
        if (left-- === 0) return;
        const [whole, genus, epithet] = found as unknown as [string, string, string];
        const [start, end] = [found.index, found.index + whole.length];
        if (
          !latinEnding.test(epithet) ||
          readings.some((r) => r.field === field && r.start < end && r.end > start)
        )
          continue;
        const taxon = this.genusOf(genus.toLowerCase());
        if (taxon)
          readings.push(
            ruleReading(field, start, end, 'names/scientific', `${taxon} ${epithet}`, `misspelt ${taxon}`),
          );
      }
    }
  }

  private genusOf(word: string): string | undefined {
    if (this.taxa.has(word)) return undefined; // spelt right: the binomial step has had it
    const allowed = word.length >= TWO_EDITS ? 2 : 1;
    let best: string | undefined;
    let least = allowed + 1;
    for (const rest of restsOf(word)) {
      for (const genus of this.byRest.get(rest) ?? []) {
        if (genus[0] !== word[0]) continue;
        const edits = editDistance(word, genus, allowed);
        if (edits < least) {
          least = edits;
          best = genus;
        }
      }
    }
    return best === undefined ? undefined : this.taxa.get(best);
  }
}

/** A word itself and all that is left of it when one letter is taken out. */
function restsOf(word: string): Set<string> {
  const rests = new Set([word]);
  for (let i = 0; i < word.length; i++) rests.add(word.slice(0, i) + word.slice(i + 1));
  return rests;
}
