/** Characters that take two columns in a terminal (East Asian Wide and Fullwidth). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
/** Characters that take none: marks set on another one, joiners, format characters, inner Hangul letters. */
const NONE = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
/** An emoji made of several: terminals draw it as one. */
const JOINED = /[\ufe0f\u200d]|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terminals count character by character, also inside a cluster of an Indic script. */
function columnsOf(grapheme: string): number {
  if (JOINED.test(grapheme) && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(grapheme)) return 2;
  let columns = 0;
  for (const character of grapheme) columns += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** The graphemes of a text, each with the columns it takes and where it begins (UTF-16). */
export function cellsOf(text: string): { text: string; columns: number; start: number }[] {
  return Array.from(graphemes.segment(text), ({ segment, index }) => ({
    text: segment,
    columns: columnsOf(segment),
    start: index,
  }));
}

/** How many columns a text takes in a terminal. */
export function displayWidth(text: string): number {
  return cellsOf(text).reduce((sum, cell) => sum + cell.columns, 0);
}

/** A text cut or padded to exactly so many columns. */
export function fit(text: string, columns: number): string {
  let taken = 0;
  let out = '';
  const cells = cellsOf(text);
  const whole = cells.reduce((sum, cell) => sum + cell.columns, 0) <= columns;
  for (const cell of cells) {
    if (taken + cell.columns > (whole ? columns : columns - 1)) break;
    out += cell.text;
    taken += cell.columns;
  }
  if (!whole && columns > 0) {
    out += '…';
    taken++;
  }
  return out + ' '.repeat(Math.max(0, columns - taken));
}

/**
 * A text without what a terminal would obey: escape sequences, control characters, and the marks that
 * turn the direction of what follows. Each is replaced by one character of the same length, so that
 * offsets stay true.
 */
export function tame(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replace(/[\ud800-\udfff]/gu, '\ufffd');
}
