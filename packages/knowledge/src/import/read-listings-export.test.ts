import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lionRow, listingsExport, TestFolder } from './test-folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe('a Species+ listings export', () => {
  it('gives one line for each Appendix of a mixed listing, each with its own note', async () => {
    const report = await folder.run(
      folder.file('cites_listings_2026-04-22 23_02_comma_separated.csv', listingsExport(lionRow)),
    );
    expect(folder.rows('taxa/imported-listings.tsv')).toMatchObject([
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
      folder
        .rows('taxa/imported-notes.tsv')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['Population of India.', '[FAMILY listing Felidae spp.] All others.']);
    expect(folder.rows('sources.tsv')[0]).toMatchObject({ key: 'IMPORT-cites-animals-2026-04-22' });
    expect(report.files).toMatchObject([{ kind: 'cites', rows: 1, date: '2026-04-22' }]);
    expect(report.warnings).toEqual([
      'cites (animals) of 2026-04-22 names 1 taxa, a part of the list: what earlier imports said of others is kept',
    ]);
  });

  it('reads semicolons, Windows line ends, a byte order mark and the columns Rank, Party, Listed under and # Full note', async () => {
    const header =
      'Id;Kingdom;Phylum;Class;Order;Family;Scientific Name;Rank;Listing;Party;Listed under;Full note;# Full note';
    const text = `\uFEFF${header}\r\n1;Plantae;;;Fabales;Fabaceae;Dalbergia nigra;SPECIES;III;Brazil;Dalbergia spp.;"**III** Logs; sawn wood";"**III** #5 Logs"\r\n`;
    await folder.run(folder.file('semicolon_2026-05-01.csv', text));
    expect(folder.rows('taxa/imported-listings.tsv')).toMatchObject([
      {
        taxon: 'Dalbergia nigra',
        appendix: 'III',
        party: 'Brazil',
        under: 'Dalbergia',
        source: 'IMPORT-cites-plants-2026-05-01',
      },
    ]);
    expect(folder.rows('taxa/imported-listings.tsv')[0]!.note).toMatch(/^#5,n-/);
  });

  it('takes NC, I/NC, III/NC and a blank listing as real values and refuses any other', async () => {
    const line = (name: string, listing: string) => `1,Animalia,Aves,Psittacidae,${name},,${listing},`;
    await folder.run(
      folder.file(
        'a_2026-05-01.csv',
        listingsExport(
          line('Ara a', 'NC'),
          line('Ara b', 'I/NC'),
          line('Ara c', 'III/NC'),
          line('Ara d', ''),
        ),
      ),
    );
    expect(
      folder.rows('taxa/imported-listings.tsv').map(({ taxon, appendix }) => `${taxon} ${appendix}`),
    ).toEqual(['Ara a NC', 'Ara b I', 'Ara b NC', 'Ara c III', 'Ara c NC']);
    const odd = folder.file('b_2026-05-01.csv', listingsExport(line('Ara a', 'IV')));
    await expect(folder.run(odd)).rejects.toThrow(
      'Cannot read b_2026-05-01.csv, line 2: "Listing" is "IV", not an Appendix',
    );
  });

  it('lists a species with a delayed entry into effect only from the day it takes effect', async () => {
    const note = (meeting: string) =>
      `**II** Listing adopted at ${meeting} with entry into effect delayed by 18 months.`;
    const line = (name: string, meeting: string) =>
      `1,Animalia,Amphibia,Ranidae,${name},,II,${note(meeting)}`;
    const report = await folder.run(
      folder.file(
        'a_2026-03-06.csv',
        listingsExport(
          line('Pelophylax lessonae', 'CoP20 in December 2025'),
          line('Rana futura', 'CoP31 in May 2050'),
        ),
      ),
    );
    expect(folder.rows('taxa/imported-listings.tsv')).toMatchObject([
      { from: '2027-06-05' },
      { from: '2051-11-30' },
    ]);
    expect(report.warnings.join()).toContain('meeting is not in codes/meetings.tsv');
  });

  it('keeps subspecies as subspecies and reads a note with quoted line breaks and HTML as one line', async () => {
    const row =
      '1,Animalia,Mammalia,Bovidae,Capra hircus aegagrus,aegagrus,III,"**III** Specimens of the\n<i>domesticated</i>&nbsp;form"';
    await folder.run(folder.file('a_2026-03-06.csv', listingsExport(row)));
    expect(folder.rows('taxa/imported-listings.tsv')).toMatchObject([
      { taxon: 'Capra hircus aegagrus', rank: 'subspecies' },
    ]);
    expect(folder.rows('taxa/imported-notes.tsv')).toMatchObject([
      { text: 'Specimens of the domesticated form' },
    ]);
  });

  it('gives genera that are new, with order and class from their family where the export leaves them out', async () => {
    const row = (name: string, family: string) => `1,Animalia,,${family},${name},,II,`;
    const report = await folder.run(
      folder.file(
        'a_2026-05-01.csv',
        listingsExport(
          row('Novoara nova', 'Psittacidae'),
          row('Ara macao', 'Psittacidae'),
          row('Aba ca', 'Novidae'),
        ),
      ),
    );
    expect(folder.rows('taxa/genera.tsv')).toMatchObject([
      { genus: 'Novoara', family: 'Psittacidae', order: 'Psittaciformes', class: 'Aves' },
    ]);
    expect(report.warnings.join()).toContain('1 entry left out as genera');
  });

  it('of the EU goes to its own file and is told by its values', async () => {
    const report = await folder.run(
      folder.file(
        'download_2026-03-06.csv',
        listingsExport(
          '1,Animalia,Aves,Psittacidae,Ara ararauna,,B,',
          '2,Animalia,Aves,Psittacidae,Ara macao,,A,',
        ),
      ),
    );
    expect(folder.rows('taxa/imported-annexes.tsv')).toMatchObject([
      { annex: 'B', source: 'IMPORT-eu-animals-2026-03-06' },
      { annex: 'A' },
    ]);
    expect(folder.rows('taxa/imported-listings.tsv')).toEqual([]);
    expect(report.files[0]!.kind).toBe('eu');
  });
});
