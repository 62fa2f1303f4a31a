import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type { DetectedExport } from './detect-kind.ts';
import { ImportError } from './import-error.ts';

export interface TableRow {
  /** Line of the file on which the row ends. */
  line: number;
  /** The cell of a column, '' where the export lacks the column. */
  cell: (column: string) => string;
}

/** Longest row of an export; the real ones stay below a tenth of it. A quote that never closes ends here. */
const longestRow = 2 * 1024 * 1024;

/**
 * Reads a delimited export row by row: memory does not grow with the file. A file that was cut is refused:
 * an incomplete last line, an open quote, a row with too few or too many columns, a cut gzip.
 */
export async function* readTable(
  path: string,
  detected: DetectedExport,
  onBytes: (bytes: number) => void,
): AsyncGenerator<TableRow> {
  const file = basename(path);
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  source.on('data', (chunk) => onBytes(chunk.length));
  const ending = new LastByte();
  const parser = parse({
    bom: true,
    delimiter: detected.delimiter,
    relax_column_count: true,
    max_record_size: longestRow,
    info: true,
    skip_empty_lines: true,
  });
  const done = () => undefined; // the error reaches the loop below through the destroyed parser
  if (detected.gzip) pipeline(source, createGunzip(), ending, parser, done);
  else pipeline(source, ending, parser, done);

  let columns: Map<string, number> | undefined;
  let width = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (!columns) {
        columns = new Map(record.map((name, index) => [name.trim(), index]));
        width = record.length;
        continue;
      }
      if (record.length !== width)
        throw new ImportError(
          `Cannot read ${file}, line ${info.lines}: ${record.length} columns, not ${width} as in the header. ` +
            'The file is cut or damaged: download it again',
        );
      const at = columns;
      yield {
        line: info.lines,
        cell: (column) => {
          const index = at.get(column);
          return index === undefined ? '' : record[index]!;
        },
      };
    }
  } catch (error) {
    throw inWords(file, error);
  } finally {
    source.destroy();
  }
  if (ending.byte !== 0x0a && ending.byte !== 0x0d)
    throw new ImportError(
      `${file} ends in the middle of its last line: it is cut. Download it again (or, if it is whole, end it with a line break)`,
    );
}

class LastByte extends Transform {
  byte = -1;
  override _transform(
    chunk: Buffer,
    _encoding: string,
    next: (error: Error | null, chunk: Buffer) => void,
  ): void {
    if (chunk.length > 0) this.byte = chunk[chunk.length - 1]!;
    next(null, chunk);
  }
}

function inWords(file: string, error: unknown): Error {
  const { code, message, lines } = error as { code?: string; message: string; lines?: number };
  if (error instanceof ImportError) return error;
  if (code === 'Z_BUF_ERROR')
    return new ImportError(`${file} is cut: its gzip data ends too early. Download it again`);
  if (code?.startsWith('Z_')) return new ImportError(`Cannot unpack ${file}: ${message}. Download it again`);
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new ImportError(
      `Cannot read ${file}, line ${lines}: a row of more than 2 MB; a quote is open that never closes. Download it again`,
    );
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new ImportError(
      `${file} is cut: a quoted cell that is open at line ${lines} never ends. Download it again`,
    );
  if (code?.startsWith('CSV_'))
    return new ImportError(
      `Cannot read ${file}, line ${lines}: ${message}. Import the file as it was downloaded`,
    );
  return error as Error;
}
