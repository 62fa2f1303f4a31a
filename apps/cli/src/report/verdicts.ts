import type { Verdict } from '@pugmark/documents/assessment';

/** How a verdict looks everywhere: a word, a shape and a colour, so that none stands alone. */
export interface VerdictLook {
  word: string;
  /** One sentence: what it means for the listing. */
  means: string;
  /** The shape in a terminal. */
  glyph: string;
  /** ANSI colour of the terminal. */
  ansi: number;
  /** The shape on a page: what stands inside a 16 x 16 SVG, drawn in the current colour. */
  shape: string;
}

/** The five verdicts, the gravest first. */
export const VERDICTS: readonly Verdict[] = ['block', 'review', 'ask', 'inform', 'clear'];

const stroke = 'fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"';

export const LOOKS: Readonly<Record<Verdict, VerdictLook>> = {
  block: {
    word: 'block',
    means: 'offers what may not be offered',
    glyph: '▬',
    ansi: 31,
    shape:
      '<path fill="currentColor" fill-rule="evenodd" d="M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8Zm-4.6 5.6v3.2h9.2V6.4Z"/>',
  },
  review: {
    word: 'review',
    means: 'a person must look',
    glyph: '◉',
    ansi: 35,
    shape: `<path ${stroke} d="M.9 8C2.6 5 5 3.4 8 3.4S13.4 5 15.1 8c-1.7 3-4.1 4.6-7.1 4.6S2.6 11 .9 8Z"/><circle cx="8" cy="8" r="2.4" fill="currentColor"/>`,
  },
  ask: {
    word: 'ask',
    means: 'the seller must show papers',
    glyph: '▤',
    ansi: 33,
    shape: `<path ${stroke} d="M3 1.2h6.6L13 4.6v10.2H3Z"/><path ${stroke} d="M9.4 1.4v3.4h3.4M5.4 8h5.2M5.4 11h5.2"/>`,
  },
  inform: {
    word: 'inform',
    means: 'the seller or buyer should know a rule',
    glyph: 'i',
    ansi: 36,
    shape:
      '<circle cx="8" cy="2.6" r="1.7" fill="currentColor"/><path fill="currentColor" d="M5 6.2h4.5v6.4H11v2H5v-2h1.6V8.2H5Z"/>',
  },
  clear: {
    word: 'clear',
    means: 'nothing to do',
    glyph: '○',
    ansi: 32,
    shape: '<circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="2.4"/>',
  },
};
