import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestFolder } from './test-folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

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
    const report = await folder.run(folder.file('page_2026-04-01.json', page([concept])));
    expect(folder.rows('names/zh-Hans.tsv')).toMatchObject([{ name: '非洲象', taxon: 'Loxodonta africana' }]);
    expect(folder.rows('names/de.tsv')).toHaveLength(1);
    expect(folder.rows('names/scientific.tsv')).toMatchObject([{ name: 'Elephas africanus' }]);
    expect(folder.rows('taxa/imported-listings.tsv')).toMatchObject([
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
    expect((await folder.run(folder.file('page.json', JSON.stringify(recorded)))).files[0]!.date).toBe(
      '2022-11-27',
    );
  });

  it('with legislation gives its listings to the taxon that another file names by its id', async () => {
    const legislation = {
      eu_listings: [
        { taxon_concept_id: 12, is_current: true, annex: 'A', effective_at: '2022-01-19' },
        { taxon_concept_id: 12, is_current: false, annex: 'B' },
      ],
    };
    await folder.run(
      folder.file('eu_2026-04-01.json', JSON.stringify(legislation)),
      folder.file('page_2026-04-01.json', page([concept])),
    );
    expect(folder.rows('taxa/imported-annexes.tsv')).toMatchObject([
      { taxon: 'Loxodonta africana', annex: 'A', from: '2022-01-19' },
    ]);
  });

  it('is refused when it is cut, when it holds too few taxa, and when it is an error', async () => {
    await expect(
      folder.run(folder.file('cut_2026-04-01.json', page([concept]).slice(0, -9))),
    ).rejects.toThrow('cut_2026-04-01.json is no whole JSON document');
    await expect(folder.run(folder.file('few_2026-04-01.json', page([concept], 2)))).rejects.toThrow(
      'page 1 holds 1 taxa, not 2',
    );
    await expect(
      folder.run(folder.file('error_2026-04-01.json', '{"error":"Internal Server Error"}')),
    ).rejects.toThrow('holds an error of the server');
  });
});
