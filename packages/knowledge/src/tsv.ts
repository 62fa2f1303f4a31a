import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';

/** One row of a knowledge file: its line in the file (1-based) and its cells by column name. */
export interface TsvRow {
  line: number;
  cells: Record<string, string>;
}

/** A knowledge file as it stands: YAML header, column names, rows. */
export interface Tsv {
  header: Record<string, unknown>;
  columns: string[];
  rows: TsvRow[];
}

/**
 * Reads a tab-separated knowledge file with its YAML comment header and checks its `bounds`.
 * Every error names the file and the line.
 */
export function readTsv(path: string): Tsv {
  return parseTsv(readFileSync(path, 'utf8'), path);
}

/** Parses the text of a knowledge file; `path` is only for messages. */
export function parseTsv(text: string, path: string): Tsv {
  const fail = (line: number, what: string): never => {
    throw new Error(`Cannot read ${path}:${line}: ${what}`);
  };
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  let at = 0;
  const yaml: string[] = [];
  while (lines[at]?.startsWith('#')) yaml.push(lines[at++]!.replace(/^# ?/, ''));
  const header = readHeader(yaml.join('\n'), fail);
  const columns = (lines[at] ?? '').split('\t');
  if (columns.some((column) => column.trim() === ''))
    fail(at + 1, 'the line of column names has an empty name');
  if (new Set(columns).size !== columns.length) fail(at + 1, 'a column name stands there twice');

  const rows: TsvRow[] = [];
  for (let i = at + 1; i < lines.length; i++) {
    const raw = lines[i]!;
    // Comments between rows group a long file for its readers.
    if (raw.trim() === '' || raw.startsWith('# ')) continue;
    const values = raw.split('\t');
    if (values.length > columns.length) {
      fail(i + 1, `${values.length} cells, but ${columns.length} columns (${columns.join(', ')})`);
    }
    if (raw.normalize('NFC') !== raw) fail(i + 1, 'text is not in Unicode form NFC');
    const cells: Record<string, string> = {};
    for (let c = 0; c < columns.length; c++) cells[columns[c]!] = (values[c] ?? '').trim();
    rows.push({ line: i + 1, cells });
  }
  checkBounds(header.bounds, rows.length, path);
  return { header, columns, rows };
}

function readHeader(yaml: string, fail: (line: number, what: string) => never): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseYaml(yaml);
  } catch (error) {
    return fail(1, `the header is not YAML (${(error as Error).message.split('\n')[0]})`);
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    return fail(1, 'the header is not "key: value" lines');
  return value as Record<string, unknown>;
}

/** `bounds: 500..3000`: a truncated or doubled file fails here instead of losing facts silently. */
function checkBounds(bounds: unknown, count: number, path: string): void {
  if (bounds === undefined) return;
  const match = /^(\d+)\.\.(\d+)$/.exec(String(bounds));
  if (!match)
    throw new Error(`Cannot read ${path}:1: "bounds" is ${JSON.stringify(bounds)}, not like 500..3000`);
  const low = Number(match[1]);
  const high = Number(match[2]);
  if (count < low || count > high) {
    throw new Error(
      `Cannot read ${path}: ${count} rows, but its header says bounds: ${low}..${high}. ` +
        'The file is cut off or doubled; if the rows are right, correct the bounds.',
    );
  }
}
