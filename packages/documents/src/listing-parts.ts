import { countryOf } from './country-of.ts';
import { dateFromText } from './date-text.ts';
import { MAX_FIELDS, MAX_ID, MAX_ITEMS, MAX_TEXT } from './limits.ts';
import type { Listing } from './listing.ts';
import { currencyFromText, priceFromText } from './price-text.ts';
import type { Reading } from './reading.ts';
import { shown } from './refusal.ts';

type Fields = Record<string, unknown>;
type Part<K extends keyof Listing> = Exclude<Listing[K], undefined> | undefined;

/** `{amount, currency}`, a number, or a price as text. A text without a price ("make an offer") is no price. */
export function readPrice(value: unknown, currency: unknown, reading: Reading): Part<'price'> {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return priceOf(value, currency, 'price', reading);
  if (typeof value === 'string') {
    const price = priceFromText(value);
    if (price === undefined) {
      reading.warn(`"price" is ${shown(value)}, which holds no price: ignored`);
      return undefined;
    }
    return priceOf(price.amount, currency ?? price.currency, 'price', reading);
  }
  if (!isObject(value)) return reading.wrongType('price', value, 'a price');
  const amount = value.amount ?? value.value;
  const inner = value.currency ?? currency;
  if (typeof amount === 'number') return priceOf(amount, inner, 'price.amount', reading);
  if (typeof amount === 'string') {
    const price = priceFromText(amount);
    if (price === undefined) return reading.wrongType('price.amount', amount, 'a number');
    return priceOf(price.amount, inner ?? price.currency, 'price.amount', reading);
  }
  if (amount !== undefined && amount !== null) return reading.wrongType('price.amount', amount, 'a number');
  reading.warn('"price" has no amount: ignored');
  return undefined;
}

function priceOf(amount: number, currency: unknown, field: string, reading: Reading): Part<'price'> {
  if (!Number.isFinite(amount)) return reading.wrongType(field, amount, 'a finite number');
  if (currency === undefined || currency === null || currency === '') return { amount };
  if (typeof currency !== 'string') return reading.wrongType('price.currency', currency, 'a currency code');
  if (isCode(currency, 3)) return { amount, currency };
  const code = currencyFromText(currency) ?? reading.text('price.currency', currency, 40);
  return code === undefined ? { amount } : { amount, currency: code };
}

/** A number, or a number as text. Other text ("one pair") stays unread. */
export function readQuantity(value: unknown, reading: Reading): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : reading.wrongType('quantity', value, 'a finite number');
  }
  if (typeof value !== 'string') return reading.wrongType('quantity', value, 'a number');
  if (/^\s*-?\d{1,15}(?:[.,]\d{1,6})?\s*$/.test(value)) return Number(value.replace(',', '.'));
  reading.warn(`"quantity" is ${shown(value)}, not a number: ignored`);
  return undefined;
}

/** A name-to-text object, or a list of `{name, value}` as many marketplaces write item specifics. */
export function readAttributes(value: unknown, reading: Reading): Part<'attributes'> {
  if (value === undefined || value === null) return undefined;
  const pairs = Array.isArray(value)
    ? namedPairs(value, reading)
    : isObject(value)
      ? Object.entries(value)
      : undefined;
  if (pairs === undefined) return reading.wrongType('attributes', value, 'an object of texts');
  if (pairs.length > MAX_FIELDS) {
    return reading.refuse('too-many-fields', `it has ${pairs.length} attributes, more than ${MAX_FIELDS}`);
  }
  const attributes: Record<string, string> = {};
  for (const [name, given] of pairs) {
    // As the schema does: assigning it would change the prototype instead of adding a name.
    if (name === '__proto__') continue;
    const joined = Array.isArray(given) && given.every(isPlain) ? given.join(', ') : given;
    const text = reading.text(`attributes.${name.slice(0, 60)}`, joined, MAX_TEXT);
    if (text !== undefined) attributes[name.isWellFormed() ? name : name.toWellFormed()] = text;
  }
  return attributes;
}

function namedPairs(list: unknown[], reading: Reading): [string, unknown][] | undefined {
  const pairs: [string, unknown][] = [];
  for (const entry of list) {
    if (!isObject(entry) || !isPlain(entry.name)) return undefined;
    pairs.push([String(entry.name), entry.value]);
    if (pairs.length > MAX_FIELDS) {
      return reading.refuse('too-many-fields', `it has more than ${MAX_FIELDS} attributes`);
    }
  }
  return pairs;
}

