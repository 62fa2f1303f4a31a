import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldChanges } from './fold-changes.ts';
import { readTaxa } from './read-taxa.ts';
import type { ListingLine } from './tables.ts';
import { Taxa } from './taxa.ts';

const folder = (files: Record<string, string>): string => {
  const root = mkdtempSync(join(tmpdir(), 'taxa-'));
  mkdirSync(join(root, 'taxa/changes'), { recursive: true });
  const shipped = {
    'taxa/classes.tsv': 'class\tphylum\tkingdom\tsource\nAves\tChordata\tAnimalia\tT\n',
    'taxa/genera.tsv': 'genus\tfamily\torder\tclass\tsource\nAra\tPsittacidae\tPsittaciformes\tAves\tT\n',
    ...files,
  };
  for (const [name, text] of Object.entries(shipped)) writeFileSync(join(root, name), text);
  return root;
};
const listings = 'taxon\trank\tappendix\tparty\tpopulation\tspecimens\tannotation\tsource\tcertainty\tnote\n';

describe('readTaxa()', () => {
  it("reads a folder and an operator's own after it", () => {
    const own = folder({
      'taxa/classes.tsv': 'class\tphylum\tkingdom\tsource\n',
      'taxa/genera.tsv':
        'genus\tfamily\torder\tclass\tphylum\tkingdom\tsource\nNewgenus\tPsittacidae\tPsittaciformes\tAves\tChordata\tAnimalia\tx\n',
    });
    const root = folder({
      'taxa/listings-2017.tsv': `${listings}Psittaciformes\torder\tII\t\t\t\t\tT\tverified\n`,
    });
    const taxa = new Taxa(readTaxa([root, own]));
    expect(taxa.resolve('Newgenus alba', '2026-03-06').appendix).toBe('II');
  });

  it('refuses a row with a wrong cell and names file, line and cell', () => {
    const root = folder({ 'taxa/listings-2017.tsv': `${listings}Ara\tgenus\tIV\t\t\t\t\tT\tverified\n` });
    expect(() => readTaxa([root])).toThrow(/listings-2017\.tsv:2: "appendix" is "IV"/);
  });

  it('refuses a listed genus that no file places', () => {
    const root = folder({ 'taxa/listings-2017.tsv': `${listings}Nowhere\tgenus\tII\t\t\t\t\tT\tverified\n` });
    expect(() => readTaxa([root])).toThrow('"Nowhere" is listed, but in no file of taxa');
  });

  it('refuses a taxon in an unknown parent', () => {
    const root = folder({
      'taxa/unlisted.tsv': 'taxon\trank\tparent\textinct\tsource\nBos taurus\tspecies\tBos\t\tT\n',
    });
    expect(() => readTaxa([root])).toThrow('"Bos taurus" lies in "Bos", which no file names');
  });
});

describe('foldChanges()', () => {
  const line = (appendix: ListingLine['appendix'], from: string, population?: string): ListingLine => ({
    taxon: 'Caiman latirostris',
    rank: 'species',
    appendix,
    from,
    source: 'T',
    certainty: 'verified',
    ...(population && { population }),
  });

  it('moves a population and leaves the rest where it was', () => {
    const lines = foldChanges(
      [line('I', '2017-01-02')],
      [{ line: line('II', '2023-02-23', 'BR'), leaves: 'I' }],
    );
    expect(lines).toEqual([line('I', '2017-01-02'), line('II', '2023-02-23', 'BR')]);
  });

  it('ends what the whole taxon had', () => {
    const lines = foldChanges(
      [line('III', '2017-01-02', 'BO')],
      [{ line: line('II', '2020-08-28'), leaves: 'III' }],
    );
    expect(lines).toEqual([
      { ...line('III', '2017-01-02', 'BO'), to: '2020-08-28' },
      line('II', '2020-08-28'),
    ]);
  });

  it('takes changes in the order of their days, not of the rows', () => {
    const lines = foldChanges(
      [],
      [
        { line: line('I', '2026-03-05'), leaves: 'II' },
        { line: line('II', '2019-11-26'), leaves: 'NC' },
      ],
    );
    expect(lines).toEqual([{ ...line('II', '2019-11-26'), to: '2026-03-05' }, line('I', '2026-03-05')]);
  });
});
