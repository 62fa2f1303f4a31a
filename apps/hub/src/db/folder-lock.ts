import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process has the folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

/**
 * Takes a folder for this process alone. The embedded database does not guard itself: two processes on one folder
 * lose each other's rows. A lock whose owner is dead (or whose process number is another program's now) is taken
 * over.
 *
 * @returns gives the folder free again
 * @throws FolderInUse when a living process holds it
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'pugmark.lock');
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (writeLock(path)) return freeing(path);
    refuseOwner(path, folder);
    // Reading a stale lock and removing it are two steps: one process at a time may take them.
    if (!beginTakeover(path)) continue;
    try {
      refuseOwner(path, folder);
      rmSync(path, { force: true });
      if (writeLock(path)) return freeing(path);
    } finally {
      rmSync(`${path}.takeover`, { recursive: true, force: true });
    }
  }
  throw new FolderInUse(`Cannot open the database in ${folder}: another process took it at the same moment`);
}

const ATTEMPTS = 50;
/** A takeover lasts milliseconds: one this old was left by a process that died in it. */
const TAKEOVER_MS = 5_000;
const PAUSE_MS = 20;

/** Writes the lock if there is none. It appears with its content: nobody can read half of it. */
function writeLock(path: string): boolean {
  const half = `${path}.${process.pid}.${randomUUID()}`;
  writeFileSync(half, `${process.pid} ${startOf(process.pid) ?? ''}`);
  try {
    linkSync(half, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(half, { force: true });
  }
}

function freeing(path: string): () => void {
  let held = true;
  const free = () => {
    if (held) rmSync(path, { force: true });
    held = false;
  };
  process.once('exit', free);
  return free;
}

function refuseOwner(path: string, folder: string): void {
  const owner = ownerOf(path);
  if (owner === undefined) return;
  throw new FolderInUse(
    `Cannot open the database in ${folder}: process ${owner} has it. Stop that hub first, or use another PUGMARK_DATA; two hubs on one folder lose data`,
  );
}

function beginTakeover(path: string): boolean {
  const folder = `${path}.takeover`;
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > TAKEOVER_MS) rmSync(folder, { recursive: true, force: true });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  return false;
}

/** The living process that holds the lock, if it is the one that made it. */
function ownerOf(path: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const [pid, start] = text.split(' ');
  const number = Number(pid);
  if (!Number.isInteger(number) || number <= 0 || !isAlive(number)) return undefined;
  const now = startOf(number);
  return start && now !== undefined && start !== now ? undefined : number;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, in ticks since the machine's start; only Linux tells. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
