import { availableParallelism } from 'node:os';
import type { Format } from '@pugmark/documents/input';
import { openInput } from '@pugmark/documents/read-listings';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import { ENGINE } from '@pugmark/screening/plain';
import { Command, InvalidArgumentError, Option } from 'commander';
import { asOfDate } from '../as-of.ts';
import { collect } from '../collect.ts';
import { colourOn } from '../colour.ts';
import { compiledKnowledge } from '../compiled-knowledge.ts';
import { openFile } from '../input-file.ts';
import { number, Progress } from '../progress.ts';
import type { Report } from '../report/report.ts';
import type { Block, BlockResult, ScreenJob } from '../screen/block.ts';
import { blocksOf } from '../screen/blocks-of.ts';
import { openKnowledge } from '../screen/engine.ts';
import { fileOutput, standardOutput } from '../screen/output.ts';
import { onePool, type Pool, WorkerPool } from '../screen/pool.ts';
import { Run } from '../screen/run.ts';
import { infoText, summaryJson, summaryText } from '../screen/summary.ts';
import { UsageError } from '../usage-error.ts';

type Options = {
  out?: string;
  asOf?: string;
  policy?: string;
  explain?: true;
  report?: string;
  jobs?: number;
  knowledge?: string[];
  format?: Format | 'jsonld';
  encoding?: string;
  summary?: true;
  json?: true;
  progress: boolean;
};

/** `pugmark screen INPUT`. */
export function screenCommand(): Command {
  return new Command('screen')
    .description(
      'Reads listings and says of each what it offers and why: one JSON line per row, in input order.',
    )
    .argument(
      '<input>',
      'JSON lines, a JSON list, CSV, schema.org JSON-LD or a web page; .gz too; "-" is standard input',
    )
    .option('--out <file>', 'write the JSON lines to a file')
    .option('--explain', 'print for people, with the words marked, instead of JSON (with --out: beside it)')
    .option('--report <file.html>', 'also write one page with counts, charts and every flagged listing')
    .option('--summary', 'print the counts to standard error at the end')
    .option('--json', 'with --summary: as JSON')
    .option('--as-of <date>', 'the law of this day (YYYY-MM-DD) for listings without a date of their own')
    .option('--policy <policy>', 'rule book that says what is done: a YAML file, or the id of a shipped one')
    .option('--knowledge <folder>', 'your own knowledge beside the shipped one; may be repeated', collect)
    .option('--jobs <n>', 'threads at work (default: one per core; 1: none beside the main one)', positive)
    .addOption(
      new Option('--format <format>', 'if the content does not tell').choices([
        'jsonl',
        'json',
        'csv',
        'jsonld',
        'html',
      ]),
    )
    .option('--encoding <name>', 'if it is not UTF-8 or UTF-16: gb18030, big5, shift_jis, windows-1252 …')
    .option('--no-progress', 'no progress on standard error')
    .addHelpText(
      'after',
      '\nExit code: 0 every row was screened, 2 some rows were refused, 1 nothing could be done.',
    )
    .action(screen);
}

function positive(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new InvalidArgumentError('It is a number from 1 to 256.');
  return count;
}

