import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importExport } from './import-export.ts';
import { TestFolder } from './test-folder.ts';

const shared = fileURLToPath(new URL('../../../../../shared/cites/', import.meta.url));
const checklist2017 = join(shared, 'Index_of_CITES_Species_2017-04-21.csv.gz');
const animals2026 = join(shared, 'CITES_listings_animals_2026-03-06.csv.gz');
const bodies = join(shared, 'speciesplus_api/bodies');

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe.skipIf(!existsSync(shared))('the real exports (need ../shared/cites)', () => {
  it('of 2017 (98 MB) come in whole, in little memory, with progress and every listing as it stands', async () => {
    const before = process.memoryUsage().heapUsed;
    let peak = 0;
    const steps: number[] = [];
    const report = await importExport([checklist2017], {
      ...folder.options,
      onProgress: (done, total) => {
        peak = Math.max(peak, process.memoryUsage().heapUsed - before);
        steps.push(done / total);
      },
    });
    expect(report.files).toEqual([
      {
        file: 'Index_of_CITES_Species_2017-04-21.csv.gz',
        kind: 'checklist',
        date: '2017-04-21',
        rows: 38079,
      },
    ]);
    expect(peak).toBeLessThan(160e6);
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.at(-1)).toBe(1);
    const count = (path: string) => folder.rows(path).length;
    expect(count('names/en.tsv')).toBeGreaterThan(6_500);
    expect(count('names/scientific.tsv')).toBeGreaterThan(30_000);
    expect(count('taxa/imported-notes.tsv')).toBeLessThan(200);
    const listings = folder.rows('taxa/imported-listings.tsv');
    expect(listings.filter(({ appendix }) => appendix === 'NC').length).toBeGreaterThan(20);
    expect(new Set(listings.map(({ taxon }) => taxon)).size).toBe(38079 - 33);
  });

  it('of 2026 come in whole, with 50 species that are not in force before 2027-06-05', async () => {
    const report = await folder.run(animals2026);
    expect(report.files[0]).toMatchObject({ kind: 'cites', rows: 6688 });
    expect(
      folder.rows('taxa/imported-listings.tsv').filter(({ from }) => from === '2027-06-05'),
    ).toHaveLength(50);
    expect(
      folder.rows('taxa/imported-listings.tsv').filter(({ rank }) => rank === 'subspecies').length,
    ).toBeGreaterThan(62);
  });

  it('of the API come in together: a page of 500 taxa, single taxa and their legislation', async () => {
    const pages = [
      'spp_taxonconcept_upd_0',
      'spp_taxonconcept_def_0',
      'spp_cites_legislation_def_0',
      'spp_eu_legislation_def_0',
    ];
    const report = await folder.run(...pages.map((name) => join(bodies, `${name}.json`)));
    expect(folder.rows('names/de.tsv').length).toBeGreaterThan(250);
    expect(folder.rows('taxa/imported-annexes.tsv').map(({ taxon }) => taxon)).toContain(
      'Loxodonta africana',
    );
    expect(report.warnings.join()).toContain('Only 1 of 119 pages');
    await expect(folder.run(join(bodies, 'spp_cites_legislation_raw_1.json'))).rejects.toThrow(
      'error of the server (500)',
    );
  });
});
