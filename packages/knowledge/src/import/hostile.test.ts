import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf, nameKind, splitCommonNames } from './common-names.ts';
import { delayedUntil, listedUnder, notesByPart } from './listing-notes.ts';
import { isDamaged, plainText } from './plain-text.ts';
import { splitSynonyms } from './split-synonyms.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '**I**',
        '\n',
        'Appendix II:',
        ', ',
        '(',
        ')',
        '<i',
        '>',
        '&#1;',
        'Aa bb',
        ' var. ',
        '#4',
        '\t',
        '\0',
        '\ud800',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('the readers of cells', () => {
  it('take any text without throwing, and what they give fits a cell', () => {
    const fits = (text: string) => expect(text).not.toMatch(/[\t\r\n]/);
    fc.assert(
      fc.property(anyText, (text) => {
        fits(plainText(text));
        for (const note of notesByPart(text).values()) fits(note);
        for (const name of splitSynonyms(plainText(text), 'species'))
          expect(name).toMatch(/^\p{Lu}\S+ (x )?\p{Ll}/u);
        for (const name of splitCommonNames(text, 'species')) {
          fits(name);
          expect(name).not.toMatch(/^#/);
          nameKind(name, new Map());
        }
        const language = languageOf(text, text);
        if (language !== undefined) expect(language).toMatch(/^[a-z]{2,3}(-Han[st])?$/);
        listedUnder(text);
        delayedUntil(text, new Map());
        isDamaged(text);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['\n', '\n ', '<i', '(', '**I', ' var. a', 'Aa, ', '[A listing A', '&#1', ' Appendix I'])(
    'stay quick on 200,000 characters of %j',
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      const started = performance.now();
      plainText(text);
      notesByPart(text);
      splitSynonyms(text, 'species');
      splitCommonNames(text, 'species');
      listedUnder(text);
      delayedUntil(text, new Map());
      expect(performance.now() - started).toBeLessThan(1500);
    },
  );
});
