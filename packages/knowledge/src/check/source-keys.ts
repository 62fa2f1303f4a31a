import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTsv } from '../tsv.ts';

/** Keys of sources.tsv of all folders; none of a file that cannot be read, which is told elsewhere. */
export function sourceKeys(roots: readonly string[]): Set<string> {
  const keys = new Set<string>();
  for (const root of roots) {
    const path = join(root, 'sources.tsv');
    if (!existsSync(path)) continue;
    try {
      for (const { cells } of readTsv(path).rows) keys.add(cells.key!);
    } catch {
      // checkFiles tells it.
    }
  }
  return keys;
}
