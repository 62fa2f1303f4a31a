import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../lexicon/read-entries.ts';
import { readTsv, type Tsv } from '../tsv.ts';
import { readYaml } from '../yaml-file.ts';
import { type FileKind, fileKinds, notFacts, yamlKinds } from './file-kinds.ts';

/** What a file holds: its kind and its rows. */
export interface CheckedFile {
  file: string;
  what: string;
  rows: number;
}

/** Sources that need no line in sources.tsv: a word that could not be traced, a key an importer made. */
const noKey = new Set(['unsourced']);

/**
 * Reads every file below a knowledge folder by the schema of its kind: an unknown file, a header without
 * title, date, licence or bounds, a column that is missing or not known, a bad cell, a row that stands there
 * twice and a source that is not in sources.tsv are problems.
 *
 * @param sources keys of sources.tsv, of all folders in use
 */
export function checkFiles(
  root: string,
  sources: ReadonlySet<string>,
): { files: CheckedFile[]; problems: Problem[] } {
  const files: CheckedFile[] = [];
  const problems: Problem[] = [];
  for (const file of filesBelow(root)) {
    if (notFacts.test(file)) continue;
    const yaml = yamlKinds.find(({ path }) => path.test(file));
    if (yaml) {
      const read = readYaml(readFileSync(join(root, file), 'utf8'), yaml.schema);
      files.push({ file, what: yaml.what, rows: read.value === undefined ? 0 : yaml.facts(read.value) });
      for (const problem of read.problems) problems.push({ file, ...problem });
      continue;
    }
    const kind = fileKinds.find(({ path }) => path.test(file));
    if (!kind) {
      problems.push({
        file,
        line: 1,
        detail: 'no kind of knowledge file has this name: see knowledge/README.md',
      });
      continue;
    }
    try {
      const tsv = readTsv(join(root, file));
      files.push({ file, what: kind.what, rows: tsv.rows.length });
      for (const problem of [...headProblems(tsv, kind), ...rowProblems(tsv, kind, sources)]) {
        problems.push({ file, ...problem });
      }
    } catch (error) {
      problems.push({ file, line: 1, detail: (error as Error).message });
    }
  }
  return { files, problems };
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''),
    )
    .sort();
}

function* headProblems({ header, columns }: Tsv, { row }: FileKind): Generator<Omit<Problem, 'file'>> {
  for (const field of ['title', 'date', 'licence', 'bounds']) {
    if (header[field] === undefined) yield { line: 1, detail: `the header has no "${field}: …" line` };
  }
  const shape = row.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>;
  for (const column in shape) {
    if (!columns.includes(column) && !shape[column]!.safeParse(undefined).success) {
      yield { line: 1, detail: `the column "${column}" is missing` };
    }
  }
  for (const column of columns) {
    if (shape[column] === undefined && column !== 'note') {
      yield {
        line: 1,
        detail: `the column "${column}" is not known here: use ${Object.keys(shape).join(', ')}, note`,
      };
    }
  }
}

function* rowProblems(
  { rows }: Tsv,
  { row, key, writtenSources }: FileKind,
  sources: ReadonlySet<string>,
): Generator<Omit<Problem, 'file'>> {
  const seen = new Map<string, number>();
  for (const { line, cells } of rows) {
    const read = row.safeParse(cells);
    if (!read.success) {
      const issue = read.error.issues[0]!;
      const column = String(issue.path[0]);
      yield { line, detail: `"${column}" is ${JSON.stringify(cells[column] ?? '')}: ${issue.message}` };
      continue;
    }
    if (key.length > 0) {
      const text = key.map((column) => cells[column]).join('\t');
      const first = seen.get(text);
      if (first !== undefined) {
        yield { line, detail: `"${text.replaceAll('\t', ', ')}" is listed twice, in line ${first} too` };
      } else seen.set(text, line);
    }
    // In sources.tsv itself the column tells what the source is.
    if (writtenSources || ('key' in cells && 'where' in cells)) continue;
    for (const source of (cells.source ?? '').split(',')) {
      const trimmed = source.trim();
      if (trimmed !== '' && !noKey.has(trimmed) && !sources.has(trimmed)) {
        yield { line, detail: `source "${trimmed}" is not in sources.tsv` };
      }
    }
  }
}
