import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missingEntries, platformOf } from './complete-lock.mjs';

it('package-lock.json names the optional packages of every platform, so that npm ci takes it', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  expect(Object.keys(missingEntries(lock)), 'run "node tools/complete-lock.mjs"').toEqual([]);
});

it('missingEntries() finds what is missing and passes over what is there, beside or above', () => {
  const optionalDependencies = {
    'x-linux-x64-gnu': '1.2.3',
    'x-win32-x64-msvc': '1.2.3',
    'x-darwin-arm64': '1.2.3',
  };
  const packages = {
    '': {},
    'node_modules/a': { dev: true, optionalDependencies },
    'node_modules/x-linux-x64-gnu': {},
    'node_modules/a/node_modules/x-win32-x64-msvc': {},
  };
  expect(missingEntries({ packages })).toEqual({
    'node_modules/x-darwin-arm64': {
      version: '1.2.3',
      dev: true,
      optional: true,
      os: ['darwin'],
      cpu: ['arm64'],
    },
  });
});

it('platformOf() reads system, processor and C library out of a name', () => {
  expect(platformOf('@a/cli-linux-arm64-musl')).toEqual({ os: ['linux'], cpu: ['arm64'], libc: ['musl'] });
  expect(platformOf('@a/b-linux-arm-gnueabihf')).toEqual({ os: ['linux'], cpu: ['arm'], libc: ['glibc'] });
  expect(platformOf('fsevents')).toBeUndefined();
});
