import { compileKnowledge } from '@pugmark/knowledge/compile';
import { importExport } from '@pugmark/knowledge/import/import-export';
import { knowledgeFolder, loadKnowledge } from '@pugmark/knowledge/load';
import Table from 'cli-table3';
import { Command } from 'commander';
import { asOfDate } from '../as-of.ts';
import { colourOn } from '../colour.ts';
import { checkedFolders } from '../compiled-knowledge.ts';
import { number, Progress } from '../progress.ts';

/** `pugmark knowledge check` and `pugmark knowledge import FILE…`. */
export function knowledgeCommand(): Command {
  return new Command('knowledge')
    .description('Checks the facts, and imports official exports into a folder of your own.')
    .addCommand(
      new Command('check')
        .description(
          'Reads every file of knowledge, names every row that cannot be used, and prints the counts.',
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
        .requiredOption('--into <folder>', 'your own knowledge folder; made if it is not there')
        .option('--date <date>', 'the day of the export (YYYY-MM-DD) where its name does not say it')
        .option('--json', 'as JSON')
        .option('--no-progress', 'no progress on standard error')
        .action(importFiles),
    );
}

function check(folders: string[], options: { json?: true }): void {
  checkedFolders(folders);
  const { version, citesAsOf, counts, problems } = compileKnowledge(knowledgeFolder, folders);
  if (problems.length > 0) process.exitCode = 2;
  if (options.json) {
    console.log(JSON.stringify({ version, citesAsOf, counts, problems }));
    return;
  }
  for (const { file, line, detail } of problems) console.log(`${file}:${line}: ${detail}`);
  const color = colourOn(process.stdout);
  const table = new Table({
    head: ['file', 'rows'],
    colAligns: ['left', 'right'],
    style: { head: color ? ['bold'] : [], border: color ? ['gray'] : [], compact: true },
  });
  for (const [file, count] of Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
    table.push([file, number(count)]);
  console.log(table.toString());
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const bad =
    problems.length === 0
      ? 'no problems'
      : `${number(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}, see above`;
  console.log(`${number(total)} facts, Appendices as of ${citesAsOf}, ${version.slice(0, 19)}…: ${bad}`);
}

type ImportOptions = { into: string; date?: string; json?: true; progress: boolean };

async function importFiles(files: string[], options: ImportOptions): Promise<void> {
  const date = asOfDate(options.date);
  const { citesAsOf } = loadKnowledge();
  let progress: Progress | undefined;
  const onProgress = (done: number, total: number) => {
    progress ??= new Progress(total, 'bytes', !options.progress);
    progress.update(done, done);
  };
  const report = await importExport(files, {
    into: options.into,
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
      ? `Nothing new: ${options.into} has all of it`
      : `Written to ${options.into}: ${report.written.join(', ')}. Use it with "pugmark screen --knowledge ${options.into} …"`,
  );
}
