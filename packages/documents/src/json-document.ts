import { type RawRow, UnreadableInput } from './input.ts';
import { jsonReason, nestedDeeper } from './json-text.ts';
import { MAX_DEPTH, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_ROWS } from './limits.ts';
import { isObject } from './listing-parts.ts';
import { refusal } from './refusal.ts';
import { isJsonLd, schemaOrgRows } from './schema-org.ts';

/** Reads a whole input that cannot be streamed, up to the limit. */
export async function wholeText(source: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) {
      const mib = MAX_DOCUMENT_BYTES / 1024 / 1024;
      throw new UnreadableInput(
        `it is one document of more than ${mib} MiB; give JSON lines instead, one listing a line`,
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The rows of one JSON document: schema.org JSON-LD, an object that wraps a list of listings, or one listing. */
export function documentRows(text: string): RawRow[] {
  if (nestedDeeper(text, MAX_DEPTH))
    return [refusal(1, 'too-deep', `the document is nested more than ${MAX_DEPTH} deep`)];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [refusal(1, 'bad-json', jsonReason(error, text))];
  }
  if (isJsonLd(value)) return jsonLdRows([value]);
  const list = wrapped(value);
  if (list === undefined) return [{ line: 1, value: value as Record<string, unknown> }];
  return list.map((entry, index) => ({ line: index + 1, value: entry as Record<string, unknown> }));
}

const wrappers =
  'listings items products results data rows ads offers hits records docs documents entries'.split(' ');

/** The list in `{"items": […]}` or `{"data": {"items": […]}}`. */
function wrapped(value: unknown, depth = 2): unknown[] | undefined {
  if (!isObject(value) || ('id' in value && 'title' in value)) return undefined;
  for (const name of wrappers) {
    const inner = value[name];
    if (Array.isArray(inner)) return inner;
    const deeper = depth > 0 ? wrapped(inner, depth - 1) : undefined;
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** The listings of a web page: what its `application/ld+json` scripts say. */
export function htmlRows(page: string): RawRow[] {
  const documents: unknown[] = [];
  const refused: RawRow[] = [];
  for (const script of jsonLdScripts(page)) {
    if (nestedDeeper(script.text, MAX_DEPTH)) {
      refused.push(refusal(script.line, 'too-deep', `its JSON-LD is nested more than ${MAX_DEPTH} deep`));
      continue;
    }
    try {
      documents.push(JSON.parse(script.text));
    } catch (error) {
      refused.push(refusal(script.line, 'bad-json', jsonReason(error, script.text)));
    }
  }
  if (documents.length === 0) {
    return refused.length > 0 ? refused : [refusal(1, 'no-listing', 'the page holds no schema.org JSON-LD')];
  }
  return [...refused, ...jsonLdRows(documents)];
}

function jsonLdRows(documents: unknown[]): RawRow[] {
  const found = schemaOrgRows(documents);
  const rows: RawRow[] = found.rows.map((value, index) => ({ line: index + 1, value }));
  const next = rows.length + 1;
  if (found.tooDeep)
    rows.push(refusal(next, 'too-deep', 'part of the JSON-LD is nested too deep and was not read'));
  else if (found.tooMany) {
    rows.push(refusal(next, 'too-many-rows', `only the first ${MAX_DOCUMENT_ROWS} listings were read`));
  } else if (rows.length === 0) {
    rows.push(refusal(1, 'no-listing', 'the JSON-LD holds no schema.org Product or Offer'));
  }
  return rows;
}

/** Found by searching forward only: no pattern over a page may backtrack. */
function* jsonLdScripts(page: string): Generator<{ text: string; line: number }> {
  const open = /<script\b/gi;
  const close = /<\/script/gi;
  for (let found = open.exec(page); found; found = open.exec(page)) {
    const end = page.indexOf('>', found.index);
    if (end < 0) return;
    close.lastIndex = end;
    const stop = close.exec(page);
    if (
      page
        .slice(found.index, Math.min(end, found.index + 1_000))
        .toLowerCase()
        .includes('ld+json')
    ) {
      const text = page
        .slice(end + 1, stop?.index)
        .trim()
        .replace(/^<!--|-->$|^\/\*<!\[CDATA\[\*\/|\/\*\]\]>\*\/$/g, '');
      let line = 1;
      for (let at = page.indexOf('\n'); at >= 0 && at < found.index; at = page.indexOf('\n', at + 1))
        line += 1;
      yield { text, line };
    }
    if (!stop) return;
    open.lastIndex = stop.index;
  }
}
