import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knowledgeFolder, saveKnowledge } from '@pugmark/knowledge/load';
import { fileReason, UsageError } from './usage-error.ts';

/** A compiled knowledge file for this run; undefined is the shipped one. `dispose` removes what was made for it. */
export type CompiledFile = { path: string | undefined; dispose: () => void };

/**
 * The shipped knowledge, or, with an operator's own folders, both compiled into a file of this run: so they are
 * compiled once and not by every thread.
 */
export async function compiledKnowledge(own: readonly string[]): Promise<CompiledFile> {
  if (own.length === 0) return { path: undefined, dispose: () => {} };
  checkedFolders(own);
  const made = mkdtempSync(join(tmpdir(), 'pugmark-'));
  const dispose = () => rmSync(made, { recursive: true, force: true });
  process.once('exit', dispose);
  const path = join(made, 'knowledge.bin');
  // Compiling needs schemas and parsers that nothing else does.
  const { compileKnowledge } = await import('@pugmark/knowledge/compile');
  saveKnowledge(compileKnowledge(knowledgeFolder, own), path);
  return { path, dispose };
}

/** Refuses what is no folder before anything is read. */
export function checkedFolders(own: readonly string[]): void {
  for (const folder of own) {
    try {
      if (!statSync(folder).isDirectory()) throw new Error('it is no folder');
    } catch (error) {
      throw new UsageError(
        `Cannot use the knowledge in ${folder}: ${fileReason(error).replace('file', 'folder')}`,
      );
    }
  }
}
