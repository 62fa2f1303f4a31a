import type { Listing } from '@pugmark/documents/listing';

/** Scripts that settle the language by themselves, or nearly: the first is the answer without a hint. */
const BY_SCRIPT: readonly [RegExp, readonly string[]][] = [
  [/\p{Script=Hangul}/gu, ['ko']],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, ['ja']],
  [/\p{Script=Thai}/gu, ['th']],
  [/\p{Script=Lao}/gu, ['lo']],
  [/\p{Script=Khmer}/gu, ['km']],
  [/\p{Script=Myanmar}/gu, ['my', 'shn', 'mnw']],
  [/\p{Script=Devanagari}/gu, ['hi', 'ne', 'mr']],
  [/\p{Script=Bengali}/gu, ['bn', 'as']],
  [/\p{Script=Tamil}/gu, ['ta']],
  [/\p{Script=Telugu}/gu, ['te']],
  [/\p{Script=Gujarati}/gu, ['gu']],
  [/\p{Script=Gurmukhi}/gu, ['pa']],
  [/\p{Script=Sinhala}/gu, ['si']],
  [/\p{Script=Hebrew}/gu, ['he', 'yi']],
  [/\p{Script=Greek}/gu, ['el']],
  [/\p{Script=Georgian}/gu, ['ka']],
  [/\p{Script=Armenian}/gu, ['hy']],
  [/\p{Script=Ethiopic}/gu, ['am', 'ti']],
  [/\p{Script=Arabic}/gu, ['ar', 'fa', 'ur', 'ps', 'ckb', 'ug']],
  [/\p{Script=Cyrillic}/gu, ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'mn', 'tg']],
  [/\p{Script=Han}/gu, ['zh-Hans', 'zh-Hant', 'ja', 'yue']],
];

/** Letters that only one of the languages of a script writes; enough where there is no hint. */
const LETTERS: readonly [RegExp, string][] = [
  [/[ơưăđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu, 'vi'],
  [/[ğışİ]/u, 'tr'],
  [/[łąęśźż]/iu, 'pl'],
  [/[ěřů]/iu, 'cs'],
  [/[őű]/iu, 'hu'],
  [/[șț]/iu, 'ro'],
  [/[ãõ]/iu, 'pt'],
  [/[ñ¿¡]/iu, 'es'],
  [/[ß]/u, 'de'],
  [/[œç]/iu, 'fr'],
  [/[å]/iu, 'sv'],
];

/** Characters of everyday words that the two ways of writing Chinese write differently. */
const TRADITIONAL =
  /[們這個來說時對會過發國學開關門長東車馬魚鳥龜貝紅綠銀錢價賣買處實寶興為與專業產種類飾藥體點無線號從後話電腦舊單雙帶檢證書灣鸚鵡憑養環機雞貓豬蟲顏陽陰黃齒龍]/u;

/** `language` of a hint, reduced to what this list can tell: `zh-TW` is `zh-Hant`, `pt-BR` is `pt`. */
function reduced(hint: string | undefined): string | null {
  const tag = hint?.trim().replaceAll('_', '-').toLowerCase();
  if (!tag || !/^[a-z]{2,3}(-[a-z0-9]{1,8}){0,5}$/.test(tag)) return null;
  const [language, ...rest] = tag.split('-');
  if (language === 'zh' || language === 'yue') {
    return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) || language === 'yue'
      ? 'zh-Hant'
      : 'zh-Hans';
  }
  return language!;
}

/**
 * The language a listing is written in, for counting and for the `lang` of its text. The script
 * decides; the listing's hint only chooses among the languages of that script, since it is never
 * trusted. `und` when Latin letters stand without a usable hint.
 */
export function languageOf(listing: Pick<Listing, 'title' | 'description' | 'language'>): string {
  // A thousand characters tell the script; a listing may be a megabyte.
  const text = `${listing.title} ${listing.description ?? ''}`.slice(0, 1000).normalize('NFC');
  const hint = reduced(listing.language);
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const kana = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  let best: { languages: readonly string[]; count: number } | null = null;
  for (const [script, languages] of BY_SCRIPT) {
    const count = text.match(script)?.length ?? 0;
    if (count > (best?.count ?? 0)) best = { languages, count };
  }
  // A foreign brand or measure is often in Latin letters, so another script wins from a third on.
  if (best && best.count * 2 >= latin) {
    const { languages } = best;
    if (languages.includes('zh-Hans')) {
      if (kana > 0) return 'ja';
      if (hint === 'ja') return 'ja';
      if (TRADITIONAL.test(text)) return 'zh-Hant';
      return hint === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans';
    }
    if (hint && languages.includes(hint)) return hint;
    if (languages[0] === 'ar' && /[پچژگ]/u.test(text)) return 'fa';
    if (languages[0] === 'ru' && /[іїєґ]/iu.test(text)) return 'uk';
    return languages[0]!;
  }
  if (latin === 0) return hint ?? 'und';
  const other = BY_SCRIPT.some(([, languages]) => hint !== null && languages.includes(hint));
  if (hint && !other) return hint;
  return LETTERS.find(([letters]) => letters.test(text))?.[1] ?? 'und';
}
