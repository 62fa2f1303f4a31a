import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTsv } from '../tsv.ts';
import { importExport } from './import-export.ts';

const shared = fileURLToPath(new URL('../../../../../shared/cites/', import.meta.url));
const checklist2017 = join(shared, 'Index_of_CITES_Species_2017-04-21.csv.gz');
const animals2026 = join(shared, 'CITES_listings_animals_2026-03-06.csv.gz');
const bodies = join(shared, 'speciesplus_api/bodies');

let dir: string;
let into: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pugmark-import-'));
  into = join(dir, 'own');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const run = (...files: string[]) => importExport(files, { into, listInForce: '2026-03-05' });

function file(name: string, content: string | Buffer): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

function rows(path: string): Record<string, string>[] {
  return existsSync(join(into, path)) ? readTsv(join(into, path)).rows.map(({ cells }) => cells) : [];
}

const listingsHeader = 'Id,Kingdom,Class,Family,Scientific Name,Subspecies,Listing,Full note';
const cites = (...lines: string[]) => `${[listingsHeader, ...lines].join('\n')}\n`;
const lion =
  '7,Animalia,Mammalia,Felidae,Panthera leo,,I/II,"**I** Population of India.\n**II** [FAMILY listing Felidae spp.] All others."';

const checklistHeader =
  'TaxonId,Kingdom,Phylum,Class,Order,Family,Genus,Species,Subspecies,FullName,AuthorYear,RankName,CurrentListing,FullAnnotationEnglish,#AnnotationSymbol,SynonymsWithAuthors,EnglishNames,SpanishNames,FrenchNames';
const checklist = (...lines: string[]) => `${[checklistHeader, ...lines].join('\n')}\n`;
const starTortoise =
  '8,Animalia,Chordata,Reptilia,Testudines,Testudinidae,Geochelone,elegans,,Geochelone elegans,"(Schoepff, 1795)",SPECIES,II,"Appendix II: A zero quota for <i>Centrochelys sulcata</i>",,"Testudo stellata Schweigger, 1812, Testudo megalopus Blyth, 1853",Indian Star Tortoise,Tortuga estrellada,"Tortue étoilée, Étoile"';

