/**
 * Takes what names or reaches a person out of a text, and puts `[…]` in its place: URLs and web addresses, e-mail
 * addresses, @handles, phone numbers (7 digits and more), and the names given (the seller's id and name).
 *
 * It rather takes too much than too little: a price written with dots (1.500.000) goes too. Days (2026-11-22,
 * 22.11.2026), spans of years and numbers of acts (338/97, 2023/966) stay. Names count in any case, with or
 * without accents, and with other marks between their words; those of less than four letters only where they stand
 * as words, unless their script sets no spaces.
 *
 * It does not know the names of other persons, postal addresses, or an address spelled out ("maria at example
 * dot com"): whoever writes the text leaves them out.
 *
 * Out comes one line in normal form (NFC), each run of white space being one space, without invisible characters.
 */
export function withoutPersonalData(text: string, names: readonly string[] = []): string {
  const sought = names.map((name) => folded(plain(name)).text.trim()).filter((name) => name !== '');
  const short = sought.filter(isShort);
  const long = sought.filter((name) => !isShort(name));
  const left = withoutNames(withoutNames(plain(text), long, false), short, true)
    .replace(schemed, GONE)
    .replace(withAt, GONE)
    .replace(webAddress, GONE)
    .replace(digitRun, (run) => (isDayOrAct.test(run) ? run : GONE));
  // What was taken out beside a short name may have made a word of it.
  return withoutNames(left, short, true).replace(gone, '[…]').normalize('NFC').trim();
}

/** Stands for what was taken out until all is done; it is no letter, digit, mark or separator of anything. */
const GONE = '\uE000';
const gone = /\uE000[\uE000\p{M}]*(?:[ .,]{0,2}\uE000\p{M}*)*/gu;

/** Compatibility forms (full width, ligatures) are opened and invisible characters dropped: neither can hide a name. */
function plain(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .normalize('NFKD')
    .replace(/[\p{Cf}\p{Cs}\uE000]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
}

/**
 * A plain text as names are compared: one case, no accents, each run of other signs one space. `places` holds for
 * each unit of it where in the plain text its sign begins.
 */
function folded(plainText: string): { text: string; places: number[] } {
  let text = '';
  const places: number[] = [];
  let at = 0;
  let last = '';
  for (const sign of plainText) {
    let unit = '';
    if (letterOrDigit.test(sign)) unit = sign.toUpperCase().toLowerCase();
    else if (sign === GONE) unit = GONE;
    else if (!mark.test(sign) && last !== ' ') unit = ' ';
    text += unit;
    if (unit !== '') last = unit;
    for (let n = 0; n < unit.length; n += 1) places.push(at);
    at += sign.length;
  }
  return { text, places };
}

const letterOrDigit = /[\p{L}\p{N}]/u;
const mark = /\p{M}/u;
const noSpaces = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

const isShort = (name: string): boolean => [...name].length < 4 && !noSpaces.test(name);

/** A plain text without names that are folded already; `asWord`: only where no letter or digit is beside them. */
function withoutNames(plainText: string, names: readonly string[], asWord: boolean): string {
  if (names.length === 0) return plainText;
  const { text, places } = folded(plainText);
  const taken = new Uint8Array(plainText.length);
  for (const name of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const end = at + name.length;
      const touches = letterOrDigit.test(text.charAt(at - 1)) || letterOrDigit.test(text.charAt(end));
      if (!asWord || !touches) taken.fill(1, places[at]!, places[end] ?? plainText.length);
    }
  }
  let left = '';
  for (let at = 0; at < plainText.length; at += 1) {
    if (taken[at] === 0) left += plainText.charAt(at);
    else if (taken[at - 1] !== 1) left += GONE;
  }
  return left;
}

/** `https://…`, and whatever else has the two slashes. */
const schemed = /(?<![\p{L}\p{N}\uE000+.-])[\p{L}\p{N}\uE000+.-]*:\/\/[^\s<>"]*/gu;

/** Signs that end an e-mail address or handle on the left. */
const local = '[^\\s@,;:()<>\\[\\]"“”„«»「」『』、。，；：（）]';
/** E-mail addresses and @handles: no @ stays. */
const withAt = new RegExp(`(?<!${local})${local}*(?:@ ?${local}*)+`, 'gu');

/** Endings that ordinary text does not have after a dot; two letters are a country's. */
const endings =
  'com|net|org|info|biz|shop|store|online|site|website|market|app|dev|xyz|club|link|live|page|blog|art|pet|pets';
/** `shop.example/x`, `example.de`, `www.…`. */
const webAddress = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{M}\\uE000])(?:www\\.[^\\s<>"]+|(?:[\\p{L}\\p{N}\\uE000][\\p{L}\\p{N}\\p{M}\\uE000-]{0,62}\\.){1,8}(?:[\\p{L}\\p{M}]{2,24}[/?#][^\\s<>"]*|(?:${endings}|[a-z]{2}|${endings.toUpperCase()}|[A-Z]{2})(?![\\p{L}\\p{N}\\p{M}]))(?::\\p{Nd}+)?(?:[/?#][^\\s<>"]*)?)`,
  'gu',
);

/** Seven digits and more, of any script, with up to three signs between two of them that phone numbers are written with. */
const digitRun = /[+(]{0,3}(?<!\p{Nd})\p{Nd}(?:[ ().\-‐‑‒–—/\\_*·~+\p{M}\uE000]{0,3}\p{Nd}){6,}/gu;

const day =
  '(?:(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])|(?:0?[1-9]|[12]\\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:19|20)\\d\\d)';
const years = '(?:1[5-9]|20)\\d\\d ?[-–/] ?(?:1[5-9]|20)\\d\\d';
const act = '(?:(?:19|20)\\d\\d/\\d{1,4}|\\d{1,4}/(?:(?:19|20)\\d\\d|\\d\\d))';
/** A day, two days, a day with the hour; two years; an act of the Union with the number of its article in brackets or without. */
const isDayOrAct = new RegExp(`^(?:${day}(?: ?[-–/ ] ?${day})?(?: \\d\\d)?|${years}|${act})$`, 'u');
