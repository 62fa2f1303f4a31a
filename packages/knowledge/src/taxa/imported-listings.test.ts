import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importExport } from '../import/import-export.ts';
import { readTaxa } from './read-taxa.ts';
import { Taxa } from './taxa.ts';
import { TaxonAnswers } from './taxon-answer.ts';

const knowledge = fileURLToPath(new URL('../../../../knowledge', import.meta.url));
const header =
  'Id,Kingdom,Phylum,Class,Order,Family,Genus,Scientific Name,Rank,Listing,Party,Listed under,Full note';
const mouse = (genus: string, name: string, under = '') =>
  `1,Animalia,Chordata,Mammalia,Rodentia,Muridae,${genus},${name},${name === genus ? 'GENUS' : 'SPECIES'},II,,${under},`;

let dir: string;
let into: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pugmark-imported-'));
  into = join(dir, 'own');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function imported(day: string, ...rows: string[]): Promise<Taxa> {
  const file = join(dir, `cites_listings_${day}.csv`);
  writeFileSync(file, `${[header, ...rows].join('\n')}\n`);
  await importExport([file], { into, listInForce: '2026-03-05', knowledge });
  return new Taxa(readTaxa([knowledge, into]));
}
const listed = (taxa: Taxa, name: string, day: string) => taxa.resolve(name, day).mixed.join('/');
const lion = (listing: string, note = '') =>
  `7,Animalia,Chordata,Mammalia,Carnivora,Felidae,Panthera,Panthera leo,SPECIES,${listing},,,${note}`;

describe("an operator's import", () => {
  it('lists a taxon that the shipped table lacks, from the day of the export on', async () => {
    const taxa = await imported(
      '2028-01-10',
      '9,Animalia,Chordata,Mammalia,Carnivora,Canidae,Vulpes,Vulpes lagopus,SPECIES,II,,,A new note.',
    );
    expect(listed(taxa, 'Vulpes lagopus', '2028-01-09')).not.toBe('II');
    expect(listed(taxa, 'Vulpes lagopus', '2028-01-10')).toBe('II');
    expect(taxa.citesAsOf).toBe('2028-01-10');
    const [line] = new TaxonAnswers(taxa).answer('Vulpes lagopus', '2028-02-01').listings;
    expect(line).toMatchObject({
      appendix: 'II',
      from: '2028-01-10',
      source: 'IMPORT-cites-animals-2028-01-10',
      says: 'A new note.',
    });
  });

  it('goes before what is shipped where it is newer, and leaves the days before alone', async () => {
    const taxa = await imported('2028-01-10', lion('I'));
    expect(listed(taxa, 'Panthera leo', '2028-01-09')).toBe('I/II');
    expect(listed(taxa, 'Panthera leo', '2028-01-10')).toMatch(/^I(\/II)?$/);
    expect(taxa.resolve('Panthera leo', '2028-01-10').appendix).toBe('I');
    expect(listed(taxa, 'Panthera pardus', '2028-01-10')).toBe('I');
  });

  it('that is older changes nothing of what is shipped', async () => {
    const taxa = await imported('2020-01-10', lion('III'));
    expect(listed(taxa, 'Panthera leo', '2021-01-01')).toBe('I/II');
    expect(taxa.citesAsOf).toBe('2026-03-05');
  });

  it('that says the same leaves the shipped lines, which know more', async () => {
    const taxa = await imported('2026-03-06', lion('I/II'));
    expect(taxa.resolve('Panthera leo', '2026-03-06').lines).toEqual(
      new Taxa(readTaxa([knowledge])).resolve('Panthera leo', '2026-03-06').lines,
    );
  });

  it('with a delayed entry holds from its day; until then what is shipped does', async () => {
    const delay = '"Adopted at CoP20 in December 2025, with entry into effect delayed by 36 months"';
    const taxa = await imported('2027-01-10', lion('I', delay));
    expect(listed(taxa, 'Panthera leo', '2028-12-04')).toBe('I/II');
    expect(taxa.resolve('Panthera leo', '2028-12-05').appendix).toBe('I');
  });

  it('lists a group that its species are listed under, and no group for what lies below it', async () => {
    const taxa = await imported(
      '2028-01-10',
      mouse('Apodemus', 'Apodemus'),
      mouse('Apodemus', 'Apodemus agrarius', 'Apodemus spp.'),
      mouse('Rattus', 'Rattus'),
      mouse('Rattus', 'Rattus rattus'),
    );
    expect(listed(taxa, 'Apodemus sylvaticus', '2028-02-01')).toBe('II');
    expect(listed(taxa, 'Rattus rattus', '2028-02-01')).toBe('II');
    expect(listed(taxa, 'Rattus norvegicus', '2028-02-01')).toBe('NC');
  });

  it("counts with an operator's own row, whose source holds no day", async () => {
    mkdirSync(join(into, 'taxa'), { recursive: true });
    writeFileSync(
      join(into, 'taxa/imported-listings.tsv'),
      '# title: Ours\ntaxon\trank\tappendix\tparty\tnote\tfrom\tunder\tsource\nVulpes lagopus\tspecies\tIII\tIN\t\t2028-05-01\t\tmine\n',
    );
    const taxa = new Taxa(readTaxa([knowledge, into]));
    expect(listed(taxa, 'Vulpes lagopus', '2028-05-01')).toBe('III');
    expect(taxa.resolve('Vulpes lagopus', '2028-05-01').lines[0]).toMatchObject({ party: 'IN' });
  });
});
