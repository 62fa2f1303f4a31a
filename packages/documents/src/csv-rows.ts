import { CsvRecords } from './csv-records.ts';
import { contractShape, type Mapping, mapNames } from './field-names.ts';
import { type InputInfo, type RawRow, UnreadableInput } from './input.ts';
import { MAX_FIELDS } from './limits.ts';
import { refusal, shown } from './refusal.ts';

export type Table = {
  delimiter: string;
  newline: string;
  columns: string[];
  mapping: Mapping;
  headerLine: number;
};

/** Finds header and delimiter of a table in the first lines of a text: the delimiter that makes most sense of the header. */
export function tableIn(head: string): Table | undefined {
  const newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
  const named = /^sep=(.)\r?\n/.exec(head)?.[1];
  let best: (Table & { score: number }) | undefined;
  for (const delimiter of named === undefined ? [',', ';', '\t', '|'] : [named]) {
    const records = new CsvRecords(delimiter, newline);
    for (const record of records.push(head, true)) {
      if ('wrong' in record) break;
      if (named !== undefined && record.line === 1) continue;
      if (record.cells.length > MAX_FIELDS) break;
      const columns = record.cells.map((cell) => cell.trim());
      const mapping = mapNames(columns);
      const score = mapping.fields.size + (mapping.fields.has('title') ? 100 : 0);
      if (best === undefined || score > best.score) {
        best = { delimiter, newline, columns, mapping, headerLine: record.line, score };
      }
      break;
    }
  }
  return best;
}

/** How a table was understood, for people. */
export function tableInfo(table: Table, encoding: string): InputInfo {
  const fields = [...table.mapping.fields];
  return {
    format: 'csv',
    encoding,
    delimiter: table.delimiter,
    columns: { fields, ignored: table.mapping.ignored },
  };
}

/** The refusal of a text that is no table we can read. */
export function noTable(table: Table | undefined): UnreadableInput {
  const seen = (table?.columns ?? []).slice(0, 12).map((name) => shown(name));
  return new UnreadableInput(
    `it is neither JSON nor a web page, and its first line names no column for the title (seen: ${seen.join(', ')}); name a column "title"`,
  );
}

/** The rows of a table, in the contract's shape, with the line each begins on. */
export async function* csvRows(source: AsyncIterable<Uint8Array>, table: Table): AsyncGenerator<RawRow[]> {
  const records = new CsvRecords(table.delimiter, table.newline);
  records.columns = table.columns.length;
  const decoder = new TextDecoder();
  for await (const chunk of source) {
    const rows = [...take(records, decoder.decode(chunk, { stream: true }), false, table)];
    if (rows.length > 0) yield rows;
  }
  const rows = [...take(records, decoder.decode(), true, table)];
  if (rows.length > 0) yield rows;
}

function* take(records: CsvRecords, text: string, end: boolean, table: Table): Generator<RawRow> {
  const places = new Map(table.columns.map((name, index) => [name, index]).reverse() as [string, number][]);
  for (const record of records.push(text, end)) {
    if (record.line <= table.headerLine) continue;
    if ('wrong' in record) {
      yield refusal(record.line, 'bad-csv', record.wrong);
      continue;
    }
    const { cells, line, loose } = record;
    const wanted = table.columns.length;
    if (cells.length > wanted && cells.slice(wanted).some((cell) => cell.trim() !== '')) {
      records.reopen(record);
      const what = `it has ${cells.length} cells, the header ${wanted}: a cell that holds ${shown(table.delimiter)} needs quotes`;
      yield refusal(line, 'bad-csv', what, idOf(table, cells, places));
      continue;
    }
    const value = contractShape(table.mapping, (name) => cells[places.get(name)!]);
    if (!table.mapping.fields.has('id')) value.id = `line-${line}`;
    const warnings: string[] = [];
    if (loose) warnings.push('a quote inside a cell is not written twice: the row was read as one line');
    if (cells.length < wanted) {
      // A row cut short that spans lines has most likely swallowed its neighbours through a stray quote.
      if (records.spans(record)) {
        records.reopen(record);
        const what = `it has ${cells.length} cells over several lines, the header ${wanted}: a quote seems not closed`;
        yield refusal(line, 'bad-csv', what, idOf(table, cells, places));
        continue;
      }
      warnings.push(`the row has ${cells.length} cells, the header ${wanted}`);
    }
    yield warnings.length === 0 ? { line, value } : { line, value, warnings };
  }
}

function idOf(table: Table, cells: string[], places: Map<string, number>): string | undefined {
  const name = table.mapping.fields.get('id');
  const id = name === undefined ? undefined : cells[places.get(name)!];
  return id === undefined || id === '' || id.length > 512 ? undefined : id;
}
