import { csvRows, noTable, tableIn, tableInfo } from './csv-rows.ts';
import type { Format, InputInfo, RawRow } from './input.ts';
import { jsonArrayRows } from './json-array.ts';
import { documentRows, htmlRows, wholeText } from './json-document.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import { lineBlocks, tooLarge } from './line-blocks.ts';
import type { Row } from './listing-of.ts';
import { isRefused } from './refusal.ts';
import { rowsOf, rowsOfJson } from './rows-of.ts';
import { SNIFF_BYTES, type Sniffed, sniff } from './sniff.ts';
import { asUtf8, type ByteSource, joined } from './utf8-chunks.ts';

export type ReadOptions = {
  /** Wins over what the content looks like. `json` is an array, `document` one object, JSON-LD for instance. */
  format?: Format;
  /** Wins over the byte order mark: `gb18030`, `shift_jis`, `windows-1252` … */
  encoding?: string;
  /** Told once, before the first row: what the input was taken for. */
  onInfo?: (info: InputInfo) => void;
};

/** An input whose kind is known: JSON lines still as bytes, everything else as rows that were cut but not read. */
export type Opened =
  | { info: InputInfo; lines: ByteSource; rows?: undefined }
  | { info: InputInfo; lines?: undefined; rows: AsyncGenerator<RawRow[]> };

/** Looks at the first bytes of an input and says what it is. Throws `UnreadableInput` when it is nothing we read. */
export async function openInput(source: ByteSource, options: ReadOptions = {}): Promise<Opened> {
  const { encoding, chunks } = await asUtf8(source, options.encoding);
  const { head, all } = await peek(chunks);
  const text = new TextDecoder().decode(head, { stream: true });
  const sniffed = sniffedAs(text, options.format);
  if (sniffed.format === 'csv') {
    return { info: tableInfo(sniffed.table, encoding), rows: csvRows(all, sniffed.table) };
  }
  const info = { format: sniffed.format, encoding };
  if (sniffed.format === 'jsonl') return { info, lines: all };
  if (sniffed.format === 'json') return { info, rows: jsonArrayRows(all) };
  return { info, rows: whole(all, sniffed.format) };
}

/** Reads every listing of an input in order; a row that cannot be read comes as a refused row in its place. */
export async function* readListings(source: ByteSource, options: ReadOptions = {}): AsyncGenerator<Row> {
  const opened = await openInput(source, options);
  options.onInfo?.(opened.info);
  if (opened.rows !== undefined) {
    for await (const batch of opened.rows) {
      for (const raw of batch) yield* rowsOfRaw(raw);
    }
    return;
  }
  for await (const block of lineBlocks(opened.lines)) {
    if (isRefused(block)) yield block;
    else {
      const rows: Row[] = [];
      eachRow(block.bytes, block.firstLine, (row) => rows.push(row));
      yield* rows;
    }
  }
}

/** Reads a row that was cut from an input. */
export function rowsOfRaw(raw: RawRow): Row[] {
  if (isRefused(raw)) return [raw];
  if ('json' in raw) return list(rowsOfJson(raw.json, raw.line));
  const rows = list(rowsOf(raw.value, raw.line));
  if (raw.warnings === undefined) return rows;
  return rows.map((row) =>
    isRefused(row) ? row : { ...row, warnings: [...raw.warnings!, ...row.warnings] },
  );
}

/**
 * Reads every line of a block of JSON lines, in order. Each line is decoded by itself: that is a quarter faster than
 * decoding the block, as lines without far scripts stay one byte a character.
 */
export function eachRow(bytes: Uint8Array, firstLine: number, take: (row: Row) => void): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let line = firstLine;
  for (let start = 0; start < buffer.length; line += 1) {
    const newline = buffer.indexOf(NEWLINE, start);
    const end = newline < 0 ? buffer.length : newline;
    if (end - start > MAX_ROW_BYTES) take(tooLarge(line, buffer.subarray(start, end)));
    else if (!isBlank(buffer, start, end)) {
      const rows = rowsOfJson(buffer.toString('utf8', start, end), line);
      if (Array.isArray(rows)) rows.forEach(take);
      else take(rows);
    }
    start = end + 1;
  }
}

const NEWLINE = 0x0a;

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i]!;
    if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return false;
  }
  return true;
}

function sniffedAs(head: string, format: Format | undefined): Sniffed {
  if (format === undefined) return sniff(head);
  if (format !== 'csv') return { format };
  const table = tableIn(head);
  if (table === undefined || !table.mapping.fields.has('title')) throw noTable(table);
  return { format, table };
}

async function peek(chunks: AsyncGenerator<Uint8Array>): Promise<{ head: Uint8Array; all: ByteSource }> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < SNIFF_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    head = joined(head, next.value);
  }
  return { head, all: continued(head, chunks) };
}

async function* continued(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* whole(source: ByteSource, format: 'document' | 'html'): AsyncGenerator<RawRow[]> {
  const text = await wholeText(source);
  yield format === 'html' ? htmlRows(text) : documentRows(text);
}

function list(rows: Row | Row[]): Row[] {
  return Array.isArray(rows) ? rows : [rows];
}
