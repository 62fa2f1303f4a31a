import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTsv } from '../tsv.ts';
import type { OrdinaryWords } from './common-names.ts';
import type { Meetings } from './listing-notes.ts';

/** What an import needs to know of the shipped knowledge. */
export interface Shipped {
  meetings: Meetings;
  /** Names of animals and plants that are also ordinary words. */
  ordinary: OrdinaryWords;
  /** Accepted name of every synonym and misspelling that is known already. */
  synonyms: Map<string, string>;
  /** Family of every genus that is known already. */
  familyOfGenus: Map<string, string>;
  /** Order and class of every family that is known already: some exports leave them out. */
  families: Map<string, { order: string; class: string }>;
}

export function readShipped(folder: string): Shipped {
  const rows = (path: string) => {
    const file = join(folder, path);
    return existsSync(file) ? readTsv(file).rows.map(({ cells }) => cells) : [];
  };
  const shipped: Shipped = {
    meetings: new Map(rows('codes/meetings.tsv').map(({ meeting, closed }) => [meeting!, closed!])),
    ordinary: ordinaryWords(rows('names/ordinary-words.tsv')),
    synonyms: new Map(rows('names/scientific.tsv').map(({ name, accepted }) => [name!, accepted!])),
    familyOfGenus: new Map(),
    families: new Map(),
  };
  for (const row of rows('taxa/genera.tsv')) {
    shipped.familyOfGenus.set(row.genus!, row.family!);
    shipped.families.set(row.family!, { order: row.order!, class: row.class! });
  }
  return shipped;
}

/** A word that is ordinary in one language and rare in another is ordinary. */
function ordinaryWords(rows: Record<string, string>[]): OrdinaryWords {
  const words = new Map<string, 'rare' | 'everyday'>();
  for (const { word, note } of rows)
    if (words.get(word!) !== 'everyday') words.set(word!, note === 'rare' ? 'rare' : 'everyday');
  return words;
}

/** The name that is accepted today for one that an older export accepts. */
export function acceptedToday(shipped: Shipped, name: string): string {
  let today = name;
  for (let steps = 0; steps < 5; steps++) {
    const next = shipped.synonyms.get(today);
    if (next === undefined) break;
    today = next;
  }
  return today;
}
