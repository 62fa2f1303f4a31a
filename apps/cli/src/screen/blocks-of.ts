import { lineBlocks } from '@pugmark/documents/line-blocks';
import type { Opened } from '@pugmark/documents/read-listings';
import { isRefused } from '@pugmark/documents/refusal';
import type { Block } from './block.ts';
import { cutLine } from './cut-rows.ts';

/** Large enough that handing it over costs nothing, small enough that all cores get their share of a small file. */
const BLOCK_BYTES = 1 << 19;

/** Cuts an input into blocks for the threads, in order. For JSON lines nothing but newlines is looked at here. */
export async function* blocksOf(input: Opened, read: () => number): AsyncGenerator<Block> {
  if (input.lines !== undefined) {
    for await (const block of lineBlocks(input.lines, BLOCK_BYTES)) {
      if (isRefused(block)) yield cutBlock([cutLine(block)], read());
      else yield { ...block, form: 'lines', at: read() };
    }
    return;
  }
  let lines: string[] = [];
  let size = 0;
  for await (const batch of input.rows) {
    for (const raw of batch) {
      const line = cutLine(raw);
      lines.push(line);
      size += line.length;
      if (size >= BLOCK_BYTES) {
        yield cutBlock(lines, read());
        lines = [];
        size = 0;
      }
    }
  }
  if (lines.length > 0) yield cutBlock(lines, read());
}

function cutBlock(lines: string[], at: number): Block {
  const bytes = new TextEncoder().encode(lines.join(''));
  return { bytes, firstLine: 1, form: 'cut', at };
}
