import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knowledge } from './knowledge.ts';
import { readLaw } from './law/read-law.ts';
import { compileLexicon } from './lexicon/compile.ts';
import { claimKinds, type Entry } from './lexicon/entry.ts';
import { type Problem, readEntries } from './lexicon/read-entries.ts';
import { documentKinds, readMessages } from './messages.ts';
import { readPolicies } from './policy/read-policy.ts';
import { readTaxa } from './taxa/read-taxa.ts';
import { Taxa, type TaxaTables } from './taxa/taxa.ts';
import { taxonEntries } from './taxon-entries.ts';
import { readTsv } from './tsv.ts';

/** What compiling yields: the knowledge as plain data, ready to be packed, and how it went. */
export interface Compiled extends Omit<Knowledge, 'taxa'> {
  taxa: TaxaTables;
  problems: Problem[];
  counts: Record<string, number>;
}

/**
 * Reads the knowledge in `root` and then the operator's own folders in `extra` (same layout, any part of it),
 * and compiles all of it. Never throws for a bad row: rows that cannot be used are left out and told in
 * `problems`.
 */
export function compileKnowledge(root: string, extra: readonly string[] = []): Compiled {
  const roots = [root, ...extra];
  const sources = table(roots, 'sources.tsv', 'key', 'source');
  const codes = table(roots, 'codes/term.tsv', 'code', 'name');
  const tables = readTaxa(roots);
  const taxa = new Taxa(tables);
  const accepted = (name: string): string | undefined => taxa.find(name)?.name;
  const lists = {
    codes: new Set(Object.keys(codes)),
    sources: new Set(Object.keys(sources)),
    knowsTaxon: (name: string) => accepted(name) !== undefined,
  };
  const problems: Problem[] = [];
  const entries: Entry[] = [];
  for (const folder of roots) {
    const read = readEntries(folder, lists);
    for (const entry of read.entries) entries.push(entry);
    for (const problem of read.problems) problems.push(problem);
  }
  const counts: Record<string, number> = {};
  for (const e of entries)
    counts[`${e.folder}/${e.language}`] = (counts[`${e.folder}/${e.language}`] ?? 0) + 1;
  const scientific = taxonEntries(tables);
  counts['names/scientific'] = scientific.length;
  for (const entry of scientific) entries.push(entry);
  for (const row of rowsOf(roots, 'cues/function-words.tsv')) {
    entries.push({
      form: row.word!,
      folder: 'cues',
      kind: 'language',
      language: row.language!,
      source: row.source!,
    });
  }
  for (const row of rowsOf(roots, 'cues/issuing-countries.tsv')) {
    entries.push({
      form: row.country!,
      folder: 'cues',
      kind: 'issuer',
      language: 'mul',
      source: row.source!,
    });
  }
  for (const row of rowsOf(roots, 'cues/negations.tsv')) {
    const kind = row.side === 'after' ? 'not-after' : 'not-before';
    entries.push({ form: row.word!, folder: 'cues', kind, language: row.language!, source: row.source! });
  }
  const messages = readMessages(roots);
  const { law, problems: lawProblems } = readLaw(roots, {
    accepted,
    codes: lists.codes,
    documents: documentKinds(messages),
  });
  const { policies, problems: policyProblems } = readPolicies(roots, {
    accepted,
    codes: lists.codes,
    documents: documentKinds(messages),
    termSets: law.termSets,
    claims: new Set(claimKinds),
  });
  problems.push(...lawProblems, ...policyProblems);
  const weights: Compiled['weights'] = {};
  for (const row of rowsOf(roots, 'cues/weights.tsv')) {
    weights[row.answer!] ??= {};
    weights[row.answer!]![row.feature!] = Number(row.weight);
  }
  return {
    version: versionOf(roots),
    citesAsOf: tables.citesAsOf,
    lexicon: compileLexicon(entries),
    taxa: tables,
    weights,
    platforms: table(roots, 'cues/platforms.tsv', 'host', 'kind'),
    signs: table(roots, 'terms/signs.tsv', 'sign', 'reads'),
    sources,
    codes,
    law,
    messages,
    policies,
    problems,
    counts,
  };
}

function rowsOf(roots: readonly string[], file: string): Record<string, string>[] {
  return roots
    .map((root) => join(root, file))
    .filter((path) => existsSync(path))
    .flatMap((path) => readTsv(path).rows.map((row) => row.cells));
}

function table(roots: readonly string[], file: string, key: string, value: string): Record<string, string> {
  return Object.fromEntries(rowsOf(roots, file).map((row) => [row[key]!, row[value] ?? '']));
}

/** A hash over names and bytes of all files, in the order of their names: the same on every machine. */
function versionOf(roots: readonly string[]): string {
  const hash = createHash('sha256');
  for (const root of roots) {
    const files = (readdirSync(root, { recursive: true }) as string[])
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => /\.(tsv|yaml|yml)$/.test(name))
      .sort();
    for (const file of files)
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0');
  }
  return `sha256:${hash.digest('hex')}`;
}
