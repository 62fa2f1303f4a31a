import { compileLexicon } from '@pugmark/knowledge/lexicon/compile';
import { describe, expect, it } from 'vitest';
import { LexiconIndex } from './lexicon-index.ts';
import { Misspelt, mayBeLatin } from './misspelt.ts';
import type { Reading } from './reading.ts';

const genera = ['Poecilotheria', 'Brachypelma', 'Paphiopedilum', 'Chamaeleo'];
const lexicon = compileLexicon(
  genera.map((form) => ({
    form,
    folder: 'names',
    kind: 'genus',
    language: 'la',
    taxon: form,
    source: 'taxa',
  })),
);
const misspelt = new Misspelt(new LexiconIndex(lexicon));
const read = (text: string): (string | undefined)[] => {
  const readings: Reading[] = [];
  misspelt.read([{ name: 'title', text, title: true }], readings);
  return readings.map((r) => r.taxon);
};

describe('Misspelt.read()', () => {
  it.each([
    ['Poecilotheira metallica slings', ['Poecilotheria metallica']],
    ['Brachipelma hamorii female', ['Brachypelma hamorii']],
    ['Paphiopedillum helenae', ['Paphiopedilum helenae']],
    ['Poecilotheria metallica', []],
    ['Beautiful nature print', []],
    ['Camelion species', []],
  ])('reads "%s" as %j', (text, taxa) => {
    expect(read(text)).toEqual(taxa);
  });

  it('tries no more than a dozen pairs', () => {
    expect(read('Brachipelma hamorii, '.repeat(500)).length).toBeLessThanOrEqual(12);
  });
});

describe('mayBeLatin()', () => {
  it('asks for a capital word and one that ends like an epithet', () => {
    expect(mayBeLatin('Poecilotheira metalica x5')).toBe(true);
    expect(mayBeLatin('table lamp, 40 cm')).toBe(false);
  });
});
