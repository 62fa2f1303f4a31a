import type { RawRow } from '@pugmark/documents/input';
import type { Row } from '@pugmark/documents/listing-of';
import { rowsOfRaw } from '@pugmark/documents/read-listings';
import { isRefused } from '@pugmark/documents/refusal';

/**
 * Rows that were cut from a list, a table or a page, as lines for a thread: `R` a refused row, `J` a row still in
 * JSON, `V` a row as values, `W` values with warnings; then the row's number, a space and JSON.
 */
export function cutLine(raw: RawRow): string {
  if (isRefused(raw)) return `R${raw.line} ${JSON.stringify(raw)}\n`;
  // Between the elements of a list there are newlines; inside a JSON string there can be none.
  if ('json' in raw) return `J${raw.line} ${raw.json.replaceAll('\n', ' ')}\n`;
  if (raw.warnings === undefined) return `V${raw.line} ${JSON.stringify(raw.value)}\n`;
  return `W${raw.line} ${JSON.stringify([raw.value, raw.warnings])}\n`;
}

/** Reads the lines that `cutLine` wrote. */
export function eachCutRow(bytes: Uint8Array, take: (row: Row) => void): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    rowsOfRaw(rawRow(text.slice(start, end))).forEach(take);
    start = end + 1;
  }
}

function rawRow(line: string): RawRow {
  const space = line.indexOf(' ');
  const number = Number(line.slice(1, space));
  const json = line.slice(space + 1);
  if (line.startsWith('J')) return { line: number, json };
  if (line.startsWith('R')) return JSON.parse(json) as RawRow;
  if (line.startsWith('V')) return { line: number, value: JSON.parse(json) as Record<string, unknown> };
  const [value, warnings] = JSON.parse(json) as [Record<string, unknown>, string[]];
  return { line: number, value, warnings };
}
