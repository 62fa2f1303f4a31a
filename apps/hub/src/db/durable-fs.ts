import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface Module {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => number } };
}

/**
 * The embedded database writes through Node's files and never flushes them: what it calls committed would not
 * survive a loss of power. This gives it the missing flush. It leans on the inside of the pinned version; a test
 * counts the flushes.
 */
export class DurableFs extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const made = await super.init(pg, options);
    const before = made.emscriptenOpts.preRun ?? [];
    made.emscriptenOpts.preRun = [
      ...(Array.isArray(before) ? before : [before]),
      (module: unknown) => {
        (module as Module).NODEFS.stream_ops.fsync = (stream) => {
          fsyncSync(stream.nfd);
          flushes.count += 1;
          return 0;
        };
      },
    ];
    return made;
  }
}

/** How often the database flushed a file, for the test. */
export const flushes = { count: 0 };
