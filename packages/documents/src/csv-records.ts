import { MAX_FIELDS, MAX_ROW_BYTES } from './limits.ts';

/** One record of a table and the line it begins on, or why it could not be read. */
export type CsvRecord = { line: number; cells: string[]; loose: boolean } | { line: number; wrong: string };

/**
 * Cuts delimited text into records as it streams. Quotes follow RFC 4180; beyond that:
 *
 * - A broken quote costs its own row only: reading goes on at the next line. A general CSV parser would swallow
 *   every row up to the next quote, which is why this is our own.
 * - A row whose quotes are broken but which reads well as one line ("he said "hi"",5) is read so (`loose`).
 * - Any text is cut in linear time, as a line that was read past once is never opened more than once again.
 */
export class CsvRecords {
  #text = '';
  #at = 0;
  #line = 1;
  #tried = 0;
  #skipping = false;
  readonly #delimiter: string;
  readonly #newline: string;
  /** How many cells a row should have; only a broken row is measured by it. */
  columns = 0;

  constructor(delimiter: string, newline = '\n') {
    this.#delimiter = delimiter;
    this.#newline = newline;
  }

  /** The records that are complete once `text` has been added; `end` says that nothing follows. */
  *push(text: string, end: boolean): Generator<CsvRecord> {
    this.#text = this.#at === 0 ? this.#text + text : this.#text.slice(this.#at) + text;
    this.#at = 0;
    // A record that was incomplete is tried again only when the text has doubled: otherwise a huge one is quadratic.
    if (!end && this.#text.length < this.#tried * 2) return;
    this.#tried = 0;
    while (this.#at < this.#text.length) {
      if (this.#skipping) {
        if (!this.#nextLine()) {
          this.#at = this.#text.length;
          return;
        }
        this.#skipping = false;
        continue;
      }
      const record = this.#record(end);
      if (record === undefined) return;
      if ('wrong' in record || record.cells.length > 1 || record.cells[0] !== '') yield record;
    }
  }

  /** True when the record that was given last takes several lines. */
  spans(record: CsvRecord): boolean {
    return this.#start >= 0 && record.line === this.#startLine && this.#line - this.#startLine >= 2;
  }

  /** After a record that proved wrong: its further lines, if any, are read on their own. */
  reopen(record: CsvRecord): void {
    if (!this.spans(record)) return;
    this.#at = this.#start;
    this.#line = this.#startLine;
    this.#nextLine();
  }

  #start = -1;
  #startLine = 0;

  #record(end: boolean): CsvRecord | undefined {
    const start = this.#at;
    const line = this.#line;
    const cells: string[] = [];
    let outcome = this.#strict(cells, end);
    // A verdict on a broken row waits for its whole first line, or it would depend on how the bytes arrived.
    if (outcome !== 'ok' && !end && this.#text.indexOf(this.#newline, start) < 0) outcome = 'incomplete';
    if (outcome === 'incomplete') {
      this.#at = start;
      this.#line = line;
      if (this.#text.length - start <= MAX_ROW_BYTES) {
        this.#tried = this.#text.length - start;
        return undefined;
      }
      return this.#broken(
        line,
        `it is longer than ${MAX_ROW_BYTES / 1024 / 1024} MiB; is a quote not closed?`,
      );
    }
    if (outcome === 'ok') {
      this.#start = start;
      this.#startLine = line;
      return { line, cells, loose: false };
    }
    this.#at = start;
    this.#line = line;
    const loose = this.#loose(end);
    if (loose !== undefined && loose.length === this.columns) {
      if (!this.#nextLine()) this.#at = this.#text.length;
      return { line, cells: loose, loose: true };
    }
    return this.#broken(line, outcome);
  }

  #broken(line: number, wrong: string): CsvRecord {
    this.#start = -1;
    if (!this.#nextLine()) {
      this.#at = this.#text.length;
      this.#skipping = true;
    }
    return { line, wrong };
  }

