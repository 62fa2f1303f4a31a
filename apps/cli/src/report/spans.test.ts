import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spansOf } from './spans.ts';

describe('spansOf()', () => {
  it('cuts where places overlap', () => {
    const spans = spansOf('ivory bangle', [
      { start: 0, end: 8, number: 0 },
      { start: 6, end: 12, number: 1 },
    ]);
    expect(spans).toEqual([
      { text: 'ivory ', on: [0] },
      { text: 'ba', on: [0, 1] },
      { text: 'ngle', on: [1] },
    ]);
  });

  it('gives the text again, and each place its own words, for any text and any places', () => {
    const place = fc.record({ start: fc.nat(40), end: fc.nat(40) });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.array(place), (text, places) => {
        const numbered = places.map((p, number) => ({ ...p, number }));
        const spans = spansOf(text, numbered);
        expect(spans.map((span) => span.text).join('')).toBe(text);
        for (const { start, end, number } of numbered) {
          const words = spans.filter((span) => span.on.includes(number)).map((span) => span.text);
          expect(words.join('')).toBe(start < end ? text.slice(start, end) : '');
        }
      }),
    );
  });
});
