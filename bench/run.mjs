// npm run bench: how fast the screen is, beside its peers, in one run on one machine.
//
//   node bench/run.mjs [--megabytes 216] [--json]
//
// One core (taskset where it exists), the same file for all: JSON.parse + JSON.stringify alone, the whole
// `pugmark screen --jobs 1`, GNU grep and ripgrep with the same names, and the modern-ahocorasick package.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { compileKnowledge } from '@pugmark/knowledge/compile';
import { compiledFile, knowledgeFolder, loadKnowledge } from '@pugmark/knowledge/load';
import { makeCorpus } from './corpus.mjs';
import { growth } from './growth.mjs';
import { judging } from './judging.mjs';

const args = process.argv.slice(2);
const megabytes = Number(args[args.indexOf('--megabytes') + 1]) || 216;
const folder = join(tmpdir(), 'pugmark-bench');
mkdirSync(folder, { recursive: true });
const corpus = join(folder, `listings-${megabytes}.jsonl`);
const names = join(folder, 'names.txt');

const say = (text) => process.stderr.write(`${text}\n`);
say(`bench: writing ${megabytes} MB of listings`);
const { count, bytes } = await makeCorpus(corpus, megabytes);

const knowledge = loadKnowledge();
const { form, kind, lists } = knowledge.lexicon.entries;
// The peers look for names alone; the screen reads terms and cues besides.
const isName = lists.kind.map((name) => name.startsWith('names/'));
const wanted = [
  ...new Set(form.filter((f, i) => f.length >= 4 && isName[kind[i]]).map((f) => f.toLowerCase())),
];
writeFileSync(names, `${wanted.join('\n')}\n`);

const node = process.execPath;
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const pin = has('taskset') ? ['taskset', '-c', '0'] : [];
const pinTwo = has('taskset') ? ['taskset', '-c', '0,1'] : [];

/** The command, made to print its peak memory in KB as the last line of standard error. */
function measured(command) {
  if (existsSync('/usr/bin/time')) return ['/usr/bin/time', '-f', '%M', ...command];
  return command.flatMap((word) => (word === node ? [word, '--import', './bench/peak.mjs'] : [word]));
}

/** Runs a command to its end and answers seconds and peak memory in MB (the best of `times`). */
function timed(label, command, { times = 2, env = {} } = {}) {
  say(`bench: ${label}`);
  let best = { seconds: Number.POSITIVE_INFINITY, memory: 0 };
  for (let i = 0; i < times; i++) {
    const [file, ...rest] = measured(command);
    const started = performance.now();
    // Into a pipe: when its output is /dev/null, grep stops at the first line that fits.
    const run = spawnSync(file, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      maxBuffer: 1e9,
    });
    const seconds = (performance.now() - started) / 1000;
    if (run.status !== 0 && run.status !== 1) throw new Error(`${label}: exit ${run.status}: ${run.stderr}`);
    const memory = Number(String(run.stderr).trim().split('\n').at(-1)) / 1024 || 0;
    if (seconds < best.seconds) best = { seconds, memory };
  }
  return best;
}

const cli = 'apps/cli/bin/pugmark.mjs';
const rows = [];
const add = (what, { seconds, memory }, share = 1) =>
  rows.push({
    what,
    perSecond: Math.round((count * share) / seconds),
    seconds: Math.round(seconds * 100) / 100,
    megabytes: Math.round(memory) || undefined,
  });