  #nextLine(): boolean {
    const end = this.#text.indexOf(this.#newline, this.#at);
    if (end < 0) return false;
    this.#at = end + 1;
    this.#line += 1;
    return true;
  }

  /** Reads one record from `#at`: 'ok', 'incomplete', or what is wrong. */
  #strict(cells: string[], end: boolean): string {
    const text = this.#text;
    for (;;) {
      if (cells.length > MAX_FIELDS) return `it has more than ${MAX_FIELDS} cells`;
      const open = this.#openingQuote();
      if (open < 0) {
        const stop = this.#plainCell(cells, end);
        if (stop === 'more') continue;
        return stop;
      }
      let close = open;
      for (;;) {
        close = text.indexOf('"', close + 1);
        if (close < 0 || (close + 1 === text.length && !end)) {
          if (!end) return 'incomplete';
          return `the quote that opens column ${cells.length + 1} is not closed`;
        }
        if (text.charCodeAt(close + 1) !== 0x22) break;
        close += 1;
      }
      const raw = text.slice(open + 1, close);
      cells.push(raw.includes('"') ? raw.replaceAll('""', '"') : raw);
      for (let at = raw.indexOf(this.#newline); at >= 0; at = raw.indexOf(this.#newline, at + 1))
        this.#line += 1;
      let after = close + 1;
      while (text[after] === ' ') after += 1;
      if (text[after] === '\r' && this.#newline === '\n') after += 1;
      if (after >= text.length) {
        if (!end) return 'incomplete';
        this.#at = text.length;
        return 'ok';
      }
      if (text[after] === this.#newline) {
        this.#at = after + 1;
        this.#line += 1;
        return 'ok';
      }
      if (text[after] !== this.#delimiter) {
        return `a quote in column ${cells.length} is followed by other text; a quote inside a cell is written twice`;
      }
      this.#at = after + 1;
    }
  }

  /** Where the cell at `#at` opens a quote, or -1. */
  #openingQuote(): number {
    let at = this.#at;
    while (this.#text[at] === ' ') at += 1;
    return this.#text[at] === '"' ? at : -1;
  }

  /** Reads one cell without quotes: 'more' after a delimiter. */
  #plainCell(cells: string[], end: boolean): string {
    const text = this.#text;
    const [delimiter, newline] = [this.#delimiter.charCodeAt(0), this.#newline.charCodeAt(0)];
    let stop = this.#at;
    for (; stop < text.length; stop += 1) {
      const unit = text.charCodeAt(stop);
      if (unit === delimiter || unit === newline) break;
    }
    if (stop === text.length && !end) return 'incomplete';
    const cell = text.slice(this.#at, stop);
    this.#at = stop + 1;
    if (text[stop] === this.#delimiter) {
      cells.push(cell);
      return 'more';
    }
    cells.push(cell.endsWith('\r') ? cell.slice(0, -1) : cell);
    this.#at = Math.min(this.#at, text.length);
    this.#line += 1;
    return 'ok';
  }

  /** The line at `#at` alone, taking a quote as the end of a cell only before a delimiter or the line's end. */
  #loose(end: boolean): string[] | undefined {
    const found = this.#text.indexOf(this.#newline, this.#at);
    if (found < 0 && !end) return undefined;
    const line = this.#text.slice(this.#at, found < 0 ? undefined : found).replace(/\r$/, '');
    const cells: string[] = [];
    let at = 0;
    while (at <= line.length && cells.length <= MAX_FIELDS) {
      const quoted = line[at] === '"';
      const mark = quoted ? `"${this.#delimiter}` : this.#delimiter;
      const stop = line.indexOf(mark, quoted ? at + 1 : at);
      if (stop >= 0) {
        cells.push(line.slice(quoted ? at + 1 : at, stop).replaceAll('""', '"'));
        at = stop + mark.length;
        continue;
      }
      if (quoted && (line.length < at + 2 || !line.endsWith('"'))) return undefined;
      cells.push(quoted ? line.slice(at + 1, -1).replaceAll('""', '"') : line.slice(at));
      break;
    }
    return cells;
  }
}
