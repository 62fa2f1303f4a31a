import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock.ts';

const built = new URL('../../dist/db/folder-lock.js', import.meta.url);
const isBuilt = existsSync(fileURLToPath(built));
/** A process that takes the folder in its first argument and says so. */
const taker = (then: string) => [
  '--input-type=module',
  '-e',
  `import { lockFolder } from ${JSON.stringify(built.href)};
   const free = lockFolder(process.argv[1]);
   console.log('taken');
   ${then}`,
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pugmark-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => join(folder, 'pugmark.lock');
/** The number of a process that has just ended. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('lockFolder', () => {
  it('refuses a second taker in the same process, and names the folder and the process', () => {
    const free = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    expect(() => lockFolder(folder)).toThrow(folder);
    expect(() => lockFolder(folder)).toThrow(`process ${process.pid} `);
    free();
  });

  it('is free again once it is given free, and giving it free twice takes it from nobody', () => {
    const free = lockFolder(folder);
    free();
    expect(existsSync(lock())).toBe(false);
    const again = lockFolder(folder);
    free();
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    again();
  });

  it('makes the folder', () => {
    const free = lockFolder(join(folder, 'a', 'b'));
    expect(existsSync(join(folder, 'a', 'b', 'pugmark.lock'))).toBe(true);
    free();
  });

  it.each([
    ['of a dead process', () => `${deadPid()} 1`],
    ['that was cut off', () => ''],
    ['that holds nonsense', () => 'nobody\u0000'],
    ['of process 0', () => '0 1'],
  ])('takes over a lock %s', (_what, text) => {
    writeFileSync(lock(), text());
    const free = lockFolder(folder);
    expect(readFileSync(lock(), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    free();
  });

  it.skipIf(process.platform !== 'linux')(
    'takes over a lock of a living process that began at another time',
    () => {
      writeFileSync(lock(), `${process.ppid} 1`);
      lockFolder(folder)();
    },
  );

  it('does not take over a lock of a living process whose start nobody knows', () => {
    writeFileSync(lock(), `${process.ppid} `);
    expect(() => lockFolder(folder)).toThrow(`process ${process.ppid} `);
  });

  describe.skipIf(!isBuilt)(`between processes${isBuilt ? '' : ' (skipped: no dist, run tsc -b)'}`, () => {
    it('refuses a process what another has, until that ends or is killed', async () => {
      const child = spawn(process.execPath, [...taker('setInterval(() => {}, 1000);'), folder]);
      await new Promise((resolve) => child.stdout.once('data', resolve));
      expect(() => lockFolder(folder)).toThrow(`Cannot open the database in ${folder}: process ${child.pid}`);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      const free = lockFolder(folder);
      const second = spawnSync(process.execPath, [...taker(''), folder], { encoding: 'utf8' });
      expect(second.status).not.toBe(0);
      expect(second.stderr).toContain(`process ${process.pid} has it`);
      free();
    });

    it('is freed by a process that ends without giving it free', () => {
      const child = spawnSync(process.execPath, [...taker(''), folder], { encoding: 'utf8' });
      expect(child.stdout).toContain('taken');
      expect(existsSync(lock())).toBe(false);
    });

    it('gives a stale lock to one only, however many come at once', async () => {
      const stale = `${deadPid()} 1`;
      const race = `import { writeFileSync } from 'node:fs';
        import { lockFolder } from ${JSON.stringify(built.href)};
        const [, folder, start, rounds] = process.argv;
        const taken = [];
        for (let i = 0; i < rounds; i++) {
          const at = Number(start) + i * 20;
          while (Date.now() < at);
          try { lockFolder(folder + '/' + i); taken.push(i); } catch (error) { if (error.name !== 'FolderInUse') throw error; }
        }
        console.log(JSON.stringify(taken));
        process.stdin.resume();`;
      const rounds = 100;
      for (let i = 0; i < rounds; i++) {
        mkdirSync(join(folder, String(i)));
        writeFileSync(join(folder, String(i), 'pugmark.lock'), stale);
      }
      const args = ['--input-type=module', '-e', race, folder, String(Date.now() + 1_500), String(rounds)];
      const children = [1, 2].map(() => spawn(process.execPath, args));
      // Both live until both have said what they took: an ended process gives its locks free.
      const said = await Promise.all(
        children.map(({ stdout }) => new Promise((resolve) => stdout.once('data', resolve))),
      );
      for (const { stdin } of children) stdin.end();
      const [first, second] = said.map((taken) => JSON.parse(String(taken)) as number[]);
      expect(first!.length + second!.length, 'each folder is taken').toBeGreaterThanOrEqual(rounds);
      expect(
        first!.filter((round) => second!.includes(round)),
        'none is taken twice',
      ).toEqual([]);
    });
  });
});
