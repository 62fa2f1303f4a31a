import type { RefusedRow } from './assessment.ts';
import { MAX_DEPTH, MAX_DESCRIPTION, MAX_FIELDS, MAX_ID, MAX_TEXT, MAX_TITLE } from './limits.ts';
import type { Listing } from './listing.ts';
import {
  isObject,
  readAttributes,
  readCountry,
  readDate,
  readImages,
  readPrice,
  readQuantity,
  readSeller,
  readShipsTo,
} from './listing-parts.ts';
import { Reading } from './reading.ts';
import { refusal, shown } from './refusal.ts';

/** A row that was read, with its line (or the number of its element). */
export type ReadRow = { line: number; listing: Listing; warnings: string[] };

/** What became of one row. */
export type Row = ReadRow | RefusedRow;

/**
 * Checks one parsed row and gives the listing, or says why not. Written by hand, as the schema takes ten times
 * as long; a property test holds the two together. It takes what the schema takes, and beyond that:
 *
 * - `null` means absent, for every field but `id` and `title`; unknown fields are dropped.
 * - A number or boolean stands for its text; so a numeric `id` is read.
 * - `price` may be a number or a text ("1.234,50 €"), `price.amount` a text; a top-level `currency` counts.
 * - `quantity` may be text, `seller` the id alone, `images` addresses, `attributes` a list of `{name, value}`.
 * - Countries may be names; a country, date, quantity or price text that says nothing is ignored with a warning.
 * - What is over the length limits is cut with a warning; half a surrogate pair becomes U+FFFD.
 */
export function listingOf(value: unknown, line: number): Row {
  if (!isObject(value)) return refusal(line, 'not-an-object', `it is ${shown(value)}, not a listing`);
  const reading = new Reading();
  const id = readId(value.id, reading);
  const title = readTitle(value.title, reading);
  if (id === undefined || title === undefined) return refused(line, reading, id);
  const listing: Listing = { id, title };
  let fields = 0;
  for (const key in value) {
    fields += 1;
    readField(key, value, listing, reading);
  }
  if (fields > MAX_FIELDS) {
    reading.code = undefined;
    reading.refuse('too-many-fields', `it has ${fields} fields, more than ${MAX_FIELDS}`);
  }
  if (reading.code !== undefined) return refused(line, reading, id);
  return { line, listing, warnings: reading.warnings };
}

function refused(line: number, reading: Reading, id: string | undefined): RefusedRow {
  return refusal(line, reading.code ?? 'wrong-type', reading.what, id);
}

function readId(value: unknown, reading: Reading): string | undefined {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return reading.wrongType('id', value, 'an id');
    if (!Number.isSafeInteger(value) && Number.isInteger(value)) {
      reading.warn('"id" is a number too large to be exact: write it as text');
    }
    return String(value);
  }
  if (typeof value !== 'string') {
    return value === undefined || value === null
      ? reading.refuse('missing-id', '"id" is missing')
      : reading.wrongType('id', value, 'text');
  }
  if (value === '') return reading.refuse('missing-id', '"id" is empty');
  if (value.length > MAX_ID) {
    return reading.refuse('wrong-type', `"id" has ${value.length} characters, more than ${MAX_ID}`);
  }
  return reading.text('id', value, MAX_ID);
}

function readTitle(value: unknown, reading: Reading): string | undefined {
  if (value === undefined || value === null) return reading.refuse('missing-title', '"title" is missing');
  return reading.text('title', value, MAX_TITLE);
}

function readField(key: string, row: Record<string, unknown>, listing: Listing, reading: Reading): void {
  const value = row[key];
  switch (key) {
    case 'id':
    case 'title':
    case 'currency':
      return;
    case 'description':
      set(listing, 'description', reading.text(key, value, MAX_DESCRIPTION));
      return;
    case 'category':
      set(listing, 'category', reading.text(key, joined(value), MAX_TEXT));
      return;
    case 'language':
    case 'platform':
    case 'url':
      set(listing, key, reading.text(key, value, MAX_TEXT));
      return;
    case 'price':
      set(listing, 'price', readPrice(value, row.currency, reading));
      return;
    case 'quantity':
      set(listing, 'quantity', readQuantity(value, reading));
      return;
    case 'attributes':
      set(listing, 'attributes', readAttributes(value, reading));
      return;
    case 'seller':
      set(listing, 'seller', readSeller(value, reading));
      return;
    case 'images':
      set(listing, 'images', readImages(value, reading));
      return;
    case 'locatedIn':
      set(listing, 'locatedIn', readCountry(key, value, reading));
      return;
    case 'shipsTo':
      set(listing, 'shipsTo', readShipsTo(value, reading));
      return;
    case 'listedAt':
      set(listing, 'listedAt', readDate(value, reading));
      return;
    default:
      // Unknown and dropped; but a row that is deep enough to hurt whoever stores it is refused.
      if (typeof value === 'object' && value !== null && deeperThan(value, MAX_DEPTH - 1)) {
        reading.refuse('too-deep', `"${key.slice(0, 60)}" is nested more than ${MAX_DEPTH} deep`);
      }
  }
}

function set<K extends keyof Listing>(listing: Listing, key: K, value: Listing[K] | undefined): void {
  if (value !== undefined) listing[key] = value as Listing[K];
}

/** A path of categories as one text. */
function joined(value: unknown): unknown {
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(' > ') : value;
}

/** Goes down level by level, so that no nesting can exhaust the stack. */
function deeperThan(value: object, depth: number): boolean {
  let level: object[] = [value];
  for (let left = depth; level.length > 0; left -= 1) {
    if (left === 0) return true;
    const next: object[] = [];
    for (const node of level) {
      for (const child of Object.values(node)) {
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}
