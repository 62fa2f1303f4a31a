import { once } from 'node:events';
import { statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
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
  const refused = (error: unknown): never => {
    throw new UsageError(`Cannot write ${path}: ${fileReason(error)}`);
  };
  const file: FileHandle = await open(path, 'w').catch((error: NodeJS.ErrnoException) =>
    refused(error.code === 'ENOENT' ? new Error('its folder is not there') : error),
  );
  return {
    write: async (bytes) => {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await file.write(bytes, at).catch(refused);
        at += bytesWritten;
      }
    },
    close: () => file.close().catch(refused),
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
