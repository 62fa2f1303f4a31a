import { type Checked, checkKnowledge } from '@pugmark/knowledge/check/check-knowledge';
import { importExport } from '@pugmark/knowledge/import/import-export';
import { knowledgeFolder, loadKnowledge } from '@pugmark/knowledge/load';
import { Command } from 'commander';
import { asOfDate } from '../as-of.ts';
import { checkedFolders } from '../compiled-knowledge.ts';
import { plainTable } from '../plain-table.ts';
import { number, Progress } from '../progress.ts';

/** `pugmark knowledge check` and `pugmark knowledge import FILE…`. */
export function knowledgeCommand(): Command {
  return new Command('knowledge')
    .description('Checks the facts, and imports official exports into a folder of your own.')
    .addCommand(
      new Command('check')
        .description(
          'Checks every file of knowledge by the schema of its kind, names every row that cannot be used, and prints the counts.',
        )
        .argument('[folder...]', 'your own knowledge, checked beside the shipped one')
        .option('--json', 'as JSON')
        .action(check),
    )
    .addCommand(
      new Command('import')
        .description(
          'Imports Species+ and CITES Checklist exports and Species+ API pages into your own knowledge.',
        )
        .argument('<file...>', 'CSV (comma or semicolon, .gz too) or JSON as it was downloaded')
        .requiredOption('--knowledge <folder>', 'your own knowledge folder; made if it is not there')
        .option('--date <date>', 'the day of the export (YYYY-MM-DD) where its name does not say it')
        .option('--json', 'as JSON')
        .option('--no-progress', 'no progress on standard error')
        .action(importFiles),
    );
}

function check(folders: string[], options: { json?: true }): void {
  checkedFolders(folders);
  const checked = checkKnowledge(knowledgeFolder, folders);
  if (checked.problems.length > 0) process.exitCode = 2;
  if (options.json) {
    console.log(JSON.stringify(checked));
    return;
  }
  for (const { file, line, detail } of checked.problems) console.log(`${file}:${line}: ${detail}`);
  console.log(factsTable(checked));
  console.log(languagesTable(checked));
  const total = checked.files.reduce((sum, { rows }) => sum + rows, 0);
  const count = checked.problems.length;
  const bad =
    count === 0 ? 'no problems' : `${number(count)} ${count === 1 ? 'problem' : 'problems'}, see above`;
  console.log(
    `${number(total)} facts in ${number(checked.files.length)} files, Appendices as of ${checked.citesAsOf}, ${checked.version.slice(0, 19)}…: ${bad}`,
  );
}

/** Rows by kind of file. */
function factsTable({ files }: Checked): string {
  const kinds = new Map<string, { files: number; rows: number }>();
  for (const { what, rows } of files) {
    const kind = kinds.get(what) ?? { files: 0, rows: 0 };
    kinds.set(what, { files: kind.files + 1, rows: kind.rows + rows });
  }
  const table = plainTable(['kind', 'files', 'facts']);
  for (const [what, kind] of kinds) table.push([what, number(kind.files), number(kind.rows)]);
  return table.toString();
}

/** Words by language, and how many of the most traded taxa each names. */
function languagesTable({ counts, coverage }: Checked): string {
  const table = plainTable([
    'language',
    'names',
    'terms',
    'cues',
    `of ${number(coverage.wanted)} most traded taxa`,
  ]);
  for (const { language, named } of coverage.languages) {
    const of = (folder: string) => number(counts[`${folder}/${language}`] ?? 0);
    table.push([language, of('names'), of('terms'), of('cues'), number(named)]);
  }
  return table.toString();
}

type ImportOptions = { knowledge: string; date?: string; json?: true; progress: boolean };

async function importFiles(files: string[], options: ImportOptions): Promise<void> {
  const date = asOfDate(options.date);
  const { citesAsOf } = loadKnowledge();
  let progress: Progress | undefined;
  const onProgress = (done: number, total: number) => {
    progress ??= new Progress(total, 'bytes', !options.progress);
    progress.update(done, done);
  };
  const report = await importExport(files, {
    into: options.knowledge,
    listInForce: citesAsOf,
    date,
    onProgress,
  }).finally(() => progress?.stop());
  if (options.json) {
    console.log(JSON.stringify(report));
    return;
  }
  for (const { file, kind, date: day, rows } of report.files)
    console.log(`${file}: ${kind}, of ${day}, ${number(rows)} rows`);
  for (const [file, rows] of Object.entries(report.found)) console.log(`  ${file}: ${number(rows)} facts`);
  for (const warning of report.warnings) console.error(`Mind: ${warning}`);
  console.log(
    report.written.length === 0
      ? `Nothing new: ${options.knowledge} has all of it`
      : `Written to ${options.knowledge}: ${report.written.join(', ')}. Use it with "pugmark screen --knowledge ${options.knowledge} …"`,
  );
}
