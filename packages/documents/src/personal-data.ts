/**
 * Takes what names or reaches a person out of a text, and puts `[…]` in its place: URLs and web addresses, e-mail
 * addresses, @handles, phone numbers (7 digits and more), and the names given (the seller's id and name).
 *
 * It rather takes too much than too little: a price written with dots (1.500.000) goes too. Days (2026-11-22,
 * 22.11.2026) and numbers of acts (338/97, 2023/966) stay. Names count in any case, with or without accents, and
 * with other marks between their words; those of less than four letters only where they stand as words, unless
 * their script sets no spaces.
 *
 * It does not know the names of other persons, postal addresses, or an address spelled out ("maria at example
 * dot com"): whoever writes the text leaves them out.
 *
 * Out comes one line in normal form (NFC), each run of white space being one space, without invisible characters.
 */
export function withoutPersonalData(text: string, names: readonly string[] = []): string {
  const sought = names.map(folded).filter((name) => /[\p{L}\p{N}]/u.test(name));
  sought.sort((a, b) => b.length - a.length);
  const anywhere = sought.filter((name) => !isShort(name)).map((name) => new RegExp(pattern(name), 'giu'));
  const asWord = sought
    .filter(isShort)
    .map((name) => new RegExp(`(?<![\\p{L}\\p{N}])${pattern(name)}(?![\\p{L}\\p{N}])`, 'giu'));
  let left = plain(text);
  for (const name of [...anywhere, ...asWord]) left = left.replace(name, GONE);
  left = left
    .replace(schemed, GONE)
    .replace(withAt, GONE)
    .replace(webAddress, GONE)
    .replace(digitRun, (run) => (isDayOrAct.test(run) ? run : GONE));
  // What was taken out beside a short name may have made a word of it.
  for (const name of asWord) left = left.replace(name, GONE);
  return left.replace(gone, '[…]').normalize('NFC').trim();
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

function folded(name: string): string {
  return plain(name).replace(/\p{M}/gu, '');
}

const noSpaces = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;

const isShort = (name: string): boolean => [...name].length < 4 && !noSpaces.test(name);

/** The name with any accents on its letters, and up to three other marks where it has one. */
function pattern(name: string): string {
  let source = '';
  for (const [part] of name.matchAll(/[\p{L}\p{N}]|[^\p{L}\p{N}]+/gu)) {
    if (/[\p{L}\p{N}]/u.test(part)) source += `${part}\\p{M}*`;
    else source += `(?:${escaped(part)}|[^\\p{L}\\p{N}${GONE}]{1,3})`;
  }
  return source;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** `https://…`, and whatever else has the two slashes. */
const schemed = /(?<![\p{L}\p{N}\uE000+.-])[\p{L}\p{N}\uE000+.-]*:\/\/[^\s<>"]*/gu;

/** Signs that end an e-mail address or handle on the left. */
const local = '[^\\s@,;:()<>\\[\\]"“”„«»「」『』、。，；：（）]';
/** E-mail addresses and @handles: no @ stays. */
const withAt = new RegExp(`(?<!${local})${local}*(?:@ ?[\\p{L}\\p{N}\\p{M}\\uE000._+/:-]*)+`, 'gu');

/** Endings that ordinary text does not have after a dot; two letters are a country's. */
const endings =
  'com|net|org|info|biz|shop|store|online|site|website|market|app|dev|xyz|club|link|live|page|blog|art|pet|pets';
/** `shop.example/x`, `example.de`, `www.…`. */
const webAddress = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{M}\\uE000.-])(?:www\\.[^\\s<>"]+|(?:[\\p{L}\\p{N}\\uE000][\\p{L}\\p{N}\\p{M}\\uE000-]*\\.)+(?:[\\p{L}\\p{M}]{2,24}[/?#][^\\s<>"]*|(?:${endings}|[a-z]{2}|${endings.toUpperCase()}|[A-Z]{2})(?![\\p{L}\\p{N}\\p{M}]))(?::\\p{Nd}+)?(?:[/?#][^\\s<>"]*)?)`,
  'gu',
);

/** Seven digits and more, of any script, with up to three signs between two of them that phone numbers are written with. */
const digitRun = /[+(]*(?<!\p{Nd})\p{Nd}(?:[ ().\-‐‑‒–—/\\_*·~+\uE000]{0,3}\p{Nd}){6,}/gu;

const day =
  '(?:(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])|(?:0?[1-9]|[12]\\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:19|20)\\d\\d)';
const act = '(?:(?:19|20)\\d\\d/\\d{1,4}|\\d{1,4}/(?:(?:19|20)\\d\\d|\\d\\d))';
/** A day, two days, a day with the hour; an act of the Union with the number of its article in brackets or without. */
const isDayOrAct = new RegExp(`^(?:${day}(?: ?[-–/ ] ?${day})?(?: \\d\\d)?|${act})$`, 'u');
