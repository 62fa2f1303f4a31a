// npm run bench: how fast the screen is, beside its peers, in one run on one machine.
//
//   node bench/run.mjs [--megabytes 72] [--json]
//
// One core (taskset where it exists), the same file for all: JSON.parse + JSON.stringify alone, the whole
// `pugmark screen --jobs 1`, GNU grep and ripgrep with the same names, and the modern-ahocorasick package.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { compileKnowledge } from '@pugmark/knowledge/compile';
import { compiledFile, knowledgeFolder, loadKnowledge } from '@pugmark/knowledge/load';
import { makeCorpus } from './corpus.mjs';
import { growth } from './growth.mjs';

const args = process.argv.slice(2);
const megabytes = Number(args[args.indexOf('--megabytes') + 1]) || 72;
const folder = join(tmpdir(), 'pugmark-bench');
mkdirSync(folder, { recursive: true });
const corpus = join(folder, `listings-${megabytes}.jsonl`);
const names = join(folder, 'names.txt');

const say = (text) => process.stderr.write(`${text}\n`);
say(`bench: writing ${megabytes} MB of listings`);
const { count, bytes } = await makeCorpus(corpus, megabytes);

const knowledge = loadKnowledge();
const { form } = knowledge.lexicon.entries;
const wanted = [...new Set(form.filter((f) => f.length >= 4).map((f) => f.toLowerCase()))];
writeFileSync(names, `${wanted.join('\n')}\n`);

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const pin = has('taskset') ? ['taskset', '-c', '0'] : [];
const pinTwo = has('taskset') ? ['taskset', '-c', '0,1'] : [];

/** Runs a command to its end and answers seconds and peak memory in MB (the best of `times`). */
function timed(label, command, { times = 2, env = {} } = {}) {
  say(`bench: ${label}`);
  let best = { seconds: Number.POSITIVE_INFINITY, memory: 0 };
  for (let i = 0; i < times; i++) {
    const measure = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', '%M'] : [];
    const [file, ...rest] = [...measure, ...command];
    const started = performance.now();
    const run = spawnSync(file, rest, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env }, maxBuffer: 1e9 });
    const seconds = (performance.now() - started) / 1000;
    if (run.status !== 0 && run.status !== 1) throw new Error(`${label}: exit ${run.status}: ${run.stderr}`);
    const memory = Number(String(run.stderr).trim().split('\n').at(-1)) / 1024 || 0;
    if (seconds < best.seconds) best = { seconds, memory };
  }
  return best;
}

const node = process.execPath;
const cli = 'apps/cli/bin/pugmark.mjs';
const rows = [];
const add = (what, { seconds, memory }, share = 1) =>
  rows.push({ what, perSecond: Math.round((count * share) / seconds), seconds: Math.round(seconds * 100) / 100, megabytes: Math.round(memory) || undefined });

add('JSON.parse + JSON.stringify', timed('parse + stringify', [...pin, node, 'bench/parse.mjs', corpus]));
add('pugmark screen, one core', timed('pugmark screen --jobs 1', [...pin, node, cli, 'screen', corpus, '--jobs', '1', '--quiet', '--out', '/dev/null']));
add('pugmark screen, two cores', timed('pugmark screen --jobs 2', [...pinTwo, node, cli, 'screen', corpus, '--jobs', '2', '--quiet', '--out', '/dev/null']));
add(`grep -c -i -F -f (${wanted.length} names)`, timed('grep', [...pin, 'grep', '-c', '-i', '-F', '-f', names, corpus], { times: 1, env: { LC_ALL: 'C' } }));
if (has('rg')) add('ripgrep -c -i -F -f', timed('ripgrep', [...pin, 'rg', '-j1', '-c', '-i', '-F', '-f', names, corpus], { times: 1 }));
else say('bench: ripgrep is not installed, left out');
add('modern-ahocorasick (a tenth of the file)', timed('modern-ahocorasick', [...pin, node, 'bench/ahocorasick.mjs', corpus, names, '0.1'], { times: 1 }), 0.1);

say('bench: knowledge');
const compiling = performance.now();
compileKnowledge(knowledgeFolder);
const compileSeconds = (performance.now() - compiling) / 1000;
const loading = Number(execFileSync(node, ['bench/load.mjs'], { encoding: 'utf8' }));
const grown = await growth(say);

const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  corpus: { listings: count, megabytes: Math.round(bytes / 1e6), bytesEach: Math.round(bytes / count) },
  rows,
  knowledge: { entries: form.length, compileSeconds: Math.round(compileSeconds * 100) / 100, loadMilliseconds: Math.round(loading), compiledMegabytes: Math.round(statSync(compiledFile).size / 1e5) / 10 },
  growth: grown,
};
if (args.includes('--json')) console.log(JSON.stringify(result, null, 2));
else print(result);

function print({ date, machine, corpus: c, rows: all, knowledge: k, growth: g }) {
  const base = all[0].perSecond;
  console.log(`${date}, ${machine}`);
  console.log(`${c.listings.toLocaleString('en')} listings, ${c.megabytes} MB, ${c.bytesEach} bytes each\n`);
  console.log('| what | listings/s | of parse + stringify | peak MB |\n|---|---:|---:|---:|');
  for (const row of all) console.log(`| ${row.what} | ${row.perSecond.toLocaleString('en')} | ${(row.perSecond / base).toFixed(2)} | ${row.megabytes ?? '–'} |`);
  console.log(`\nKnowledge: ${k.entries.toLocaleString('en')} entries, compiled in ${k.compileSeconds} s (limit 5 s), ${k.compiledMegabytes} MB, loaded in ${k.loadMilliseconds} ms (limit 200 ms)\n`);
  console.log('| names | text | listings/s |\n|---:|---:|---:|');
  for (const row of g) console.log(`| ${row.names.toLocaleString('en')} | ${row.text} | ${row.perSecond.toLocaleString('en')} |`);
}
