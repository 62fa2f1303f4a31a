import type { TextField } from '../text.ts';
import { type Reading, ruleReading } from './reading.ts';

/**
 * Step "read shapes": what figures and signs tell without a word of the lexicon. Patterns have no nested
 * repetition and are tried on short texts, so none can backtrack.
 */
const shapes: { kind: string; says: string; pattern: RegExp }[] = [
  { kind: 'shape/sexes', says: 'keepers write males.females.unsexed', pattern: /(?<![\d.,])\d{1,2}\.\d{1,2}(?:\.\d{1,2})?(?= [\p{L}])(?! ?(?:cm|mm|m|in|inch|inches|kg|g|ct|carat|l|ml|oz|lbs?|x|usd|eur|gb|tb|mp|v|w|a|ah|ghz|ft|quot|mil|million|tr|k)\b)/giu },
  { kind: 'shape/denomination', says: 'a face value, as on stamps and coins', pattern: /(?<![\p{L}\d.])(?:[€$£]?\d{1,4}(?:[.,]\d{1,2})?|[½¼¾]) ?(?:c|p|pf|f|fr|d|k|kr|zl|sen|öre|ore|baht|s|ekuele|ek|r|rs|n|pta|ptas|lira|lire|bani|h|ft|cents?|shillings?)(?![\p{L}\d])/giu },
  { kind: 'shape/catalogue', says: 'a number of a stamp catalogue', pattern: /(?<![\p{L}\d])(?:SG|Mi|Yv|YT|Yvert|Michel|Scott|Sc|Stanley Gibbons|KM|Y&T)[ #.:]{0,3}(?:N°? ?)?\d{1,5}/gu },
  { kind: 'shape/year', says: 'a year', pattern: /(?<![\d.,€$£¥-])(?:18[4-9]\d|19\d\d|20[0-2]\d)(?![\d.,]\d|\d)/gu },
  { kind: 'shape/old-year', says: 'a year long past', pattern: /(?<![\d.,€$£¥-])(?:1[5-8]\d\d|19[0-3]\d)(?![\d.,]\d|\d)/gu },
  { kind: 'shape/isbn', says: 'the number of a book', pattern: /(?<!\d)97[89][- ]?\d(?:[- ]?\d){8,9}(?!\d)/gu },
  { kind: 'shape/measure', says: 'a length', pattern: /\d(?:[\d.,/ -]{0,8})\s?(?:cm|mm|inch(?:es)?|in\.|"|″|寸|厘米|公分|ซม|センチ|см|센티)(?![\p{L}])/giu },
  { kind: 'shape/weight', says: 'a weight', pattern: /\d(?:[\d.,]{0,8})\s?(?:kg|g|gr|grams?|gramm?|gram|克|斤|公斤|两|錢|匁|กรัม|กก|г|кг|грамм|lạng|kilo|kilos|그램|جرام|غرام|كيلو)(?![\p{L}])/giu },
  { kind: 'shape/money', says: 'an amount of money', pattern: /(?:[€£¥₫฿₩₽]|US\$|HK\$|\$|Rp\.?|RM|USD|EUR|GBP) ?\d[\d.,]{0,12}|\d[\d.,]{0,12} ?(?:€|£|₫|฿|₽|usd|eur|euros?|gbp|đ|руб|บาท|円|元|원|rb|jt|juta|triệu|tr)(?![\p{L}])/giu },
  { kind: 'shape/address', says: 'a web address', pattern: /https?:\/\/|www\.|\{\{URL\}\}/giu },
  { kind: 'shape/repost', says: 'a post passed on', pattern: /^RT[ :{]/gu },
  { kind: 'shape/mention', says: 'somebody is spoken to', pattern: /^[.\s]{0,2}(?:@\w|\{\{MENTION\}\})/gu },
  { kind: 'shape/hashtag', says: 'a hashtag', pattern: /#\p{L}/gu },
  { kind: 'shape/question', says: 'a question', pattern: /\?/gu },
  { kind: 'shape/sign', says: 'the sign of male or female', pattern: /[♀♂⚥]/gu },
]; // biome-ignore format: a table

/** Shapes that a text without figures cannot have. */
const ofFigures = new Set(
  ['sexes', 'denomination', 'catalogue', 'year', 'old-year', 'isbn', 'measure', 'weight', 'money'].map(
    (kind) => `shape/${kind}`,
  ),
);

const LIMIT = 600;

export function readShapes(fields: readonly TextField[], readings: Reading[]): void {
  for (const [field, { text, title }] of fields.entries()) {
    if (field > 1) break;
    const head = text.length > LIMIT ? text.slice(0, LIMIT) : text;
    const figures = /[\d½¼¾]/.test(head);
    for (const { kind, says, pattern } of shapes) {
      if (!figures && ofFigures.has(kind)) continue;
      if (!title && (kind === 'shape/denomination' || kind === 'shape/catalogue')) continue;
      let taken = 0;
      for (const found of head.matchAll(pattern)) {
        if (++taken > 2) break;
        readings.push(ruleReading(field, found.index, found.index + found[0].length, kind, undefined, says));
      }
    }
  }
}
