import { expect, it } from 'vitest';
import type { FoundRow } from './findings.ts';
import { oneMeaning } from './one-meaning.ts';

const families: Record<string, string> = { Panthera: 'Felidae', Neofelis: 'Felidae', Canis: 'Canidae' };

it.each([
  [['Swietenia mahagoni', 'Swietenia macrophylla'], 'Swietenia', 'name', ''],
  [['Panthera pardus', 'Neofelis nebulosa'], 'Felidae', 'name', ''],
  [['Canis lupus', 'Canis lupus pallipes'], 'Canis lupus', 'name', ''],
  [['Panthera leo', 'Canis lupus'], 'Canis lupus', 'everyday', 'also Panthera leo'],
  [['Panthera leo'], 'Panthera leo', 'name', ''],
])('oneMeaning() takes a name of %s for %s, as %s', (taxa, taxon, kind, note) => {
  const rows = new Map<string, FoundRow>();
  for (const [at, one] of taxa.entries()) {
    const cells = { name: 'x', taxon: one, kind: 'name', note: '' };
    rows.set(`x\t${one}`, { cells, taxon: one, sources: new Set([`s${at}`]) });
  }
  oneMeaning(rows, (genus) => families[genus] ?? '');
  expect([...rows.values()]).toEqual([
    { cells: { name: 'x', taxon, kind, note }, taxon, sources: new Set(taxa.map((_, at) => `s${at}`)) },
  ]);
});