async function screen(path: string, options: Options): Promise<void> {
  const started = performance.now();
  const asOf = asOfDate(options.asOf);
  checkEncoding(options.encoding);
  const file = await openFile(path);
  const opened = await openInput(file.bytes, {
    ...(options.format && { format: options.format === 'jsonld' ? 'document' : options.format }),
    ...(options.encoding && { encoding: options.encoding }),
  }).catch((error: Error) => {
    throw error.name === 'UnreadableInput'
      ? new UsageError(`Cannot read ${file.name}: ${error.message}`)
      : error;
  });
  const told = infoText(file.name, opened.info);
  if (told !== undefined) console.error(told);

  const knowledge = await compiledKnowledge(options.knowledge ?? []);
  const wantsPeople = options.explain === true;
  const job: ScreenJob = {
    compiled: knowledge.path,
    asOf,
    policy: options.policy === undefined ? undefined : await policyNamed(options.policy, knowledge.path),
    wants: {
      json: !wantsPeople || options.out !== undefined,
      explain: wantsPeople
        ? { color: colourOn(process.stdout), width: process.stdout.columns ?? 80 }
        : undefined,
      report: options.report !== undefined,
    },
  };
  const json = options.out === undefined ? standardOutput() : await fileOutput(options.out, path);
  const progress = new Progress(file.size, 'listings', !options.progress);
  const run = new Run(
    json,
    options.report === undefined ? undefined : await newReport(job, file.name),
    progress,
  );
  try {
    await screenAll(blocksOf(opened, file.read), job, options.jobs, run);
    await json.close();
  } catch (error) {
    throw error instanceof Error && error.name === 'UnreadableInput'
      ? new UsageError(`Cannot read ${file.name}: ${error.message}`)
      : error;
  } finally {
    progress.stop();
    knowledge.dispose();
  }
  if (run.report && options.report) await writeReport(run.report, options.report);
  const summary = { input: file.name, counts: run.counts, seconds: (performance.now() - started) / 1000 };
  if (options.summary) console.error(options.json ? summaryJson(summary) : summaryText(summary));
  tellProblems(run);
  tellFloods(run);
  if (run.counts.refused > 0) process.exitCode = 2;
}

/** Blocks go out to the pool and come back in order; only so many are under way that memory stays bounded. */
async function screenAll(
  blocks: AsyncGenerator<Block>,
  job: ScreenJob,
  jobs: number | undefined,
  run: Run,
): Promise<void> {
  // A small input is done before a thread has opened the knowledge.
  const first: Block[] = [];
  const few = jobs === undefined ? 2 : 0;
  while (first.length < few) {
    const next = await blocks.next();
    if (next.done) break;
    first.push(next.value);
  }
  const threads = jobs ?? (first.length < few ? 1 : availableParallelism());
  const pool: Pool = threads === 1 ? onePool(job) : new WorkerPool(job, threads);
  const underWay: Promise<BlockResult>[] = [];
  try {
    const send = async (block: Block) => {
      underWay.push(pool.screen(block));
      if (underWay.length >= pool.waiting) await run.take(await underWay.shift()!);
    };
    for (const block of first) await send(block);
    for await (const block of blocks) await send(block);
    for (const result of underWay) await run.take(await result);
  } finally {
    await pool.close();
  }
}

async function policyNamed(name: string, compiled: string | undefined): Promise<Policy> {
  // Reading a rule book needs schemas and a parser that a run without one does not.
  const { openPolicy } = await import('../policy/open-policy.ts');
  return openPolicy(name, openKnowledge(compiled));
}

async function newReport(job: ScreenJob, input: string): Promise<Report> {
  const { version, citesAsOf } = openKnowledge(job.compiled);
  const { Report } = await import('../report/report.ts');
  return new Report({
    knowledgeVersion: version,
    citesAsOf,
    engine: ENGINE,
    createdAt: new Date().toISOString(),
    input,
  });
}

async function writeReport(report: Report, path: string): Promise<void> {
  try {
    await report.write(path);
  } catch (error) {
    throw new UsageError(`Cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function tellProblems(run: Run): void {
  const { refused } = run.counts;
  if (refused > 0) {
    const named = run.refusals.slice(0, 3);
    const more =
      refused > named.length
        ? `\n  … and ${number(refused - named.length)} more; each stands in the output with its line`
        : '';
    console.error(
      `${number(refused)} ${refused === 1 ? 'row was' : 'rows were'} refused:\n  ${named.join('\n  ')}${more}`,
    );
  }
  if (run.damaged)
    console.error(
      'Some titles hold characters that are no valid UTF-8: if many look wrong, name the --encoding',
    );
}

function tellFloods(run: Run): void {
  for (const { rule, share, reviewed } of run.flooded) {
    console.error(
      `Rule "${rule}" stopped ${Math.round(share * 100)} % of the listings, more than its policy allows: flood guard, ${number(reviewed)} later ones go to review only`,
    );
  }
}

function checkEncoding(name: string | undefined): void {
  if (name === undefined) return;
  try {
    new TextDecoder(name);
  } catch {
    throw new UsageError(
      `Cannot read the encoding "${name}": it is not known; try utf-8, utf-16le, gb18030, big5, shift_jis, euc-kr, windows-1252`,
    );
  }
}
