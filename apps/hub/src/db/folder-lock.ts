import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
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
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, `${process.pid} ${startOf(process.pid) ?? ''}`);
      closeSync(file);
      let held = true;
      const free = () => {
        if (held) rmSync(path, { force: true });
        held = false;
      };
      process.once('exit', free);
      return free;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = ownerOf(path);
      if (owner !== undefined) {
        throw new FolderInUse(
          `Cannot open the database in ${folder}: process ${owner} has it. Stop that hub first, or use another PUGMARK_DATA; two hubs on one folder lose data`,
        );
      }
      rmSync(path, { force: true });
    }
  }
  throw new FolderInUse(`Cannot open the database in ${folder}: another process took it at the same moment`);
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
