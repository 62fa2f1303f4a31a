import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importExport } from './import-export.ts';
import { checklistExport, lionRow, listingsExport, starTortoiseRow, TestFolder } from './test-folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe('importExport()', () => {
  it('refuses a cut file, names what is wrong and writes nothing', async () => {
    const whole = listingsExport(lionRow, '1,Animalia,Aves,Psittacidae,Ara macao,,I,x');
    const gz = gzipSync(whole);
    const cut: [string, string | Buffer, string][] = [
      ['line_2026-05-01.csv', whole.slice(0, -1), 'ends in the middle of its last line'],
      ['columns_2026-05-01.csv', `${whole.slice(0, -6)}\n`, 'columns, not 8 as in the header'],
      ['quote_2026-05-01.csv', whole.slice(0, whole.indexOf('All others')), 'a quoted cell'],
      ['gzip_2026-05-01.csv.gz', gz.subarray(0, gz.length - 12), 'gzip data ends too early'],
      ['open_2026-05-01.csv', `${whole}2,"${'x\n'.repeat(1.1e6)}`, 'a quote is open that never closes'],
      ['empty_2026-05-01.csv', '', 'is empty'],
      ['head_2026-05-01.csv', `${listingsExport().trim()}\n`, 'has a header and no rows'],
      ['other_2026-05-01.csv', 'a,b\n1,2\n', 'is none of the known exports'],
      ['wide_2026-05-01.csv', Buffer.from(`\uFEFF${whole}`, 'utf16le'), 'is saved as UTF-16'],
    ];
    const good = folder.file('good_2026-05-01.csv', whole);
    for (const [name, content, what] of cut)
      await expect(folder.run(good, folder.file(name, content)), name).rejects.toThrow(what);
    expect(existsSync(folder.into)).toBe(false);
  });

  it('asks for the date of an export whose name does not tell it, and takes it from --date', async () => {
    const path = folder.file('cites.csv', listingsExport(lionRow));
    await expect(folder.run(path)).rejects.toThrow('Say it with --date YYYY-MM-DD');
    expect((await importExport([path], { ...folder.options, date: '2026-06-01' })).files[0]!.date).toBe(
      '2026-06-01',
    );
    await expect(importExport([path], { ...folder.options, date: '2026-02-30' })).rejects.toThrow(
      'not a date',
    );
  });

  it('changes nothing when the same files come again', async () => {
    const path = folder.file('a_2026-05-01.csv', listingsExport(lionRow));
    await folder.run(path);
    const before = readFileSync(join(folder.into, 'taxa/imported-listings.tsv'), 'utf8');
    expect((await folder.run(path)).written).toEqual([]);
    expect(readFileSync(join(folder.into, 'taxa/imported-listings.tsv'), 'utf8')).toBe(before);
  });

  it('replaces what an earlier export of the kind said of the same taxa, and not the other way round', async () => {
    const old = folder.file(
      'a_2026-05-01.csv',
      listingsExport(lionRow, '1,Animalia,Aves,Psittacidae,Ara macao,,I,'),
    );
    const later = folder.file(
      'b_2026-06-01.csv',
      listingsExport('7,Animalia,Mammalia,Felidae,Panthera leo,,I,"**I** Now all."'),
    );
    const expected = [
      { taxon: 'Ara macao', appendix: 'I', from: '2026-05-01' },
      { taxon: 'Panthera leo', appendix: 'I', from: '2026-06-01' },
    ];
    await folder.run(old);
    await folder.run(later);
    expect(folder.rows('taxa/imported-listings.tsv')).toMatchObject(expected);
    expect(folder.rows('taxa/imported-notes.tsv')).toMatchObject([{ text: 'Now all.' }]);
    await folder.run(old);
    expect(folder.rows('taxa/imported-listings.tsv')).toMatchObject(expected);
    expect(folder.rows('taxa/imported-listings.tsv')).toHaveLength(2);
  });

  it("keeps the operator's own rows and comments as they stand", async () => {
    mkdirSync(join(folder.into, 'names'), { recursive: true });
    const own =
      '# title: Ours\n# date: 2026-01-01\n# bounds: 1..9\nname\ttaxon\tkind\tsource\tnote\n# birds\nEstrella\tAra macao\ttrade\tunsourced\n';
    writeFileSync(join(folder.into, 'names/es.tsv'), own);
    await folder.run(
      folder.file('Index_of_CITES_Species_[CUSTOM]_2026-04-01.csv', checklistExport(starTortoiseRow)),
    );
    const text = readFileSync(join(folder.into, 'names/es.tsv'), 'utf8');
    expect(text).toContain('# title: Ours\n');
    expect(text).toContain(
      'note\n# birds\nEstrella\tAra macao\ttrade\tunsourced\nTortuga estrellada\tGeochelone elegans\tname\tIMPORT-checklist-animals-2026-04-01\n',
    );
  });

  it('writes nothing at all when one file of the folder cannot be written', async () => {
    await folder.run(folder.file('a_2026-05-01.csv', listingsExport(lionRow)));
    const before = readFileSync(join(folder.into, 'taxa/imported-listings.tsv'), 'utf8');
    mkdirSync(join(folder.into, 'names/es.tsv'), { recursive: true }); // a folder where a file should go
    const star = folder.file(
      'Index_of_CITES_Species_[CUSTOM]_2026-04-01.csv',
      checklistExport(starTortoiseRow),
    );
    await expect(folder.run(star)).rejects.toThrow();
    expect(readFileSync(join(folder.into, 'taxa/imported-listings.tsv'), 'utf8')).toBe(before);
    expect(existsSync(join(folder.into, 'names/en.tsv'))).toBe(false);
    expect(readdirSync(folder.into).filter((name) => name.startsWith('.import'))).toEqual([]);
  });

  it('refuses to import into the knowledge that is shipped', async () => {
    const shipped = fileURLToPath(new URL('../../../../knowledge', import.meta.url));
    const path = folder.file('a_2026-05-01.csv', listingsExport(lionRow));
    await expect(importExport([path], { into: shipped, listInForce: '2026-03-05' })).rejects.toThrow(
      'a folder of your own',
    );
  });
});
