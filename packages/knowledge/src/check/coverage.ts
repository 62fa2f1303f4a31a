import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Taxa } from '../taxa/taxa.ts';
import { readTsv } from '../tsv.ts';

/** How many of the most traded taxa a language names. */
export interface Coverage {
  language: string;
  /** Rows of its file. */
  names: number;
  /** Taxa of names/most-traded.tsv for which it has a name of their own. */
  named: number;
}

/** Files of names/ that belong to no one language. */
const noLanguage = new Set(['most-traded.tsv', 'ordinary-words.tsv', 'scientific.tsv', 'mul.tsv']);

/** The list of what every language should name. */
export const mostTraded = 'names/most-traded.tsv';

interface AllCoverage {
  wanted: number;
  /** Rows of the list whose taxon nobody knows. */
  unknown: { line: number; taxon: string }[];
  /** Most first. */
  languages: Coverage[];
}

/**
 * How many of the most traded taxa each language names. A taxon counts only when a name means just it or a
 * synonym of it; that "parrot" is known says nothing of the grey parrot.
 */
export function coverageOf(root: string, taxa: Taxa): AllCoverage {
  const accepted = (name: string): string => taxa.find(name)?.name ?? name;
  const rows = readTsv(join(root, mostTraded)).rows.map(({ line, cells }) => ({ line, taxon: cells.taxon! }));
  const wanted = rows.map(({ taxon }) => accepted(taxon));
  const languages: Coverage[] = [];
  for (const file of readdirSync(join(root, 'names')).sort()) {
    if (!file.endsWith('.tsv') || noLanguage.has(file)) continue;
    const names = readTsv(join(root, 'names', file)).rows;
    const known = new Set(names.map(({ cells }) => accepted(cells.taxon!)));
    const named = wanted.filter((taxon) => known.has(taxon)).length;
    languages.push({ language: file.slice(0, -4), names: names.length, named });
  }
  return {
    wanted: wanted.length,
    unknown: rows.filter(({ taxon }) => taxa.find(taxon) === undefined),
    languages: languages.sort((a, b) => b.named - a.named || (a.language < b.language ? -1 : 1)),
  };
}
