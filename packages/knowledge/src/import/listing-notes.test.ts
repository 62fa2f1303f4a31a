import { describe, expect, it } from 'vitest';
import { delayedUntil, listedUnder, noteKey, notesByPart } from './listing-notes.ts';
import { plainText } from './plain-text.ts';

const meetings = new Map([
  ['CoP19', '2022-11-25'],
  ['CoP20', '2025-12-05'],
]);

describe('delayedUntil()', () => {
  it.each([
    ['Listing adopted at CoP20 in December 2025 with entry into effect delayed by 18 months.', '2027-06-05'],
    ['Listing agreed at CoP19 in November 2022 with entry into effect delayed by 12 months.', '2023-11-25'],
    ['Listing adopted at CoP99 in January 2090 with entry into effect delayed by 1 months.', '2090-02-28'],
  ])('reads the day out of "%s"', (note, from) => expect(delayedUntil(note, meetings)?.from).toBe(from));

  it('says nothing of a note without a delay', () => {
    expect(delayedUntil('Except the population of Mexico.', meetings)).toBeUndefined();
  });
});

describe('notesByPart()', () => {
  it('gives each Appendix its own words, in both ways of writing', () => {
    expect([...notesByPart('**I** Only India.\n**II** All <i>others</i>.')]).toEqual([
      ['I', 'Only India.'],
      ['II', 'All others.'],
    ]);
    expect([...notesByPart('Appendix II:Except the species in Appendix I.')]).toEqual([
      ['II', 'Except the species in Appendix I.'],
    ]);
    expect([...notesByPart('no head')]).toEqual([['', 'no head']]);
  });
});

it('listedUnder() finds the higher taxon that is listed, and no other name in the note', () => {
  expect(listedUnder('**II** [GENUS listing Mustelus spp.] As Centrochelys sulcata.')).toBe('Mustelus');
  expect(listedUnder('As Centrochelys sulcata.')).toBe('');
});

it('noteKey() is the same for the same words', () => {
  expect(noteKey('a')).toBe(noteKey('a'));
  expect(noteKey('a')).not.toBe(noteKey('b'));
});

it('plainText() takes out HTML, entities and line breaks, and leaves a bare "<" alone', () => {
  expect(plainText('a <i>b</i>,\r\n c&nbsp;d &#233; 5 < 6<p>')).toBe('a b, c d é 5 < 6');
});
