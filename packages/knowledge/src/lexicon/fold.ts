/**
 * Folding: how one UTF-16 code unit of a listing is read. Case, width, diacritics and compatibility forms
 * disappear; the code unit stays in its place, so an offset in folded text is an offset in the original.
 *
 * The tables are computed once, when knowledge is compiled, and travel with it: the same text folds the same
 * on every machine, whatever Unicode version its Node.js carries.
 */

/** What a code unit is, for finding words. Classes up to `Indic` form words that spaces divide. */
export const Class = {
  Separator: 0,
  /** Seen through: combining marks, zero-width characters, tatweel, soft hyphen. */
  Ignorable: 1,
  Latin: 2,
  Digit: 3,
  Cyrillic: 4,
  Greek: 5,
  Arabic: 6,
  Indic: 7,
  /** From here on, scripts written without spaces between words. */
  Han: 8,
  Kana: 9,
  Hangul: 10,
  Thai: 11,
  Lao: 12,
  Khmer: 13,
  Burmese: 14,
  /** Emoji and pictographs, which sellers use as words. */
  Emoji: 15,
  /** Stands in the place of a letter: `t**th`, `ゾ◯ゲ`. */
  Mask: 16,
} as const;

export interface Fold {
  /** Folded code unit, by code unit. Separators and masks fold to a space, ignorables to 0. */
  map: Uint16Array;
  /** {@link Class}, by code unit. */
  class: Uint8Array;
}

const SPACE = 0x20;

/** Letters that Unicode does not take apart. */
// biome-ignore format: a table
const PLAIN: Record<string, string> = {
  ß: 's', æ: 'a', œ: 'o', ø: 'o', đ: 'd', ð: 'd', þ: 't', ł: 'l', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'n', ƒ: 'f',
  أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ی: 'ي', ې: 'ي', ک: 'ك', ة: 'ه', ۀ: 'ه', ہ: 'ه', ھ: 'ه', ؤ: 'و', ئ: 'ي',
};

const MASKS = '*＊◯○●〇•▪■□×✕✖⭕⚪⚫◻◼';

const inRange = (code: number, ...ranges: [number, number][]): boolean =>
  ranges.some(([from, to]) => code >= from && code <= to);

function classOf(code: number, char: string, folded: string): number {
  if (MASKS.includes(char)) return Class.Mask;
  if (
    inRange(code, [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x2064], [0xfe00, 0xfe0f]) ||
    code === 0xfeff
  )
    return Class.Ignorable;
  if (code === 0xff9e || code === 0xff9f) return Class.Ignorable; // half-width voice marks
  if (code === 0xad || code === 0x0640 || code === 0x034f || code === 0x180e) return Class.Ignorable;
  if (inRange(code, [0x0e00, 0x0e7f]))
    return /[\p{L}\p{M}]/u.test(char) ? Class.Thai : /\p{Nd}/u.test(char) ? Class.Digit : Class.Separator;
  if (inRange(code, [0x0e80, 0x0eff])) return /[\p{L}\p{M}]/u.test(char) ? Class.Lao : Class.Separator;
  if (inRange(code, [0x1780, 0x17ff])) return /[\p{L}\p{M}]/u.test(char) ? Class.Khmer : Class.Separator;
  if (inRange(code, [0x1000, 0x109f], [0xa9e0, 0xa9ff], [0xaa60, 0xaa7f]))
    return /[\p{L}\p{M}]/u.test(char) ? Class.Burmese : Class.Separator;
  if (inRange(code, [0x0900, 0x0dff]))
    return /[\p{L}\p{M}]/u.test(char) ? Class.Indic : /\p{Nd}/u.test(char) ? Class.Digit : Class.Separator;
  if (/\p{M}/u.test(char)) return inRange(code, [0x3099, 0x309a]) ? Class.Kana : Class.Ignorable;
  if (inRange(code, [0xd83c, 0xd83e])) return Class.Emoji;
  if (inRange(code, [0xd800, 0xdbff]))
    return code === 0xd835 || code === 0xd83c
      ? Class.Emoji
      : inRange(code, [0xd840, 0xd87f])
        ? Class.Han
        : Class.Separator;
  if (inRange(code, [0xdc00, 0xdfff])) return Class.Emoji;
  if (inRange(code, [0x2600, 0x27bf], [0x2b00, 0x2bff]) && /\p{So}/u.test(char)) return Class.Emoji;
  const base = folded.codePointAt(0) ?? 0;
  if (/\p{Nd}/u.test(folded)) return Class.Digit;
  if (!/\p{L}/u.test(folded)) return code === 0x30fc || code === 0xff70 ? Class.Kana : Class.Separator;
  if (/\p{Script=Latin}/u.test(folded)) return Class.Latin;
  if (/\p{Script=Cyrillic}/u.test(folded)) return Class.Cyrillic;
  if (/\p{Script=Greek}/u.test(folded)) return Class.Greek;
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(folded)) return Class.Arabic;
  if (/\p{Script=Han}/u.test(folded) || base === 0x3005) return Class.Han;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(folded) || base === 0x30fc) return Class.Kana;
  if (/\p{Script=Hangul}/u.test(folded)) return Class.Hangul;
  return Class.Latin; // other alphabets: words between spaces, as Latin
}

function foldedForm(code: number, char: string): string {
  if (code >= 0xac00 && code <= 0xd7a3) return char; // Hangul syllables stay whole
  const composed = char.normalize('NFKC').toLowerCase();
  const first = String.fromCharCode(composed.charCodeAt(0));
  if (PLAIN[first] !== undefined) return PLAIN[first];
  const k = first.charCodeAt(0);
  if (k >= 0x30a1 && k <= 0x30f6) return String.fromCharCode(k - 0x60); // katakana as hiragana
  if (inRange(k, [0x3040, 0x30ff])) return first;
  if (inRange(code, [0x0900, 0x0eff], [0x1000, 0x109f], [0x1780, 0x17ff])) return char; // vowel signs matter
  const apart = first.normalize('NFKD').toLowerCase();
  const base = String.fromCharCode(apart.charCodeAt(0));
  return PLAIN[base] ?? base;
}

/** Computes the tables. Takes some tens of milliseconds: done when compiling, never when loading. */
export function buildFold(): Fold {
  const map = new Uint16Array(0x10000);
  const classes = new Uint8Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    const char = String.fromCharCode(code);
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    const folded = surrogate ? char : foldedForm(code, char);
    const kind = classOf(code, char, folded);
    classes[code] = kind;
    if (kind === Class.Ignorable) map[code] = 0;
    else if (kind === Class.Separator || kind === Class.Mask) map[code] = SPACE;
    else if (kind === Class.Digit) map[code] = /\p{Nd}/u.test(folded) ? digit(folded) : folded.charCodeAt(0);
    else map[code] = folded.charCodeAt(0);
  }
  return { map, class: classes };
}

const digit = (char: string): number => {
  const code = char.codePointAt(0)!;
  for (let zero = code; zero > code - 10; zero--) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) return 0x30 + (code - zero);
  }
  return 0x30 + ((code - 0x30) % 10);
};
