import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readTsv } from '../tsv.ts';
import { readTaxa } from './read-taxa.ts';
import { Taxa } from './taxa.ts';

const knowledge = fileURLToPath(new URL('../../../../knowledge', import.meta.url));
/** Official exports, beside the checkout; they are not shipped. */
const exports = fileURLToPath(new URL('../../../../../shared/cites', import.meta.url));
const csv = (file: string): Record<string, string>[] =>
  parse(gunzipSync(readFileSync(`${exports}/${file}`)), { columns: true, bom: true });

describe.skipIf(!existsSync(exports))('the table of the Appendices against the official exports', () => {
  const taxa = new Taxa(readTaxa([knowledge]));

  it('resolves every row of the 2017 Checklist as listed, but for the reviewed differences', () => {
    const reviewed = new Map(
      readTsv(`${knowledge}/taxa/differences-2017.tsv`).rows.map(({ cells }) => [cells.taxon!, cells]),
    );
    const rows = csv('cites_2017_slim.csv.gz');
    expect(rows).toHaveLength(38_079);
    const unreviewed: string[] = [];
    let differing = 0;
    for (const { FullName: name, CurrentListing: listed } of rows) {
      const ours = taxa.resolve(name!, '2017-04-21').mixed.join('/');
      // An empty cell of a species means that it is not listed; of a genus see the reviewed differences.
      if (ours === (listed || 'NC')) continue;
      if (listed) differing++;
      const known = reviewed.get(name!);
      if (known?.export !== listed || known?.ours !== ours)
        unreviewed.push(`${name}: ${listed} in the export, ${ours} here`);
      reviewed.delete(name!);
    }
    expect(unreviewed).toEqual([]);
    expect([...reviewed.keys()]).toEqual([]);
    expect(differing / rows.length).toBeLessThanOrEqual(0.001);
  });

  it('resolves every row of the animals of March 2026, but for the 50 species not in force before June 2027', () => {
    const rows = csv('CITES_listings_animals_2026-03-06.csv.gz');
    expect(rows).toHaveLength(6688);
    const wrong: string[] = [];
    const delayed: string[] = [];
    for (const { 'Scientific Name': name, Listing: listed } of rows) {
      const resolve = (day: string) => {
        const { appendix, mixed } = taxa.resolve(name!, day);
        return [appendix ?? 'NC', mixed.filter((a) => a !== 'NC').join('/') || 'NC'];
      };
      const ours = resolve('2026-03-06');
      if (ours.includes(listed!)) continue;
      if (ours[0] === 'NC' && resolve('2027-06-04')[0] === 'NC' && resolve('2027-06-05')[0] === 'II')
        delayed.push(name!);
      else wrong.push(`${name}: ${listed} in the export, ${ours[0]} here`);
    }
    expect(wrong).toEqual([]);
    expect(delayed).toHaveLength(50);
  });
});