describe('a Species+ listings export', () => {
  it('gives one line for each Appendix of a mixed listing, each with its own note', async () => {
    const report = await run(file('cites_listings_2026-04-22 23_02_comma_separated.csv', cites(lion)));
    expect(rows('taxa/imported-listings.tsv')).toMatchObject([
      {
        taxon: 'Panthera leo',
        rank: 'species',
        appendix: 'I',
        from: '2026-04-22',
        source: 'IMPORT-cites-animals-2026-04-22',
      },
      { taxon: 'Panthera leo', appendix: 'II', under: 'Felidae' },
    ]);
    expect(
      rows('taxa/imported-notes.tsv')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Population of India.', '[FAMILY listing Felidae spp.] All others.']);
    expect(rows('sources.tsv')[0]).toMatchObject({ key: 'IMPORT-cites-animals-2026-04-22' });
    expect(report.files).toMatchObject([{ kind: 'cites', rows: 1, date: '2026-04-22' }]);
    expect(report.warnings).toEqual([]);
  });

  it('reads semicolons, Windows line ends, a byte order mark and the columns Rank, Party, Listed under and # Full note', async () => {
    const header =
      'Id;Kingdom;Phylum;Class;Order;Family;Scientific Name;Rank;Listing;Party;Listed under;Full note;# Full note';
    const text = `\uFEFF${header}\r\n1;Plantae;;;Fabales;Fabaceae;Dalbergia nigra;SPECIES;III;Brazil;Dalbergia spp.;"**III** Logs; sawn wood";"**III** #5 Logs"\r\n`;
    await run(file('semicolon_2026-05-01.csv', text));
    expect(rows('taxa/imported-listings.tsv')).toMatchObject([
      {
        taxon: 'Dalbergia nigra',
        appendix: 'III',
        party: 'Brazil',
        under: 'Dalbergia',
        source: 'IMPORT-cites-plants-2026-05-01',
      },
    ]);
    expect(rows('taxa/imported-listings.tsv')[0]!.note).toMatch(/^#5,n-/);
    expect(rows('taxa/genera.tsv')).toMatchObject([
      { genus: 'Dalbergia', family: 'Fabaceae', order: 'Fabales', kingdom: 'Plantae' },
    ]);
  });

  it('takes NC, I/NC, III/NC and a blank listing as real values and refuses any other', async () => {
    const line = (name: string, listing: string) => `1,Animalia,Aves,Psittacidae,${name},,${listing},`;
    await run(
      file(
        'a_2026-05-01.csv',
        cites(line('Ara a', 'NC'), line('Ara b', 'I/NC'), line('Ara c', 'III/NC'), line('Ara d', '')),
      ),
    );
    expect(rows('taxa/imported-listings.tsv').map(({ taxon, appendix }) => `${taxon} ${appendix}`)).toEqual([
      'Ara a NC',
      'Ara b I',
      'Ara b NC',
      'Ara c III',
      'Ara c NC',
    ]);
    const odd = file('b_2026-05-01.csv', cites(line('Ara a', 'IV')));
    await expect(run(odd)).rejects.toThrow(
      'Cannot read b_2026-05-01.csv, line 2: "Listing" is "IV", not an Appendix',
    );
  });

  it('lists a species with a delayed entry into effect only from the day it takes effect', async () => {
    const note = (meeting: string) =>
      `**II** Listing adopted at ${meeting} with entry into effect delayed by 18 months.`;
    const line = (name: string, meeting: string) =>
      `1,Animalia,Amphibia,Ranidae,${name},,II,${note(meeting)}`;
    const report = await run(
      file(
        'a_2026-03-06.csv',
        cites(
          line('Pelophylax lessonae', 'CoP20 in December 2025'),
          line('Rana futura', 'CoP31 in May 2050'),
        ),
      ),
    );
    expect(rows('taxa/imported-listings.tsv')).toMatchObject([
      { from: '2027-06-05' },
      { from: '2051-11-30' },
    ]);
    expect(report.warnings.join()).toContain('meeting is not in codes/meetings.tsv');
  });

  it('keeps subspecies as subspecies and reads a note with quoted line breaks and HTML as one line', async () => {
    const row =
      '1,Animalia,Mammalia,Bovidae,Capra hircus aegagrus,aegagrus,III,"**III** Specimens of the\n<i>domesticated</i>&nbsp;form"';
    await run(file('a_2026-03-06.csv', cites(row)));
    expect(rows('taxa/imported-listings.tsv')).toMatchObject([
      { taxon: 'Capra hircus aegagrus', rank: 'subspecies' },
    ]);
    expect(rows('taxa/imported-notes.tsv')).toMatchObject([{ text: 'Specimens of the domesticated form' }]);
  });

  it('of the EU goes to its own file and is told by its values', async () => {
    const report = await run(
      file(
        'download_2026-03-06.csv',
        cites('1,Animalia,Aves,Psittacidae,Ara ararauna,,B,', '2,Animalia,Aves,Psittacidae,Ara macao,,A,'),
      ),
    );
    expect(rows('taxa/imported-annexes.tsv')).toMatchObject([
      { annex: 'B', source: 'IMPORT-eu-animals-2026-03-06' },
      { annex: 'A' },
    ]);
    expect(rows('taxa/imported-listings.tsv')).toEqual([]);
    expect(report.files[0]!.kind).toBe('eu');
  });
});

describe('a CITES Checklist index export', () => {
  const named = 'Index_of_CITES_Species_[CUSTOM]_2026-04-01 10:00.csv';

  it('gives synonyms without taking a comma inside authors for a new name', async () => {
    await run(file(named, checklist(starTortoise)));
    expect(rows('names/scientific.tsv')).toMatchObject([
      { name: 'Testudo megalopus', accepted: 'Geochelone elegans', kind: 'synonym' },
      { name: 'Testudo stellata', accepted: 'Geochelone elegans' },
    ]);
  });

  it('never makes a name of a taxon that only an annotation mentions', async () => {
    await run(file(named, checklist(starTortoise)));
    const all = [...rows('names/scientific.tsv'), ...rows('names/en.tsv'), ...rows('taxa/genera.tsv')];
    expect(JSON.stringify(all)).not.toContain('Centrochelys');
  });

  it('gives common names by language; one ordinary word counts as everyday', async () => {
    const drill =
      '9,Animalia,Chordata,Mammalia,Primates,Cercopithecidae,Mandrillus,leucophaeus,,Mandrillus leucophaeus,,SPECIES,I,,,,"Drill, Drill Monkey",Dril,Drill';
    await run(file(named, checklist(starTortoise, drill)));
    expect(rows('names/en.tsv').map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'Drill: everyday',
      'Drill Monkey: name',
      'Indian Star Tortoise: name',
    ]);
    expect(rows('names/fr.tsv')).toMatchObject([
      { name: 'Drill' },
      { name: 'Tortue étoilée' },
      { name: 'Étoile', kind: 'everyday' },
    ]);
  });

  it('leaves out damaged names and says so', async () => {
    const report = await run(
      file(named, checklist(starTortoise.replace('Tortue étoilée', 'Tortue Ã©toilÃ©e'))),
    );
    expect(rows('names/fr.tsv').map(({ name }) => name)).toEqual(['Étoile']);
    expect(report.warnings.join()).toContain('1 entry with damaged letters');
  });

  it('is refused when it is unfiltered and has too few rows', async () => {
    const cut = file('Index_of_CITES_Species_2026-04-01 10:00.csv', checklist(starTortoise));
    await expect(run(cut)).rejects.toThrow(/has 1 rows, but a whole Checklist index has between 35000/);
  });

  it('is taken with a warning when it is older than the list in force', async () => {
    const report = await run(
      file('Index_of_CITES_Species_[CUSTOM]_2017-04-21 17:27.csv', checklist(starTortoise)),
    );
    expect(report.warnings.join()).toContain(
      'the list is of 2017-04-21, older than the newest one in force (2026-03-05)',
    );
  });
});

describe('a page of the Species+ API', () => {
  const concept = {
    id: 12,
    full_name: 'Loxodonta africana',
    rank: 'SPECIES',
    name_status: 'A',
    active: true,
    cites_listing: 'I/II',
    higher_taxa: {
      kingdom: 'Animalia',
      phylum: 'Chordata',
      class: 'Mammalia',
      order: 'Proboscidea',
      family: 'Elephantidae',
    },
    synonyms: [{ id: 13, full_name: 'Elephas africanus', rank: 'SPECIES' }],
    common_names: [
      { name: 'Слон африканский', language: 'RU' },
      { name: 'Fei zhou xiang', language: 'ZH' },
      { name: '非洲象', language: 'ZH' },
      { name: 'Afrikanischer Elefant', language: 'DE' },
    ],
    cites_listings: [
      {
        id: 1,
        appendix: 'I',
        annotation: null,
        hash_annotation: null,
        effective_at: '2017-01-02',
        party: null,
      },
    ],
  };
  const page = (concepts: unknown[], total = concepts.length) =>
    JSON.stringify({
      pagination: { current_page: 1, per_page: 500, total_entries: total },
      taxon_concepts: concepts,
    });

  it('gives names in their own script by language, synonyms and listings with the day they took effect', async () => {
    const report = await run(file('page_2026-04-01.json', page([concept])));
    expect(rows('names/zh-Hans.tsv')).toMatchObject([{ name: '非洲象', taxon: 'Loxodonta africana' }]);
    expect(rows('names/de.tsv')).toHaveLength(1);
    expect(rows('names/scientific.tsv')).toMatchObject([{ name: 'Elephas africanus' }]);
    expect(rows('taxa/imported-listings.tsv')).toMatchObject([
      { appendix: 'I', from: '2017-01-02', source: 'IMPORT-api-animals-2026-04-01' },
    ]);
    expect(report.warnings.join()).toContain('not written in the script of their language');
  });

  it('is also read as a recorded answer, whose date is the date of the list', async () => {
    const recorded = {
      request: 'x',
      date: 'Sun, 27 Nov 2022 22:15:03 GMT',
      status: { status_code: 200 },
      body: JSON.parse(page([concept])),
    };
    expect((await run(file('page.json', JSON.stringify(recorded)))).files[0]!.date).toBe('2022-11-27');
  });

  it('with legislation gives its listings to the taxon that another file names by its id', async () => {
    const legislation = {
      eu_listings: [
        { taxon_concept_id: 12, is_current: true, annex: 'A', effective_at: '2022-01-19' },
        { taxon_concept_id: 12, is_current: false, annex: 'B' },
      ],
    };
    await run(
      file('eu_2026-04-01.json', JSON.stringify(legislation)),
      file('page_2026-04-01.json', page([concept])),
    );
    expect(rows('taxa/imported-annexes.tsv')).toMatchObject([
      { taxon: 'Loxodonta africana', annex: 'A', from: '2022-01-19' },
    ]);
  });

  it('is refused when it is cut, when it holds too few taxa, and when it is an error', async () => {
    await expect(run(file('cut_2026-04-01.json', page([concept]).slice(0, -9)))).rejects.toThrow(
      'cut_2026-04-01.json is no whole JSON document',
    );
    await expect(run(file('few_2026-04-01.json', page([concept], 2)))).rejects.toThrow(
      'page 1 holds 1 taxa, not 2',
    );
    await expect(run(file('error_2026-04-01.json', '{"error":"Internal Server Error"}'))).rejects.toThrow(
      'holds an error of the server',
    );
  });
});

describe('importExport()', () => {
  it('refuses a cut file, names what is wrong and writes nothing', async () => {
    const whole = cites(lion, '1,Animalia,Aves,Psittacidae,Ara macao,,I,x');
    const gz = gzipSync(whole);
    const cut: [string, string | Buffer, string][] = [
      ['line_2026-05-01.csv', whole.slice(0, -1), 'ends in the middle of its last line'],
      ['columns_2026-05-01.csv', `${whole.slice(0, -6)}\n`, 'columns, not 8 as in the header'],
      ['quote_2026-05-01.csv', whole.slice(0, whole.indexOf('All others')), 'a quoted cell'],
      ['gzip_2026-05-01.csv.gz', gz.subarray(0, gz.length - 12), 'gzip data ends too early'],
      ['empty_2026-05-01.csv', '', 'is empty'],
      ['head_2026-05-01.csv', `${listingsHeader}\n`, 'has a header and no rows'],
      ['other_2026-05-01.csv', 'a,b\n1,2\n', 'is none of the known exports'],
      ['wide_2026-05-01.csv', Buffer.from(`\uFEFF${whole}`, 'utf16le'), 'is saved as UTF-16'],
    ];
    const good = file('good_2026-05-01.csv', whole);
    for (const [name, content, what] of cut)
      await expect(run(good, file(name, content)), name).rejects.toThrow(what);
    expect(existsSync(into)).toBe(false);
  });

  it('asks for the date of an export whose name does not tell it, and takes it from --date', async () => {
    const path = file('cites.csv', cites(lion));
    await expect(run(path)).rejects.toThrow('Say it with --date YYYY-MM-DD');
    expect(
      (await importExport([path], { into, listInForce: '2026-03-05', date: '2026-06-01' })).files[0]!.date,
    ).toBe('2026-06-01');
    await expect(
      importExport([path], { into, listInForce: '2026-03-05', date: '2026-02-30' }),
    ).rejects.toThrow('not a date');
  });

  it('changes nothing when the same files come again', async () => {
    const path = file('a_2026-05-01.csv', cites(lion));
    await run(path);
    const before = readFileSync(join(into, 'taxa/imported-listings.tsv'), 'utf8');
    expect((await run(path)).written).toEqual([]);
    expect(readFileSync(join(into, 'taxa/imported-listings.tsv'), 'utf8')).toBe(before);
  });

  it('replaces what an earlier export of the kind said of the same taxa, and not the other way round', async () => {
    const old = file('a_2026-05-01.csv', cites(lion, '1,Animalia,Aves,Psittacidae,Ara macao,,I,'));
    const later = file(
      'b_2026-06-01.csv',
      cites('7,Animalia,Mammalia,Felidae,Panthera leo,,I,"**I** Now all."'),
    );
    const expected = [
      { taxon: 'Ara macao', appendix: 'I', from: '2026-05-01' },
      { taxon: 'Panthera leo', appendix: 'I', from: '2026-06-01' },
    ];
    await run(old);
    await run(later);
    expect(rows('taxa/imported-listings.tsv')).toMatchObject(expected);
    expect(rows('taxa/imported-notes.tsv')).toMatchObject([{ text: 'Now all.' }]);
    await run(old);
    expect(rows('taxa/imported-listings.tsv')).toMatchObject(expected);
    expect(rows('taxa/imported-listings.tsv')).toHaveLength(2);
  });

  it("keeps the operator's own rows and comments as they stand", async () => {
    mkdirSync(join(into, 'names'), { recursive: true });
    const own =
      '# title: Ours\n# date: 2026-01-01\n# bounds: 1..9\nname\ttaxon\tkind\tsource\tnote\n# birds\nEstrella\tAra macao\ttrade\tunsourced\n';
    writeFileSync(join(into, 'names/es.tsv'), own);
    await run(file('Index_of_CITES_Species_[CUSTOM]_2026-04-01.csv', checklist(starTortoise)));
    const text = readFileSync(join(into, 'names/es.tsv'), 'utf8');
    expect(text).toContain('# title: Ours\n');
    expect(text).toContain(
      'note\n# birds\nEstrella\tAra macao\ttrade\tunsourced\nTortuga estrellada\tGeochelone elegans\tname\tIMPORT-checklist-animals-2026-04-01\n',
    );
  });

  it('writes nothing at all when one file of the folder cannot be written', async () => {
    await run(file('a_2026-05-01.csv', cites(lion)));
    const before = readFileSync(join(into, 'taxa/imported-listings.tsv'), 'utf8');
    mkdirSync(join(into, 'names/es.tsv'), { recursive: true }); // a folder where a file should go
    const star = file('Index_of_CITES_Species_[CUSTOM]_2026-04-01.csv', checklist(starTortoise));
    await expect(run(star)).rejects.toThrow();
    expect(readFileSync(join(into, 'taxa/imported-listings.tsv'), 'utf8')).toBe(before);
    expect(existsSync(join(into, 'names/en.tsv'))).toBe(false);
    expect(readdirSync(into).filter((name) => name.startsWith('.import'))).toEqual([]);
  });

  it('refuses to import into the knowledge that is shipped', async () => {
    const shipped = fileURLToPath(new URL('../../../../knowledge', import.meta.url));
    const path = file('a_2026-05-01.csv', cites(lion));
    await expect(importExport([path], { into: shipped, listInForce: '2026-03-05' })).rejects.toThrow(
      'a folder of your own',
    );
  });
});

describe.skipIf(!existsSync(shared))('the real exports', () => {
  it('of 2017 (98 MB) come in whole, in little memory, with progress and every listing as it stands', async () => {
    const before = process.memoryUsage().heapUsed;
    let peak = 0;
    const steps: number[] = [];
    const report = await importExport([checklist2017], {
      into,
      listInForce: '2026-03-05',
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
    const count = (path: string) => rows(path).length;
    expect(count('names/en.tsv')).toBeGreaterThan(6_500);
    expect(count('names/scientific.tsv')).toBeGreaterThan(30_000);
    expect(count('taxa/imported-notes.tsv')).toBeLessThan(200);
    const listings = rows('taxa/imported-listings.tsv');
    expect(listings.filter(({ appendix }) => appendix === 'NC').length).toBeGreaterThan(20);
    expect(new Set(listings.map(({ taxon }) => taxon)).size).toBe(38079 - 33);
  });

  it('of 2026 come in whole, with 50 species that are not in force before 2027-06-05', async () => {
    const report = await run(animals2026);
    expect(report.files[0]).toMatchObject({ kind: 'cites', rows: 6688 });
    expect(rows('taxa/imported-listings.tsv').filter(({ from }) => from === '2027-06-05')).toHaveLength(50);
    expect(
      rows('taxa/imported-listings.tsv').filter(({ rank }) => rank === 'subspecies').length,
    ).toBeGreaterThan(62);
  });

  it('of the API come in together: a page of 500 taxa, single taxa and their legislation', async () => {
    const pages = [
      'spp_taxonconcept_upd_0',
      'spp_taxonconcept_def_0',
      'spp_cites_legislation_def_0',
      'spp_eu_legislation_def_0',
    ];
    const report = await run(...pages.map((name) => join(bodies, `${name}.json`)));
    expect(rows('names/de.tsv').length).toBeGreaterThan(250);
    expect(rows('taxa/imported-annexes.tsv').map(({ taxon }) => taxon)).toContain('Loxodonta africana');
    expect(report.warnings.join()).toContain('Only 1 of 119 pages');
    await expect(run(join(bodies, 'spp_cites_legislation_raw_1.json'))).rejects.toThrow(
      'error of the server (500)',
    );
  });
});
