import type { Entry } from './lexicon/entry.ts';
import type { TaxaTables } from './taxa/tables.ts';

/** Scientific names as words of the lexicon: every taxon of the tables, and every synonym and misspelling. */
export function taxonEntries(tables: TaxaTables): Entry[] {
  const entries: Entry[] = [];
  const known = new Set<string>();
  const add = (form: string, taxon: string, kind: string, source: string): void => {
    if (known.has(form)) return;
    known.add(form);
    entries.push({ form, folder: 'names', kind, language: 'la', taxon, source });
  };
  for (const [name, rank] of tables.nodes) add(name, name, rank === 'genus' ? 'genus' : 'scientific', 'taxa');
  for (const [name, accepted, , source] of tables.synonyms) {
    add(name, accepted, name.includes(' ') ? 'scientific' : 'genus', source);
  }
  return entries;
}
