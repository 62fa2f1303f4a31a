#!/usr/bin/env node
// npm run eval: scores the screen on every labelled set at hand: our own examples, and the evaluation sets that lie
// beside the checkout where they are there (they are not part of the project). Arguments are handed on: --errors, --json.
import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readListings } from '@pugmark/documents/read-listings';

const root = fileURLToPath(new URL('..', import.meta.url));
const beside = join(root, '../shared/eval');
const sets = existsSync(beside)
  ? readdirSync(beside)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => join(beside, name))
  : [];
if (sets.length === 0) console.error(`No evaluation sets at ${beside}: scoring the examples only`);

const made = mkdtempSync(join(tmpdir(), 'pugmark-eval-'));
try {
  const own = await examples(made);
  const command = join(root, 'apps/cli/bin/pugmark.mjs');
  const run = spawnSync(
    process.execPath,
    [command, 'eval', ...own, ...sets.sort(), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(made, { recursive: true, force: true });
}

/** Our examples as a labelled set: their listings and labels lie in two files. */
async function examples(folder) {
  const labels = join(root, 'examples/labels.jsonl');
  if (!existsSync(labels)) return [];
  const byId = new Map(
    readFileSync(labels, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((row) => [String(row.id), row.labels]),
  );
  const lines = [];
  for await (const row of readListings(createReadStream(join(root, 'examples/listings.csv')))) {
    if ('listing' in row && byId.has(row.listing.id))
      lines.push(JSON.stringify({ ...row.listing, labels: byId.get(row.listing.id) }));
  }
  const path = join(folder, 'examples.jsonl');
  writeFileSync(path, lines.join('\n'));
  return [path];
}
