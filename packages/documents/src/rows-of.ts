import { contractShape, type Mapping, mapNames } from './field-names.ts';
import { idIn, jsonReason, nestedDeeper } from './json-text.ts';
import { MAX_DEPTH, MAX_FIELDS } from './limits.ts';
import { listingOf, type Row } from './listing-of.ts';
import { isObject } from './listing-parts.ts';
import { refusal } from './refusal.ts';
import { isJsonLd, schemaOrgRows } from './schema-org.ts';

/**
 * Reads one parsed value: a listing in the contract's shape (the quick way), a schema.org document, or an object
 * whose names are other usual ones (`item_title`, `body`, `seller_id` …). Only a schema.org document can hold more
 * than one listing; one without any is refused as a row.
 */
export function rowsOf(value: unknown, line: number): Row | Row[] {
  if (!isObject(value)) return listingOf(value, line);
  if (value.id !== undefined && value.title !== undefined) return listingOf(value, line);
  if (isJsonLd(value)) return jsonLdRows(value, line);
  return listingOf(renamed(value), line);
}

function jsonLdRows(value: unknown, line: number): Row | Row[] {
  const found = schemaOrgRows(value);
  if (found.rows.length === 0) {
    return found.tooDeep
      ? refusal(line, 'too-deep', 'the JSON-LD is nested too deep')
      : refusal(line, 'no-listing', 'the JSON-LD holds no schema.org Product or Offer');
  }
  const rows = found.rows.map((row) => listingOf(row, line));
  if (found.tooDeep)
    rows.push(refusal(line, 'too-deep', 'part of the JSON-LD is nested too deep and was not read'));
  if (found.tooMany)
    rows.push(refusal(line, 'too-many-rows', `only the first ${found.rows.length} listings were read`));
  return rows;
}

/** Rows of one file have the same names, so the last mapping is nearly always the right one. */
let last: { names: string; mapping: Mapping } | undefined;

function renamed(value: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(value);
  if (names.length > MAX_FIELDS) return value;
  const key = names.join('\n');
  if (last?.names !== key) last = { names: key, mapping: mapNames(names) };
  const row = contractShape(last.mapping, (name) => value[name]);
  // A name that is the contract's own keeps its value, even an empty one, so that the errors are about what was sent.
  for (const name of ['id', 'title', 'price', 'seller', 'images', 'attributes'] as const) {
    if (Object.hasOwn(value, name) && value[name] !== undefined) row[name] = value[name];
  }
  return row;
}

/** Parses one JSON text and reads it. */
export function rowsOfJson(text: string, line: number): Row | Row[] {
  // Parsing itself is slow where brackets are deep, so a long text is looked at first.
  if (text.length > 65_536 && nestedDeeper(text, MAX_DEPTH)) {
    return refusal(line, 'too-deep', `it is nested more than ${MAX_DEPTH} deep`, idIn(text));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refusal(line, 'bad-json', jsonReason(error, text), idIn(text));
  }
  return rowsOf(value, line);
}
