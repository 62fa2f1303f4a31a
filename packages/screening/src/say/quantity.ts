import type { Reading } from '../read/reading.ts';
import type { TextField } from '../text.ts';

/** Words for numbers that sellers put before a lot. */
const words: Record<string, number> = {
  pair: 2,
  two: 2,
  trio: 3,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  dozen: 12,
  paar: 2,
  paire: 2,
  par: 2,
  pareja: 2,
  coppia: 2,
  casal: 2,
  sepasang: 2,
  cặp: 2,
  đôi: 2,
};

const patterns: RegExp[] = [
  /(?<![\p{L}\d.,])(?:lot|set|group|wholesale|bag|collection)(?: of| group)?[ :-]{1,3}\(?(\d{1,4})(?![\d.,"'])/iu,
  /(?<![\p{L}\d.,])(\d{1,4}) ?(?:pcs|pc|pieces|stück|stk|piezas|pezzi|peças|szt|шт|个|枚|只|匹|頭|본|마리|ตัว|ชิ้น|con|cái|ekor|buah|adet)(?![\p{L}])/iu,
  /(?:^|\s)[x×](\d{1,4})(?![\d.,"'])/iu,
  /(?<![\p{L}\d.,/-])(\d{1,4}) ?[x×](?![\d])/iu,
  /^\((\d{1,3})\)\s|\((\d{1,3})\)(?=\s|$)/u,
];

/**
 * Step "how many": the number of specimens as the title states it. A plural without a number is told as 2,
 * the least it can mean; a singular as 1; undefined when nothing is said.
 */
export function quantityOf(
  fields: readonly TextField[],
  term: Reading | undefined,
  stated: number | undefined,
): number | undefined {
  const title = fields.find((f) => f.title)?.text ?? '';
  for (const pattern of patterns) {
    const found = pattern.exec(title);
    const number = Number(found?.[1] ?? found?.[2]);
    if (number >= 1 && number < 10_000) return number;
  }
  const lead = /(?:^|\s)([\p{L}]{2,9})(?=\s)/gu;
  for (const found of title.slice(0, 200).matchAll(lead)) {
    const number = words[found[1]!.toLowerCase()];
    if (number) return number;
  }
  if (stated !== undefined && stated > 1) return stated;
  if (!term) return stated;
  return term.plural ? 2 : 1;
}
