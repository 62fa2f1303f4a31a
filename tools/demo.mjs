// The demo: screens the examples through the real command line, says what came out and why, and writes
// the report. Run by `npm run demo`, after the build.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { displayWidth } from '../apps/cli/dist/display-width.js';
import { LOOKS, VERDICTS } from '../apps/cli/dist/report/verdicts.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const INPUT = 'examples/listings.csv';
const OUT = 'out/assessments.jsonl';
const REPORT = 'out/report.html';
const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (codes, text) => (colour ? `\x1b[${codes}m${text}\x1b[0m` : text);
const chip = (verdict) =>
  paint(`1;${LOOKS[verdict].ansi}`, `${LOOKS[verdict].glyph} ${LOOKS[verdict].word.padEnd(6)}`);

function wrapped(text, indent, width = 78) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line && displayWidth(line) + 1 + displayWidth(word) > width - indent.length) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map((line) => indent + line).join('\n');
}

function screen() {
  const bin = fileURLToPath(new URL('../apps/cli/bin/pugmark.mjs', import.meta.url));
  const child = spawn(process.execPath, [bin, 'screen', INPUT, '--out', OUT, '--report', REPORT], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

/** Title and language of each example, by id. The file is ours, so a reader of quoted fields is enough. */
function titles() {
  const rows = readFileSync(new URL(`../${INPUT}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return new Map(
    rows.map((row) => {
      const [, id, quoted, plain] = /^([^,]+),(?:"((?:[^"]|"")*)"|([^,]*))/.exec(row);
      return [id, quoted?.replaceAll('""', '"') ?? plain];
    }),
  );
}

/** The gravest, each taxon once: five times ivory would tell less. */
function worst(assessments, count) {
  const seen = new Set();
  return assessments
    .filter(({ verdict, findings }) => verdict !== 'clear' && findings.length > 0)
    .sort(
      (a, b) =>
        VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
        b.wildlife.regulated - a.wildlife.regulated ||
        (a.id < b.id ? -1 : 1),
    )
    .filter(({ findings }) => {
      const name = findings[0].taxon?.name;
      return !seen.has(name) && seen.add(name);
    })
    .slice(0, count);
}

mkdirSync(new URL('../out/', import.meta.url), { recursive: true });
const code = await screen();
if (code !== 0) {
  console.error(`The demo stops: pugmark screen ended with ${code}. What it says above is the reason.`);
  process.exit(1);
}
const all = readFileSync(new URL(`../${OUT}`, import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
  .filter((row) => !row.error);
const title = titles();

console.log(`\n${all.length} invented listings in twenty-six languages, about half of them innocent:\n`);
for (const verdict of VERDICTS) {
  const count = all.filter((row) => row.verdict === verdict).length;
  console.log(`  ${chip(verdict)} ${String(count).padStart(4)}   ${LOOKS[verdict].means}`);
}
console.log('\nThe five gravest, each taxon once:');
for (const row of worst(all, 5)) {
  console.log(`\n  ${chip(row.verdict)} ${paint('1', title.get(row.id) ?? row.id)}  (${row.id})`);
  console.log(wrapped(row.reasons.staff, '           '));
}
console.log(`\nEvery flagged listing with its words and weights: open ${paint('4', REPORT)} in a browser.`);
console.log(`The assessments as JSON lines: ${OUT}`);
