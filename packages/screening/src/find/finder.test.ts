import { compileLexicon } from '@pugmark/knowledge/lexicon/compile';
import type { Entry } from '@pugmark/knowledge/lexicon/entry';
import { buildFold } from '@pugmark/knowledge/lexicon/fold';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexiconIndex } from '../read/lexicon-index.ts';
import { undisguise } from './disguise.ts';
import { Finder } from './finder.ts';
import { Masked } from './masked.ts';
import { Matches } from './matches.ts';

const word = (form: string, language = 'en'): Entry => ({
  form,
  folder: 'names',
  kind: 'name',
  language,
  taxon: 'Elephantidae',
  source: 'unsourced',
});
const fold = buildFold();
// biome-ignore format: a list
const forms = [
  'ivory', 'African grey parrot', 'grey parrot', 'Elfenbein*', '*leder', 'tooth', 'ngà voi', '象牙', '象牙白', '상아', '악어가죽',
  'サイ', 'ワニ革', 'ゾウゲ', 'งา', 'เสือ', 'слонов* кост*', 'عاج', '🐘', 'CAG', 'X牙', 'tagua', 'fox', 'gallbladder',
];
const lexicon = compileLexicon(
  forms.map((f) => word(f)),
  fold,
);
const index = new LexiconIndex(lexicon);

function found(text: string): string[] {
  const matches = new Matches(index);
  new Finder(lexicon).scan(text, 0, matches);
  return Array.from({ length: matches.count }, (_, i) => text.slice(matches.start[i], matches.end[i]));
}

describe('Finder.scan()', () => {
  it.each([
    ['Old IVORY ring', ['IVORY']],
    ['ｉｖｏｒｙ', ['ｉｖｏｒｙ']],
    ['ivo\u200bry', ['ivo\u200bry']],
    ['my African Grey Parrot', ['African Grey Parrot', 'Grey Parrot']],
    ['grey, parrot', []],
    ['Elfenbeinkette', ['Elfenbeinkette']],
    ['Krokodilleder echt', ['Krokodilleder']],
    ['foxes and a fox', ['foxes', 'fox']],
    ['vong nga voi that', ['nga voi']],
    ['NGÀ VOI', ['NGÀ VOI']],
    ['这是象牙白的裙子', ['象牙', '象牙白']],
    ['천연 상아', ['상아']],
    ['サイズ M', []],
    ['サイの角', ['サイ']],
    ['งาน', ['งา']],
    ['เสื้อ', []],
    ['เสือโคร่ง', ['เสือ']],
    ['из слоновой кости', ['слоновой кости']],
    ['والعاج القديم', ['والعاج']],
    ['raw 🐘 pair', ['🐘']],
    ['X牙手串', ['X牙']],
  ])('finds in "%s" the words %j', (text, words) => {
    expect(found(text)).toEqual(words);
  });

  it('gives offsets that lie in the original text, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom(...forms), (noise, form) => {
        const text = `${noise} ${form.replaceAll('*', '')} ${noise}`;
        const matches = new Matches(index);
        new Finder(lexicon).scan(text, 0, matches);
        for (let i = 0; i < matches.count; i++) {
          expect(matches.start[i]).toBeGreaterThanOrEqual(0);
          expect(matches.end[i]).toBeGreaterThan(matches.start[i]!);
          expect(matches.end[i]).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('undisguise()', () => {
  it.each([
    ['genuine 1v0ry bangle', 'genuine ivory bangle'],
    ['i.v.0.r.y ring', 'ivory ring'],
    ['i v o r y', 'ivory'],
    ['象 牙', '象牙'],
    ['象.牙 手镯', '象牙 手镯'],
    ['เ ก ล็ ด แห้ง', 'เกล็ด แห้ง'],
    ['iv*oi*re', 'ivoire'],
    ['іvоrу', 'ivory'],
    ['𝐢𝐯𝐨𝐫𝐲', 'ivory'],
    ['3lef@nte', 'elefante'],
  ])('reads "%s" as "%s"', (text, plain) => {
    expect(undisguise(text, fold, 'i')?.text).toBe(plain);
  });

  it('leaves ordinary text alone', () => {
    expect(undisguise('A large table lamp, 40 cm, hardly used', fold, 'i')).toBeUndefined();
  });

  it('keeps the place of every character', () => {
    const text = 'x 1v0ry y';
    const plain = undisguise(text, fold, 'i')!;
    expect(plain.text.length).toBe(plain.origin.length - 1);
    expect(text.slice(plain.origin[2]!, plain.origin[7]!)).toBe('1v0ry');
  });

  it('never throws, and maps into the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const plain = undisguise(text, fold, 'l');
        if (plain) for (const at of plain.origin) expect(at).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('Masked.scan()', () => {
  it.each([
    ['shark t**th', 't**th'],
    ['ゾ◯ゲ 根付', 'ゾ◯ゲ'],
  ])('reads the masked word in "%s"', (text, masked) => {
    const matches = new Matches(index);
    new Masked(lexicon, () => true).scan(text, 0, matches);
    expect(text.slice(matches.start[0], matches.end[0])).toBe(masked);
  });
});
