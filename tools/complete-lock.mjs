#!/usr/bin/env node
// npm leaves out of package-lock.json the optional packages of other platforms that it could not fetch when the lock
// was written, and then "npm ci" refuses the lock. This adds them: name, version and platform are all that is needed
// to pass over them here and to fetch them there. Run it after "npm install"; with --check it only says what is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
];
const processors = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

/** The entries that a lock lacks, by their place: `node_modules/@x/y-darwin-arm64`. */
export function missingEntries(lock) {
  const missing = {};
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isThere(lock, place, name)) continue;
      const platform = platformOf(name);
      if (platform === undefined || !/^\d+\.\d+\.\d+/.test(range)) continue;
      missing[`node_modules/${name}`] = {
        version: range,
        ...(entry.dev && { dev: true }),
        optional: true,
        ...platform,
      };
    }
  }
  return missing;
}

/** A package is looked for as Node does: beside the one that wants it, then in every folder above. */
function isThere(lock, place, name) {
  for (let at = place; ; ) {
    if (lock.packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === '') return false;
    const up = at.lastIndexOf('/node_modules/');
    at = up < 0 ? '' : at.slice(0, up);
  }
}

/** What a package of one platform says of itself in its name: "…-linux-arm64-musl". */
export function platformOf(name) {
  const parts = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = parts.find((part) => systems.includes(part));
  const cpu = processors.find((processor) => parts.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const abi = parts.at(-1);
  const libc =
    os !== 'linux'
      ? undefined
      : abi.startsWith('musl')
        ? 'musl'
        : abi.startsWith('gnu')
          ? 'glibc'
          : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const missing = missingEntries(lock);
  const names = Object.keys(missing);
  if (names.length === 0) console.error('package-lock.json is complete');
  else if (process.argv.includes('--check')) {
    console.error(`package-lock.json lacks ${names.join(', ')}: run "node tools/complete-lock.mjs"`);
    process.exitCode = 1;
  } else {
    const entries = Object.entries({ ...lock.packages, ...missing });
    lock.packages = Object.fromEntries(entries.sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1)));
    writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
    console.error(`package-lock.json: ${names.length} packages of other platforms added`);
  }
}
