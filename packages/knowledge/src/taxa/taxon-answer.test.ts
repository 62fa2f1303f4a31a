import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { editDistance } from './near-names.ts';
import { readTaxa } from './read-taxa.ts';
import { Taxa } from './taxa.ts';
import { TaxonAnswers } from './taxon-answer.ts';

const taxa = new Taxa(readTaxa([fileURLToPath(new URL('../../../../knowledge', import.meta.url))]));
const answers = new TaxonAnswers(taxa, ['Python regius', 'Amazona aestiva', 'Poecilotheria metallica']);
const now = '2026-03-06';

describe('TaxonAnswers', () => {
  it.each([
    ['Panthera tigris', 'Panthera tigris', 'exact', 'I'],
    ['Felidae', 'Felidae', 'exact', 'I/II/NC'],
    ['Felidae leo', 'Felidae', 'higher', 'I/II/NC'],
    ['Panthera tigris altaica', 'Panthera tigris altaica', 'higher', 'I'],
    ['Felidae sp.', 'Felidae', 'exact', 'I/II/NC'],
    ['Felis catus', 'Felis catus', 'exact', 'NC'],
    ['Antilocapra americana', 'Antilocapra americana', 'exact', 'I/NC'],
    ['Poecilotheira metalica', 'Poecilotheria metallica', 'fuzzy', 'II'],
    ['Python regius', 'Python regius', 'exact', 'II'],
    ['Uncia uncia', 'Panthera uncia', 'synonym', 'I'],
    ['Phyton regius', 'Python regius', 'fuzzy', 'II'],
    ['Python reguis', 'Python regius', 'fuzzy', 'II'],
    ['Amazona aestivaa', 'Amazona aestiva', 'fuzzy', 'II'],
    ['Lophophoraa williamsii', 'Lophophora williamsii', 'fuzzy', 'II'],
    ['Python zzzzzzus', 'Python zzzzzzus', 'genus', 'II'],
    ['Cervus elaphus', 'Cervus elaphus', 'exact', 'I/II/III/NC'],
    ['Kerivoula picta', 'Kerivoula picta', 'exact', null],
  ])('answers "%s" with %s (%s), Appendix %s', (query, name, match, appendix) => {
    expect(answers.answer(query, now)).toMatchObject({ query, name, match, appendix });
  });

  it('answers "none" for what is no name', () => {
    expect(answers.answer('leather handbag', now)).toMatchObject({ match: 'none', name: null, listings: [] });
  });

  it('tells what changed when, adopted changes to come included', () => {
    expect(answers.answer('Rhincodon typus', now).changes).toMatchObject([
      { on: '2026-03-05', from: 'II', to: 'I' },
    ]);
    expect(answers.answer('Mustelus canis', now).changes).toMatchObject([
      { on: '2027-06-05', taxon: 'Mustelus', to: 'II' },
    ]);
    expect(answers.answer('Panthera tigris', now).changes).toEqual([]);
  });

  it('says what an annotation means, in the words of the day', () => {
    expect(answers.answer('Dalbergia latifolia', '2018-01-01').listings[0]!.says).toContain('non-commercial');
    expect(answers.answer('Dalbergia latifolia', now).listings[0]!.says).toContain('musical instruments');
  });

  it('takes a taxon that was found by a common name', () => {
    expect(answers.answerCommon('snow leopard', 'Panthera uncia', now)).toMatchObject({
      match: 'common',
      appendix: 'I',
    });
  });
});

describe('editDistance()', () => {
  it('counts inserted, dropped, replaced and swapped letters, up to the limit', () => {
    expect(editDistance('pyhton', 'python', 2)).toBe(1);
    expect(editDistance('varanus', 'varannus', 2)).toBe(1);
    expect(editDistance('abc', 'abc', 2)).toBe(0);
    expect(editDistance('abcdef', 'ghijkl', 2)).toBe(3);
  });
});
