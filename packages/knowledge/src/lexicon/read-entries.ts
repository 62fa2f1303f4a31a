import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTsv, type TsvRow } from '../tsv.ts';
import { cueKinds, type Entry, type Folder, nameKinds, termKinds } from './entry.ts';

/** A row that cannot be used: which, why, and what to do. */
export interface Problem {
  file: string;
  line: number;
  detail: string;
}

export interface Lists {
  codes: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  /** Whether a scientific name is known; when absent, taxa are not checked. */
  knowsTaxon?: (name: string) => boolean;
}

const natures = new Set(['live', 'part', 'product', 'plant', 'fossil']);
/** Files of these folders that are not lists of words. */
const notWords = new Set([
  'most-traded.tsv',
  'ordinary-words.tsv',
  'scientific.tsv',
  'function-words.tsv',
  'weights.tsv',
  'issuing-countries.tsv',
  'platforms.tsv',
  'negations.tsv',
  'signs.tsv',
]);

/** Reads every word of `names/`, `terms/` and `cues/` below a knowledge folder. Bad rows become problems. */
export function readEntries(root: string, lists: Lists): { entries: Entry[]; problems: Problem[] } {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const folder of ['cues', 'terms', 'names'] as const) {
    const path = join(root, folder);
    if (!existsSync(path)) continue;
    for (const file of readdirSync(path).sort()) {
      if (!file.endsWith('.tsv') || notWords.has(file)) continue;
      const language = file.slice(0, -4);
      const where = `${folder}/${file}`;
      try {
        const seen = new Set<string>();
        for (const row of readTsv(join(path, file)).rows) {
          const read = entryOf(folder, language, row, lists);
          const key = `${row.cells[firstColumn[folder]]}\t${row.cells.kind}`;
          if (typeof read === 'string') problems.push({ file: where, line: row.line, detail: read });
          else if (seen.has(key))
            problems.push({ file: where, line: row.line, detail: `"${read.form}" is listed twice` });
          else entries.push(read);
          seen.add(key);
        }
      } catch (error) {
        problems.push({ file: where, line: 1, detail: (error as Error).message });
      }
    }
  }
  return { entries, problems };
}

const firstColumn: Record<Folder, string> = { names: 'name', terms: 'term', cues: 'cue' };
const kindsOf: Record<Folder, readonly string[]> = { names: nameKinds, terms: termKinds, cues: cueKinds };

function entryOf(folder: Folder, language: string, row: TsvRow, lists: Lists): Entry | string {
  const cell = (column: string): string => row.cells[column]?.trim() ?? '';
  const form = cell(firstColumn[folder]);
  const kind = cell('kind');
  const source = cell('source');
  const taxon = cell('taxon');
  const code = cell('code');
  const nature = cell('nature');
  if (form === '') return `the ${firstColumn[folder]} is empty`;
  if (form.length > 120) return `"${form.slice(0, 40)}…" is longer than 120 characters`;
  if (folder !== 'cues' && /^[a-z]{1,2}$/i.test(form) && !/^[A-Z]{2}$/.test(form)) {
    return `"${form}" is too short: a word of one or two letters is met everywhere`;
  }
  if (!/[\p{L}\p{S}\p{Emoji_Presentation}]/u.test(form))
    return `"${form}" has no letter: figures are read by rules, not by words`;
  if (form.replace(/[^\p{L}\p{N}]/gu, '').length < 2 && /^[\x20-\x7e]*$/.test(form)) {
    return `"${form}" is a single letter or digit once signs are taken off: it would be met everywhere`;
  }
  if (form !== form.normalize('NFC')) return `"${form}" is not in Unicode form NFC`;
  if (!kindsOf[folder].includes(kind))
    return `"${kind}" is no kind of ${folder}: use one of ${kindsOf[folder].join(', ')}`;
  if (source === '') return `"${form}" has no source: name one of sources.tsv, or write unsourced`;
  const unknown = source.split(',').find((key) => key !== 'unsourced' && !lists.sources.has(key.trim()));
  if (unknown) return `source "${unknown}" is not in sources.tsv`;
  if (folder === 'names' && taxon === '') return `"${form}" names no taxon`;
  if (taxon && lists.knowsTaxon && !lists.knowsTaxon(taxon))
    return `taxon "${taxon}" of "${form}" is not in taxa/`;
  if (code && !lists.codes.has(code)) return `"${code}" is no CITES term code (codes/term.tsv)`;
  if (folder === 'terms' && nature && !natures.has(nature))
    return `"${nature}" is no nature: use one of ${[...natures].join(', ')}`;
  return {
    form,
    folder,
    kind,
    language,
    source,
    ...(taxon && { taxon }),
    ...(code && { code }),
    ...(nature && { nature }),
    ...(cell('note') && { note: cell('note') }),
  };
}
