import type { RefusedRow } from './assessment.ts';
import { idIn } from './json-text.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import { refusal } from './refusal.ts';
import type { ByteSource } from './utf8-chunks.ts';

/** Whole lines as bytes with an ArrayBuffer of their own (so it can be handed to a thread), or a refused line. */
export type LineBlock = { bytes: Uint8Array<ArrayBuffer>; firstLine: number } | RefusedRow;

const NEWLINE = 0x0a;

/**
 * Cuts an input at newlines into blocks of about `blockBytes`, in order, counting lines. Memory is one block,
 * whatever the input: a line longer than the limit is skipped while it streams by and given as a refused row.
 */
export async function* lineBlocks(source: ByteSource, blockBytes = 1 << 20): AsyncGenerator<LineBlock> {
  let buffer = Buffer.from(new ArrayBuffer(blockBytes));
  let length = 0;
  let line = 1;
  let skipping = false;
  for await (const chunk of source) {
    let at = 0;
    while (at < chunk.length) {
      if (skipping) {
        const end = chunk.indexOf(NEWLINE, at);
        if (end < 0) break;
        at = end + 1;
        line += 1;
        skipping = false;
        continue;
      }
      const part = chunk.subarray(at, at + buffer.length - length);
      buffer.set(part, length);
      length += part.length;
      at += part.length;
      if (length < buffer.length) break;
      const end = buffer.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        const next = Buffer.from(
          new ArrayBuffer(blockBytes > length - end ? blockBytes : (length - end) * 2),
        );
        buffer.copy(next, 0, end, length);
        const bytes = new Uint8Array(buffer.buffer, 0, end);
        // Counted before the block is given: whoever takes it may move its memory to another thread.
        const count = newlines(buffer, end);
        yield { bytes, firstLine: line };
        line += count;
        length -= end;
        buffer = next;
      } else if (length > MAX_ROW_BYTES) {
        yield tooLarge(line, buffer);
        buffer = Buffer.from(new ArrayBuffer(blockBytes));
        length = 0;
        skipping = true;
      } else {
        const next = Buffer.from(new ArrayBuffer(buffer.length * 2));
        buffer.copy(next);
        buffer = next;
      }
    }
  }
  if (length > 0) {
    if (length > MAX_ROW_BYTES && buffer.lastIndexOf(NEWLINE, length - 1) < 0) yield tooLarge(line, buffer);
    else yield { bytes: new Uint8Array(buffer.buffer, 0, length), firstLine: line };
  }
}

function newlines(buffer: Buffer, end: number): number {
  let count = 0;
  for (let at = buffer.indexOf(NEWLINE); at >= 0 && at < end; at = buffer.indexOf(NEWLINE, at + 1))
    count += 1;
  return count;
}

/** The refusal of a line over the limit. */
export function tooLarge(line: number, head: Buffer): RefusedRow {
  const mib = MAX_ROW_BYTES / 1024 / 1024;
  return refusal(
    line,
    'row-too-large',
    `it is longer than ${mib} MiB`,
    idIn(head.toString('utf8', 0, 2_000)),
  );
}
