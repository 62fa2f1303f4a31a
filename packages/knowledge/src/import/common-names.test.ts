import { describe, expect, it } from 'vitest';
import { isInOwnScript, languageOf, nameKind, splitCommonNames } from './common-names.ts';

describe('splitCommonNames()', () => {
  it('splits a cell at its commas and reads brackets inside a name both ways', () => {
    expect(splitCommonNames('Gray Parrot, Amethystine (Rock) Python', 'species')).toEqual([
      'Gray Parrot',
      'Amethystine Rock Python',
      'Amethystine Python',
    ]);
  });

  it('does not give a subspecies the name of its whole species', () => {
    expect(splitCommonNames('rödräv (ssp.\u00a0griffithi)', 'subspecies')).toEqual([]);
    expect(splitCommonNames('Câine roșu (dol)', 'species')).toEqual(['Câine roșu']);
  });

  it('leaves out damaged names and names cut off inside brackets', () => {
    expect(splitCommonNames('ColibrÃ\u00ad, Edelhert (ondersoort van noordelijk', 'species')).toEqual([]);
  });
});

describe('nameKind()', () => {
  const ordinary = new Map<string, 'rare' | 'everyday'>([
    ['drill', 'rare'],
    ['cat', 'everyday'],
    ['amazona', 'everyday'],
    ['amazonas', 'rare'],
    ['wolf', 'everyday'],
  ]);
  it.each([
    ['Drill', 'rare'],
    ['cats', 'everyday'],
    ['Amazonas', 'rare'],
    ['Wolves', 'everyday'],
    ['Drill Monkey', 'name'],
    ['Okapi', 'name'],
  ])('says of "%s" %s', (name, kind) => expect(nameKind(name, ordinary)).toBe(kind));
});

describe('languageOf()', () => {
  it('knows our codes and tells traditional from simplified Chinese', () => {
    expect(languageOf('DE', 'Löwe')).toBe('de');
    expect(languageOf('ZH', '非洲象')).toBe('zh-Hans');
    expect(languageOf('ZH', '玳瑁龜')).toBe('zh-Hant');
    expect(languageOf(null, 'x')).toBeUndefined();
    expect(languageOf('../x', 'x')).toBeUndefined();
  });

  it('a transcription is not in the script of its language', () => {
    expect(isInOwnScript('th', 'Pla loma')).toBe(false);
    expect(isInOwnScript('th', 'โลมา')).toBe(true);
    expect(isInOwnScript('pl', 'Lew')).toBe(true);
  });
});
