import { once } from 'node:events';
import { createWriteStream, statSync } from 'node:fs';
import { fileReason, UsageError } from '../usage-error.ts';

/** Where results go, one chunk after the other, no faster than the receiver takes them. */
export type Output = { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> };

export function standardOutput(): Output {
  return {
    write: async (bytes) => {
      if (bytes.length > 0 && !process.stdout.write(bytes)) await once(process.stdout, 'drain');
    },
    close: async () => {},
  };
}

/** Opens a file for the results; never the input itself, which would be gone before it is read. */
export async function fileOutput(path: string, input: string): Promise<Output> {
  if (input !== '-' && isSameFile(path, input)) {
    throw new UsageError(`Cannot write ${path}: it is the input; name another file`);
  }
  const stream = createWriteStream(path);
  let failure: unknown;
  stream.on('error', (error) => {
    failure = error;
  });
  const check = () => {
    if (failure !== undefined) throw new UsageError(`Cannot write ${path}: ${fileReason(failure)}`);
  };
  await Promise.race([once(stream, 'open'), once(stream, 'error').catch(() => {})]).catch(() => {});
  check();
  return {
    write: async (bytes) => {
      check();
      if (bytes.length > 0 && !stream.write(bytes))
        await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => {});
      check();
    },
    close: async () => {
      if (!stream.closed) {
        stream.end();
        await once(stream, 'close').catch(() => {});
      }
      check();
    },
  };
}

function isSameFile(a: string, b: string): boolean {
  try {
    const [first, second] = [statSync(a), statSync(b)];
    return first.isFile() && first.ino === second.ino && first.dev === second.dev;
  } catch {
    return false;
  }
}