/** `{id, name, country, contacts}`, or the id alone. A seller without id goes by the name. */
export function readSeller(value: unknown, reading: Reading): Part<'seller'> {
  if (value === undefined || value === null || value === '') return undefined;
  if (isPlain(value)) return { id: reading.text('seller', value, MAX_ID)! };
  if (!isObject(value)) return reading.wrongType('seller', value, 'an object with an "id"');
  const name = reading.text('seller.name', value.name, MAX_TEXT);
  const id = reading.text('seller.id', value.id, MAX_ID) ?? name;
  if (id === undefined) {
    if (reading.code === undefined) reading.warn('"seller" has no id: ignored');
    return undefined;
  }
  const seller: NonNullable<Listing['seller']> = { id };
  if (name !== undefined) seller.name = name;
  const country = readCountry('seller.country', value.country, reading);
  if (country !== undefined) seller.country = country;
  const contacts = readTexts('seller.contacts', value.contacts, reading);
  if (contacts !== undefined) seller.contacts = contacts;
  return seller;
}

function readTexts(field: string, value: unknown, reading: Reading): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (isPlain(value)) return [reading.text(field, value, MAX_TEXT)!];
  if (!Array.isArray(value)) return reading.wrongType(field, value, 'a list of texts');
  if (value.length > MAX_ITEMS) {
    return reading.refuse(
      'too-many-fields',
      `"${field}" has ${value.length} entries, more than ${MAX_ITEMS}`,
    );
  }
  const texts: string[] = [];
  for (const entry of value) {
    const text =
      entry === null ? reading.wrongType(field, entry, 'text') : reading.text(field, entry, MAX_TEXT);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

/** A list of `{url, sha256, pdq, text}` or of addresses; one alone needs no list. */
export function readImages(value: unknown, reading: Reading): Part<'images'> {
  if (value === undefined || value === null || value === '') return undefined;
  const list = Array.isArray(value) ? value : [value];
  if (list.length > MAX_ITEMS) {
    return reading.refuse('too-many-fields', `it has ${list.length} images, more than ${MAX_ITEMS}`);
  }
  const images: NonNullable<Listing['images']> = [];
  for (const entry of list) {
    if (typeof entry === 'string') {
      images.push({ url: reading.text('images.url', entry, MAX_TEXT)! });
      continue;
    }
    if (!isObject(entry)) return reading.wrongType('images', entry, 'an image (an object or an address)');
    const image: (typeof images)[number] = {};
    for (const part of ['url', 'sha256', 'pdq', 'text'] as const) {
      const text = reading.text(`images.${part}`, entry[part], MAX_TEXT);
      if (text !== undefined) image[part] = text;
    }
    images.push(image);
  }
  return images;
}

/** A two-letter code, or a country's name in one of some twenty languages, also after a town ("Berlin, Germany"). */
export function readCountry(field: string, value: unknown, reading: Reading): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return reading.wrongType(field, value, 'a country');
  if (isCode(value, 2)) return value;
  const comma = value.lastIndexOf(',');
  const code = countryOf(value) ?? (comma > 0 ? countryOf(value.slice(comma + 1)) : undefined);
  if (code === undefined)
    reading.warn(`"${field}" is ${shown(value)}, not a two-letter country code: ignored`);
  return code;
}

/** `worldwide`, a list of countries, or countries in one text. */
export function readShipsTo(value: unknown, reading: Reading): Part<'shipsTo'> {
  if (value === undefined || value === null || value === '') return undefined;
  if (value === 'worldwide') return value;
  const list = typeof value === 'string' ? splitCountries(value) : value;
  if (!Array.isArray(list)) return reading.wrongType('shipsTo', value, '"worldwide" or a list of countries');
  if (list.length > MAX_ITEMS) {
    return reading.refuse('too-many-fields', `"shipsTo" has ${list.length} entries, more than ${MAX_ITEMS}`);
  }
  const codes: string[] = [];
  for (const entry of list) {
    if (typeof entry !== 'string') return reading.wrongType('shipsTo', entry, 'a country');
    if (/^world-?\s?wide$/i.test(entry)) return 'worldwide';
    const code = readCountry('shipsTo', entry, reading);
    if (code !== undefined) codes.push(code);
  }
  // An unreadable text is no "ships nowhere".
  return codes.length === 0 && list.length > 0 ? undefined : codes;
}

function splitCountries(text: string): string[] {
  return text
    .slice(0, MAX_TEXT)
    .split(/[,;|/\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** ISO 8601 as written, other clear dates and Unix times turned into it. */
export function readDate(value: unknown, reading: Reading): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string' && typeof value !== 'number')
    return reading.wrongType('listedAt', value, 'a date');
  const date = dateFromText(value);
  if (date === undefined) {
    reading.warn(`"listedAt" is ${shown(value)}, not a date as YYYY-MM-DD: ignored`);
  }
  return date;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** True for a text of exactly `length` capital letters A to Z. */
function isCode(text: string, length: number): boolean {
  if (text.length !== length) return false;
  for (let i = 0; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 65 || unit > 90) return false;
  }
  return true;
}
