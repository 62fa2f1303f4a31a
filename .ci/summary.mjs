// Reads Vitest's JSON reports: lists what was skipped, and with --last closes with the sum in one plain line.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const last = process.argv[2] === '--last';
const paths = process.argv.slice(last ? 3 : 2);
const sum = { passed: 0, failed: 0, skipped: 0 };
let brokenFiles = 0;
for (const path of paths) {
  if (!existsSync(path)) {
    console.log(`no report was written to ${path}: the test runner did not end`);
    brokenFiles++;
    continue;
  }
  for (const file of JSON.parse(readFileSync(path, 'utf8')).testResults) {
    const name = relative(process.cwd(), file.name);
    // A file that cannot be loaded has no tests to count; it must not pass unseen.
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')) {
      brokenFiles++;
      console.log(`failed to run: ${name}: ${String(file.message).split('\n')[0]}`);
    }
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') sum.passed++;
      else if (status === 'failed') sum.failed++;
      else {
        sum.skipped++;
        if (!last) console.log(`skipped: ${name}: ${fullName}`);
      }
    }
  }
}
const has = (path) => (existsSync(path) ? 'there' : 'absent, so tests that need it are skipped');
if (!last) {
  console.log(`for the reasons: ../shared (real exports, labelled sets) is ${has('../shared')}`);
  console.log(`  /usr/bin/chromium (browser tests) is ${has('/usr/bin/chromium')}`);
  console.log(`  compiled/knowledge.bin (built command line) is ${has('compiled/knowledge.bin')}`);
} else console.log(`${sum.passed} passed, ${sum.failed + brokenFiles} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed + brokenFiles > 0 || sum.passed === 0 ? 1 : 0;
