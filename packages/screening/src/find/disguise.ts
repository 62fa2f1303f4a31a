import { Class, type Fold } from '@pugmark/knowledge/lexicon/fold';

/** A text with its disguises undone, and where each of its characters stood in the original. */
export interface Undisguised {
  text: string;
  /** Offset in the original, by offset in `text`; one more at the end. */
  origin: Int32Array;
  /** 1 where a character, or what stood before it, was changed. */
  changed: Uint8Array;
  /** Where letters that stood apart were drawn together: words may have run into each other there. */
  runs: [start: number, end: number][];
}

/** Only this much of a text is searched for disguises: sellers hide the word where buyers look first. */
export const DISGUISE_LIMIT = 4000;

const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  '€': 'e',
};
/** Cyrillic and Greek letters that look like Latin ones. */
const ALIKE: Record<string, string> = {
  а: 'a',
  в: 'b',
  е: 'e',
  ё: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ї: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  ӏ: 'l',
  ѵ: 'v',
  ո: 'n',
  ь: 'b',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  γ: 'y',
};

/**
 * Step "undo disguises": digits for letters, separators inside words, masked letters, look-alike letters and
 * mathematical alphabets. Linear in the text.
 *
 * @param one what the digit 1 stands for: `i` or `l`
 * @param signs characters by the signs written in their place (knowledge/terms/signs.tsv)
 */
export function undisguise(
  original: string,
  fold: Fold,
  one: 'i' | 'l',
  signs: Readonly<Record<string, string>> = {},
): Undisguised | undefined {
  const text = original.length > DISGUISE_LIMIT ? original.slice(0, DISGUISE_LIMIT) : original;
  const out: string[] = [];
  const origin: number[] = [];
  const changed: number[] = [];
  const emit = (char: string, at: number, touched: boolean): void => {
    for (let i = 0; i < char.length; i++) {
      out.push(char[i]!);
      origin.push(at);
      changed.push(touched ? 1 : 0);
    }
  };
  const runs: [number, number][] = [];
  let any = false;
  /** No run begins before this place. */
  let barren = 0;
  let at = 0;
  while (at < text.length) {
    const sign = signAt(text, at, signs);
    if (sign) {
      any = true;
      for (const char of sign.reads) emit(char, at, true);
      at += sign.length;
      continue;
    }
    const run = at < barren ? undefined : spacedRun(text, at, fold, runs.length > 0);
    if (typeof run === 'number') barren = run;
    else if (run) {
      any = true;
      const begin = out.length;
      for (const [from, to] of run.clusters) {
        for (let i = from; i < to; i++) emit(text[i] === '1' ? one : (LEET[text[i]!] ?? text[i]!), i, true);
      }
      runs.push([begin, out.length]);
      at = run.end;
      continue;
    }
    const end = tokenEnd(text, at, fold);
    if (end > at) {
      const plain = undisguisedWord(text, at, end, fold, one);
      if (plain) {
        any = true;
        for (const { char, from } of plain) emit(char, from, true);
      } else for (let i = at; i < end; i++) emit(text[i]!, i, false);
      at = end;
      continue;
    }
    emit(text[at]!, at, false);
    at++;
  }
  if (!any) return undefined;
  origin.push(text.length);
  return { text: out.join(''), origin: Int32Array.from(origin), changed: Uint8Array.from(changed), runs };
}

const isMark = (code: number, fold: Fold): boolean => {
  const kind = fold.class[code]!;
  return kind === Class.Ignorable || ((kind === Class.Thai || kind === Class.Lao) && isDependent(code));
};
const isDependent = (code: number): boolean =>
  code === 0xe31 ||
  (code >= 0xe33 && code <= 0xe3a) ||
  (code >= 0xe47 && code <= 0xe4e) ||
  code === 0xeb1 ||
  (code >= 0xeb3 && code <= 0xebc) ||
  (code >= 0xec8 && code <= 0xecd);

/** A sign that stands for a character, beside a character of the same script: `川🏔甲`. */
function signAt(
  text: string,
  at: number,
  signs: Readonly<Record<string, string>>,
): { reads: string; length: number } | undefined {
  const code = text.charCodeAt(at);
  if (code < 0x2600) return undefined;
  for (const length of [2, 1]) {
    const reads = signs[text.slice(at, at + length)];
    if (reads === undefined) continue;
    const variation = text.charCodeAt(at + length) === 0xfe0f ? 1 : 0;
    return { reads, length: length + variation };
  }
  return undefined;
}

/**
 * Single letters or characters, each between the same separators: `i.v.0.r.y`, `เ ก ล็ ด`, `象 牙`. A number: there is
 * none, nor before that place, since these are all figures ("1,2,3").
 */
