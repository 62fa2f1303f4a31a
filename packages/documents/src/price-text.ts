import { currencyByWord, decimalPoint, lowerCaseCodes, unitByWord } from './price-words.ts';

export type Price = { amount: number; currency?: string };

/**
 * Reads a price as people write it: `Rp 1.500.000`, `1,5tr`, `12.5k`, `¥300`, `3 000 руб`, `1.234,50 €`.
 * The first number that touches a currency counts, otherwise the first number. Undefined when there is none.
 *
 * A lone `¥` (China or Japan) and `kr` (three countries) name no currency; `$` alone is taken for USD.
 */
export function priceFromText(text: string): Price | undefined {
  const line = asciiDigits(text.slice(0, MAX_PRICE_TEXT)).normalize('NFKC');
  const currencies = currenciesIn(line);
  const numbers = numbersIn(line);
  if (numbers.length === 0) return undefined;
  let best: { number: NumberToken; currency: string | undefined } | undefined;
  for (const number of numbers) {
    const touching = currencies.find((c) => touches(line, c, number));
    if (touching) {
      best = { number, currency: touching.code };
      break;
    }
  }
  best ??= { number: numbers[0]!, currency: currencies[0]?.code };
  const amount = amountOf(best.number, best.currency);
  if (amount === undefined) return undefined;
  return best.currency === undefined ? { amount } : { amount, currency: best.currency };
}

/** The ISO 4217 code a currency is written with (`€`, `eur`, `руб`, `baht`); undefined when it is not known. */
export function currencyFromText(text: string): string | undefined {
  const plain = text.trim().normalize('NFKC');
  if (/^[A-Za-z]{3}$/.test(plain)) return currencyCode(plain.toUpperCase());
  return plain.length > 20 ? undefined : currenciesIn(plain)[0]?.code;
}

const MAX_PRICE_TEXT = 200;

type Span = { start: number; end: number };
type CurrencyToken = Span & { code: string | undefined };
/** `tail` is the 5 of `1tr5`, `after` the length of the unit word that follows. */
type NumberToken = Span & { digits: string; unit: number; tail: string; after: number };

const known = new Set(Intl.supportedValuesOf('currency'));

function currencyCode(upper: string): string | undefined {
  if (upper === 'RMB') return 'CNY';
  if (upper === 'NTD') return 'TWD';
  return known.has(upper) ? upper : undefined;
}

function currenciesIn(line: string): CurrencyToken[] {
  const found: CurrencyToken[] = [];
  for (const match of line.matchAll(/(?:\p{L}{1,3})?[\p{Sc}]|[\p{L}\p{M}]+/gu)) {
    const start = match.index;
    const word = match[0].toLowerCase();
    const end = start + match[0].length;
    if (currencyByWord.has(word)) found.push({ start, end, code: currencyByWord.get(word) });
    else if (/\p{Sc}$/u.test(word)) {
      const symbol = word.at(-1)!;
      if (currencyByWord.has(symbol)) found.push({ start: end - 1, end, code: currencyByWord.get(symbol) });
    } else if (/^[A-Za-z]{3}$/.test(match[0])) {
      const code = currencyCode(match[0].toUpperCase());
      const upper = match[0] === match[0].toUpperCase();
      if (code !== undefined && (upper || lowerCaseCodes.has(code))) found.push({ start, end, code });
    } else {
      // Scripts without spaces: 3万元, 5ล้านบาท.
      const inside = /[元円원]|บาท|块钱?/u.exec(match[0]);
      if (inside) {
        const at = start + inside.index;
        found.push({ start: at, end: at + inside[0].length, code: currencyByWord.get(inside[0]) });
      }
    }
  }
  return found;
}

/** Number, then an optional unit. Runs are short and the class repeats only itself, so this is linear. */
function numbersIn(line: string): NumberToken[] {
  const found: NumberToken[] = [];
  for (const match of line.matchAll(/\d[\d.,'’_٬٫ ]*/gu)) {
    const start = match.index;
    const digits = match[0].replace(/[^\d]+$/u, '');
    const end = start + digits.length;
    const after = /^\s?([\p{L}\p{M}]+)\.?(\d{1,3})?/u.exec(line.slice(end, end + 24));
    const unit = after ? unitOf(after[1]!) : 1;
    const tail = after && unit > 1 && !/^\s/.test(after[0]) ? (after[2] ?? '') : '';
    found.push({ start, end, digits, unit, tail, after: unit > 1 ? (after?.[0].length ?? 0) : 0 });
  }
  return found;
}

function unitOf(word: string): number {
  const lower = word.toLowerCase();
  const whole = unitByWord.get(lower);
  if (whole !== undefined) return whole;
  // Scripts without spaces: 12万円, 5ล้านบาท.
  const first = /^(?:หมื่น|พัน|แสน|ล้าน|[千万萬亿億만천억])/u.exec(lower.normalize('NFC'));
  return first ? (unitByWord.get(first[0].normalize('NFKC')) ?? 1) : 1;
}

function touches(line: string, currency: Span, number: NumberToken): boolean {
  const between =
    currency.end <= number.start
      ? line.slice(currency.end, number.start)
      : currency.start >= number.end
        ? line.slice(Math.min(number.end + number.after, currency.start), currency.start)
        : '    ';
  return between.length <= 3 && /^[\s.:]*$/.test(between);
}

function amountOf({ digits, unit, tail }: NumberToken, currency: string | undefined): number | undefined {
  let text = digits.replace(/[ '’_٬]/gu, '').replace(/٫/g, '.');
  const lastDot = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  const last = Math.max(lastDot, lastComma);
  if (last >= 0) {
    const mark = text[last]!;
    const other = mark === '.' ? ',' : '.';
    const repeated = text.indexOf(mark) !== last;
    const after = text.length - last - 1;
    const head = text.slice(0, last);
    const mixed = head.includes(other);
    const thousands =
      repeated ||
      (after === 3 &&
        !mixed &&
        !/^0+$/.test(head) &&
        unit === 1 &&
        !(mark === '.' && currency !== undefined && decimalPoint.has(currency)));
    text = thousands ? text.replace(/[.,]/g, '') : `${head.replace(/[.,]/g, '')}.${text.slice(last + 1)}`;
  }
  // "1tr5" is 1.5 million and "2k5" 2.5 thousand: the tail counts below the unit.
  const extra = tail === '' ? 0 : Number(`0.${tail}`);
  const amount = Number(text);
  if (!Number.isFinite(amount)) return undefined;
  return Math.round((amount + extra) * unit * 1e4) / 1e4;
}

/** Digits of other scripts as 0 to 9; everything else stays. */
function asciiDigits(text: string): string {
  return text.replace(
    /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\u17e0-\u17e9\u1040-\u1049]/g,
    (digit) => String(Number.parseInt(String(digit.charCodeAt(0) - zeroBelow(digit.charCodeAt(0))), 10)),
  );
}

const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0x17e0, 0x1040];

function zeroBelow(code: number): number {
  return zeros.findLast((zero) => zero <= code)!;
}
