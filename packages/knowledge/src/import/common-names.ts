import { isDamaged, plainText } from './plain-text.ts';

/** Codes of Species+ that are not ours. Everything else is ISO 639-1 in capitals. */
const languageCodes: Record<string, string> = {
  ZH: 'zh-Hans',
  NB: 'no',
  NN: 'no',
  IN: 'id',
  IW: 'he',
  SH: 'sr',
};

/** Languages written in another script: a name in Latin letters is a transcription that no seller writes. */
const scripts: Record<string, RegExp> = {
  'zh-Hans': /\p{Script=Han}/u,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ko: /\p{Script=Hangul}/u,
  th: /\p{Script=Thai}/u,
  lo: /\p{Script=Lao}/u,
  km: /\p{Script=Khmer}/u,
  my: /\p{Script=Myanmar}/u,
  bo: /\p{Script=Tibetan}/u,
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
  hi: /\p{Script=Devanagari}/u,
  ne: /\p{Script=Devanagari}/u,
  mr: /\p{Script=Devanagari}/u,
  bn: /\p{Script=Bengali}/u,
  as: /\p{Script=Bengali}/u,
  ta: /\p{Script=Tamil}/u,
  ru: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  bg: /\p{Script=Cyrillic}/u,
  mk: /\p{Script=Cyrillic}/u,
  el: /\p{Script=Greek}/u,
  ka: /\p{Script=Georgian}/u,
  hy: /\p{Script=Armenian}/u,
};

/** Characters that Chinese writes in one way only where it is written in traditional forms. */
const traditionalOnly = /[龍龜貓鳥魚馬鷹鱷鯨獅麗藍紅綠黃蘭樹葉雞鴨豬貝蟲鸚鵡鴞鵰羅亞國東長門飛頭齒獸種屬]/;

/** Our code for a language of the export, or undefined where the export does not say it. */
export function languageOf(code: unknown, name: string): string | undefined {
  if (typeof code !== 'string' || !/^[A-Za-z]{2,3}$/.test(code)) return undefined;
  const ours = languageCodes[code.toUpperCase()] ?? code.toLowerCase();
  return ours === 'zh-Hans' && traditionalOnly.test(name) ? 'zh-Hant' : ours;
}

/** Whether the name is written in the script of its language and not transcribed. */
export function isInOwnScript(language: string, name: string): boolean {
  const script = scripts[language === 'zh-Hant' ? 'zh-Hans' : language];
  return script === undefined || script.test(name);
}

/**
 * The names in a cell or an entry. Left out is what would claim too much or mean nothing: a damaged text, a
 * subspecies told apart only in brackets ("red fox (ssp. griffithi)"), a name cut off inside its brackets.
 */
export function splitCommonNames(text: string, rank: string): string[] {
  const names: string[] = [];
  for (const part of plainText(text).split(/,\s+/)) {
    if (isDamaged(part) || part.includes('/') || /\d{3}/.test(part)) continue;
    for (const name of withoutBrackets(part, rank))
      if (/^['‘’ʻ(]?\p{L}[\p{L}\p{M}'’ .-]{2}|\p{Script=Han}|\p{Script=Hangul}{2}/u.test(name))
        names.push(name);
  }
  return names;
}

function withoutBrackets(name: string, rank: string): string[] {
  if (!/[()]/.test(name)) return [name];
  const shape = name.match(/^([^()]*)\(([^()]*)\)([^()]*)$/);
  if (!shape) return [];
  const [, before, inside, after] = shape as unknown as [string, string, string, string];
  const short = `${before.trim()} ${after.trim()}`.trim();
  if (after.trim() !== '') return [`${before.trim()} ${inside.trim()} ${after.trim()}`.trim(), short];
  return rank === 'subspecies' || rank === 'variety' ? [] : [short];
}

/** Words that are also names: `rare` where they hardly ever mean the animal or plant, else `everyday`. */
export type OrdinaryWords = ReadonlyMap<string, 'rare' | 'everyday'>;

/** `everyday` or `rare` for a single word that is also an ordinary word or its plural, else `name`. */
export function nameKind(name: string, ordinary: OrdinaryWords): 'rare' | 'everyday' | 'name' {
  const word = name.toLowerCase();
  if (/\s/.test(word)) return 'name';
  const forms = [
    word,
    word.replace(/s$/, ''),
    word.replace(/es$/, ''),
    word.replace(/ies$/, 'y'),
    word.replace(/ves$/, 'f'),
  ];
  // What is said of the word itself holds before what is said of its singular.
  return forms.map((form) => ordinary.get(form)).find((kind) => kind !== undefined) ?? 'name';
}