function spacedRun(
  text: string,
  start: number,
  fold: Fold,
  again: boolean,
): { clusters: [number, number][]; end: number } | number | undefined {
  if (start > 0 && fold.class[text.charCodeAt(start - 1)]! !== Class.Separator) return undefined;
  const clusters: [number, number][] = [];
  let at = start;
  let separator = '';
  let spaceless = false;
  let letters = 0;
  for (; clusters.length < 48; ) {
    while (at < text.length && fold.class[text.charCodeAt(at)] === Class.Ignorable) at++;
    const kind = at < text.length ? fold.class[text.charCodeAt(at)]! : Class.Separator;
    const leet = at < text.length && LEET[text[at]!] !== undefined;
    if (!leet && (kind < Class.Latin || kind >= Class.Emoji)) break;
    let to = at + 1;
    // A cluster of Latin letters in a spaced run may hold a pair ("t.ê", "ng"), but only of one letter each time.
    while (to < text.length && isMark(text.charCodeAt(to), fold)) to++;
    if (kind === Class.Kana) while (to < text.length && text[to] === 'ー') to++;
    const next = to < text.length ? fold.class[text.charCodeAt(to)]! : Class.Separator;
    if (next !== Class.Separator && next !== Class.Ignorable) {
      // The last cluster reached into an ordinary word: the run ends before it.
      break;
    }
    clusters.push([at, to]);
    if (kind >= Class.Han) spaceless = true;
    if (kind >= Class.Latin && kind !== Class.Digit) letters++;
    let gap = to;
    while (
      gap < text.length &&
      gap - to < 3 &&
      fold.class[text.charCodeAt(gap)]! === Class.Separator &&
      !isLetterLike(text[gap]!)
    )
      gap++;
    const between = text.slice(to, gap);
    if (between === '' || (separator !== '' && between !== separator)) {
      at = to;
      break;
    }
    separator = between;
    at = gap;
  }
  // Once one word is written apart, the next may be a short one: "s.ừ.n.g t.ê".
  if (clusters.length < (spaceless || again ? 2 : 3)) return undefined;
  if (letters < 2) return clusters[Math.min(clusters.length - 1, 24)]![0];
  const last = clusters.at(-1)!;
  return { clusters, end: last[1] };
}

const isLetterLike = (char: string): boolean => char === '@' || char === '$';

function tokenEnd(text: string, start: number, fold: Fold): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = fold.class[code]!;
    const inside =
      kind !== Class.Separator && kind !== Class.Emoji
        ? true
        : kind === Class.Separator
          ? '@$!|€'.includes(text[at]!) && at > start
          : isMathematical(text, at);
    if (!inside) break;
    at += kind === Class.Emoji ? 2 : 1;
  }
  return Math.min(at, text.length);
}

const isMathematical = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 0xd835 && at + 1 < text.length;

function undisguisedWord(
  text: string,
  start: number,
  end: number,
  fold: Fold,
  one: 'i' | 'l',
): { char: string; from: number }[] | undefined {
  let latin = 0;
  let other = 0;
  let digits = 0;
  let masks = 0;
  let signs = 0;
  let fancy = 0;
  for (let i = start; i < end; i++) {
    const kind = fold.class[text.charCodeAt(i)]!;
    if (kind === Class.Latin) latin++;
    else if (kind === Class.Cyrillic || kind === Class.Greek) other++;
    else if (kind === Class.Digit) digits++;
    else if (kind === Class.Mask) masks++;
    else if (kind === Class.Separator) signs++;
    else if (kind === Class.Emoji && isMathematical(text, i)) {
      fancy++;
      i++;
    } else if (kind >= Class.Han) return undefined;
  }
  const letters = latin + other + fancy;
  const leet = (digits > 0 || signs > 0) && letters >= 2 && digits + signs <= letters;
  if (!(leet || fancy >= 3 || (latin > 0 && other > 0) || (masks > 0 && letters >= 3))) return undefined;
  if (letters + digits < 4) return undefined;
  const toLatin = other > 0 && everyLetter(text, start, end, fold, (char) => ALIKE[char] !== undefined);
  const word: { char: string; from: number }[] = [];
  for (let i = start; i < end; i++) {
    const char = text[i]!;
    const kind = fold.class[text.charCodeAt(i)]!;
    if (kind === Class.Emoji) {
      word.push({ char: String.fromCodePoint(text.codePointAt(i)!).normalize('NFKC'), from: i });
      i++;
    } else if (kind === Class.Mask || kind === Class.Ignorable) continue;
    else if (kind === Class.Digit && leet)
      word.push({ char: char === '1' ? one : (LEET[char] ?? char), from: i });
    else if (kind === Class.Separator) word.push({ char: LEET[char] ?? ' ', from: i });
    else if (toLatin && ALIKE[char.toLowerCase()]) word.push({ char: ALIKE[char.toLowerCase()]!, from: i });
    else if (!toLatin && other > latin && latin > 0 && kind === Class.Latin) {
      const twin = Object.keys(ALIKE).find(
        (key) => ALIKE[key] === char.toLowerCase() && /\p{Script=Cyrillic}/u.test(key),
      );
      word.push({ char: twin ?? char, from: i });
    } else word.push({ char, from: i });
  }
  return word;
}

/** Whether every Cyrillic or Greek letter of a word passes a test. */
function everyLetter(
  text: string,
  start: number,
  end: number,
  fold: Fold,
  test: (char: string) => boolean,
): boolean {
  for (let i = start; i < end; i++) {
    const kind = fold.class[text.charCodeAt(i)]!;
    if ((kind === Class.Cyrillic || kind === Class.Greek) && !test(text[i]!.toLowerCase())) return false;
  }
  return true;
}