add('JSON.parse + JSON.stringify', timed('parse + stringify', [...pin, node, 'bench/parse.mjs', corpus]));
add(
  'pugmark screen, one core',
  timed('pugmark screen --jobs 1', [
    ...pin,
    node,
    cli,
    'screen',
    corpus,
    '--jobs',
    '1',
    '--no-progress',
    '--out',
    '/dev/null',
  ]),
);
add(
  'pugmark screen, two cores',
  timed('pugmark screen --jobs 2', [
    ...pinTwo,
    node,
    cli,
    'screen',
    corpus,
    '--jobs',
    '2',
    '--no-progress',
    '--out',
    '/dev/null',
  ]),
);
add(
  `grep -c -i -F -f (${wanted.length} names)`,
  timed('grep', [...pin, 'grep', '-c', '-i', '-F', '-f', names, corpus], { times: 1, env: { LC_ALL: 'C' } }),
);
// Without -w, grep also counts "serenade" for "rena"; whole words are what the screen reads. Slow: a tenth of the file.
const tenth = join(folder, 'tenth.jsonl');
const share = Math.round(bytes / 10);
const beginning = Buffer.alloc(share);
const file = openSync(corpus, 'r');
readSync(file, beginning, 0, share, 0);
closeSync(file);
const whole = beginning.subarray(0, beginning.lastIndexOf(10) + 1);
writeFileSync(tenth, whole);
const tenthCount = whole.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0);
add(
  'grep -w -c -i -F -f (a tenth of the file)',
  timed('grep -w', [...pin, 'grep', '-w', '-c', '-i', '-F', '-f', names, tenth], {
    times: 1,
    env: { LC_ALL: 'C' },
  }),
  tenthCount / count,
);
if (has('rg')) {
  // So many names are more than ripgrep compiles into one pattern on most machines.
  try {
    add(
      'ripgrep -c -i -F -f',
      timed('ripgrep', [...pin, 'rg', '-j1', '-c', '-i', '-F', '-f', names, corpus], { times: 1 }),
    );
  } catch (error) {
    say(String(error.message).split('\n')[0]);
  }
} else say('bench: ripgrep is not installed, left out');
say('bench: modern-ahocorasick');
const [peerFile, ...peer] = [...pin, node, 'bench/ahocorasick.mjs', corpus, names, '0.1'];
const aho = JSON.parse(execFileSync(peerFile, peer, { encoding: 'utf8' }));
add(
  `modern-ahocorasick, ${aho.matcher} (a tenth of the file, without building)`,
  { seconds: aho.seconds, memory: 0 },
  aho.listings / count,
);

say('bench: knowledge');
const compiling = performance.now();
compileKnowledge(knowledgeFolder);
const compileSeconds = (performance.now() - compiling) / 1000;
const loading = Math.min(
  ...[1, 2, 3].map(() => Number(execFileSync(node, ['bench/load.mjs'], { encoding: 'utf8' }))),
);
const grown = await growth(say);
const law = await judging(say, knowledge, corpus);

const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  corpus: { listings: count, megabytes: Math.round(bytes / 1e6), bytesEach: Math.round(bytes / count) },
  rows,
  knowledge: {
    entries: form.length,
    compileSeconds: Math.round(compileSeconds * 100) / 100,
    loadMilliseconds: Math.round(loading),
    compiledMegabytes: Math.round(statSync(compiledFile).size / 1e5) / 10,
  },
  growth: grown,
  judging: law,
};
if (args.includes('--json')) console.log(JSON.stringify(result, null, 2));
else print(result);

function print({ date, machine, corpus: c, rows: all, knowledge: k, growth: g, judging: j }) {
  const base = all[0].perSecond;
  const rate = (beginning) => all.find((row) => row.what.startsWith(beginning))?.perSecond ?? Number.NaN;
  console.log(`${date}, ${machine}`);
  console.log(`${c.listings.toLocaleString('en')} listings, ${c.megabytes} MB, ${c.bytesEach} bytes each\n`);
  console.log('| what | listings/s | of parse + stringify | peak MB |\n|---|---:|---:|---:|');
  for (const row of all)
    console.log(
      `| ${row.what} | ${row.perSecond.toLocaleString('en')} | ${(row.perSecond / base).toFixed(2)} | ${row.megabytes ?? '–'} |`,
    );
  console.log(
    `\nKnowledge: ${k.entries.toLocaleString('en')} entries, compiled in ${k.compileSeconds} s (limit 5 s), ${k.compiledMegabytes} MB, loaded in ${k.loadMilliseconds} ms (limit 200 ms)\n`,
  );
  const one = rate('pugmark screen, one');
  const wants = [
    ['half of parse + stringify', one / base, 0.5],
    ['grep', one / rate('grep -c'), 1],
    ['grep, whole words', one / rate('grep -w'), 1],
    ['ripgrep', one / rate('ripgrep'), 1],
    ['modern-ahocorasick', one / rate('modern-ahocorasick'), 20],
    ['two cores over one', rate('pugmark screen, two') / one, 1.7],
  ];
  console.log('| beside | times | wanted |  |\n|---|---:|---:|---|');
  for (const [what, times, least] of wants) {
    if (!Number.isNaN(times))
      console.log(`| ${what} | ${times.toFixed(2)} | ${least} | ${times >= least ? 'reached' : 'not yet'} |`);
  }
  console.log(
    `\nJudging: ${j.withLaw.toLocaleString('en')} listings/s with the law, ${j.without.toLocaleString('en')} without; it adds ${(j.share * 100).toFixed(1)} % (limit 15 %), ${j.judged.toLocaleString('en')} of ${j.listings.toLocaleString('en')} listings have a provision`,
  );
  console.log('\n| names | text | listings/s |\n|---:|---:|---:|');
  for (const row of g)
    console.log(
      `| ${row.names.toLocaleString('en')} | ${row.text} | ${row.perSecond.toLocaleString('en')} |`,
    );
}
