import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { parseTsv } from '../tsv.ts';
import type { FoundRow } from './findings.ts';
import { ImportError } from './import-error.ts';

/** The key of a source that an import wrote: `IMPORT-<kind>-<animals|plants>-<date>`. */
export const ourSource = /^IMPORT-([a-z]+)-(animals|plants)-(\d{4}-\d{2}-\d{2})$/;

/** A knowledge file in an operator's own folder: the operator's lines, kept as they stand, and the imported rows. */
export interface OwnFile {
  title: string;
  /** Whether the file is on disk already. */
  there: boolean;
  header: Record<string, unknown>;
  columns: readonly string[];
  /** Lines of the operator's own, comments among them. */
  theirs: string[];
  theirKeys: Set<string>;
  /** Names the operator gives a meaning: an import does not give them another. */
  theirNames: Set<string>;
  ours: Map<string, FoundRow>;
}

/** Reads a file of an operator's own folder and tells imported rows from the operator's; empty where there is none. */
export function readOwnFile(path: string, columns: readonly string[], title: string): OwnFile {
  const own: OwnFile = {
    title,
    there: false,
    header: {},
    columns,
    theirs: [],
    theirKeys: new Set(),
    theirNames: new Set(),
    ours: new Map(),
  };
  if (!existsSync(path)) return own;
  own.there = true;
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    parseTsv(text, path);
  } catch (error) {
    throw new ImportError(`${path}: ${(error as Error).message} Mend it before the import, or move it away`);
  }
  const lines = text.split(/\r?\n/);
  let at = 0;
  while (lines[at]?.startsWith('#')) at++;
  own.header =
    (parseYaml(
      lines
        .slice(0, at)
        .map((line) => line.replace(/^# ?/, ''))
        .join('\n'),
    ) as Record<string, unknown>) ?? {};
  const found = (lines[at] ?? '').split('\t');
  if (found.join() !== columns.join() && found.join() !== columns.filter((name) => name !== 'note').join())
    throw new ImportError(
      `${path} has the columns "${found.join(', ')}", not "${columns.join(', ')}": mend its line ${at + 1}, or move it away`,
    );
  const sourceAt = found.indexOf('source');
  const taxonAt = found.findIndex((name) => name === 'taxon' || name === 'accepted' || name === 'genus');
  for (const line of lines.slice(at + 1)) {
    if (line.trim() === '') continue;
    const values = line.split('\t');
    const sources = sourceAt < 0 ? [] : (values[sourceAt] ?? '').split(',').filter(Boolean);
    const cells = Object.fromEntries(found.map((name, index) => [name, values[index] ?? '']));
    const key = keyOf(cells, sources[0]);
    if (sources.length > 0 && sources.every((source) => ourSource.test(source))) {
      delete cells.source;
      own.ours.set(key, { cells, sources: new Set(sources), taxon: values[taxonAt] ?? '' });
    } else {
      own.theirs.push(line);
      own.theirKeys.add(key);
      if (cells.name) own.theirNames.add(cells.name);
    }
  }
  return own;
}

function keyOf(cells: Record<string, string>, source: string | undefined): string {
  if ('key' in cells) return cells.key!;
  if ('genus' in cells) return cells.genus!;
  if ('accepted' in cells) return `${cells.name}\t${cells.accepted}`;
  if ('name' in cells) return `${cells.name}\t${cells.taxon}`;
  return [cells.taxon, cells.appendix ?? cells.annex, cells.party, source?.match(ourSource)?.[1] ?? ''].join(
    '\t',
  );
}

/** The text of the file, rows of imports sorted, the same for the same content. */
export function printOwnFile(own: OwnFile): string {
  const keys = [...own.ours.keys()].sort((a, b) => (a < b ? -1 : 1));
  const count = own.ours.size + own.theirs.filter((line) => !line.startsWith('#')).length;
  const sources = new Set([...own.ours.values()].flatMap((row) => [...row.sources]));
  const header: Record<string, unknown> = { title: own.title, ...own.header };
  if (sources.size > 0) header.date = [String(header.date ?? ''), newestDate(sources)].sort().at(-1);
  header.licence ??=
    'UNEP-WCMC / CITES Secretariat: with acknowledgement, not for commercial use without permission';
  header.bounds = `${count}..${Math.max(count * 2, count + 1000)}`;
  const lines = stringifyYaml(header, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `# ${line}`);
  lines.push(own.columns.join('\t'), ...own.theirs);
  for (const key of keys) {
    const { cells, sources: by } = own.ours.get(key)!;
    lines.push(
      own.columns
        .map((column) => (column === 'source' ? [...by].sort().join(',') : (cells[column] ?? '')))
        .join('\t')
        .trimEnd(),
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The newest date in the keys of sources. */
export function newestDate(sources: Iterable<string>): string {
  return (
    [...sources]
      .map((source) => source.slice(-10))
      .sort()
      .at(-1) ?? ''
  );
}
