import { type Compiled, compileKnowledge } from '../compile.ts';
import type { Problem } from '../lexicon/read-entries.ts';
import { Taxa } from '../taxa/taxa.ts';
import { type CheckedFile, checkFiles } from './check-files.ts';
import { type Coverage, coverageOf, mostTraded } from './coverage.ts';
import { sourceKeys } from './source-keys.ts';

/** What `pugmark knowledge check` tells. */
export interface Checked {
  version: string;
  citesAsOf: string;
  /** Every file that holds facts, of all folders. */
  files: CheckedFile[];
  /** Entries of the lexicon, by folder and language. */
  counts: Record<string, number>;
  /** How many of the most traded taxa each language names, most first. */
  coverage: { wanted: number; languages: Coverage[] };
  problems: Problem[];
}

/**
 * Checks the knowledge in `root` and in an operator's own folders: each file by the schema of its kind, then
 * all together by compiling them. Never throws for what is wrong in a file.
 */
export function checkKnowledge(root: string, extra: readonly string[] = []): Checked {
  const sources = sourceKeys([root, ...extra]);
  const files: CheckedFile[] = [];
  const problems: Problem[] = [];
  for (const folder of [root, ...extra]) {
    const checked = checkFiles(folder, sources);
    files.push(...checked.files);
    problems.push(...checked.problems);
  }
  let compiled: Compiled | undefined;
  try {
    compiled = compileKnowledge(root, extra);
  } catch (error) {
    // The taxa cannot be put together: their bad row has been told above, or this is all there is to say.
    if (problems.length === 0) problems.push({ file: 'taxa', line: 1, detail: (error as Error).message });
  }
  // Both looks find the same bad row; it is told once.
  const told = new Set(problems.map(({ file, line }) => `${file}:${line}`));
  for (const problem of compiled?.problems ?? []) {
    if (!told.has(`${problem.file}:${problem.line}`)) problems.push(problem);
  }
  const taxa = compiled && new Taxa(compiled.taxa);
  const { wanted, unknown, languages } = taxa
    ? coverageOf(root, taxa)
    : { wanted: 0, unknown: [], languages: [] };
  for (const { line, taxon } of unknown) {
    problems.push({ file: mostTraded, line, detail: `taxon "${taxon}" is not in taxa/` });
  }
  return {
    version: compiled?.version ?? '',
    citesAsOf: compiled?.citesAsOf ?? '',
    files,
    counts: compiled?.counts ?? {},
    coverage: { wanted, languages },
    problems,
  };
}
