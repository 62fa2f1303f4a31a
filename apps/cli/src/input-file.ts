import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from '@pugmark/documents/utf8-chunks';
import { fileReason, UsageError } from './usage-error.ts';

/** An input being read: its bytes, how many there are where that is known, and how many were read so far. */
export type InputFile = { name: string; bytes: ByteSource; size: number | undefined; read: () => number };

/** Opens a file, or standard input for `-`; gzip is unpacked on the way. */
export async function openFile(path: string): Promise<InputFile> {
  if (path === '-') return counted('standard input', process.stdin, undefined);
  let size: number | undefined;
  let zipped = false;
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      if (stat.isFile()) {
        size = stat.size;
        const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
        zipped = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UsageError(`Cannot read ${path}: ${fileReason(error)}`);
  }
  const stream = createReadStream(path, { highWaterMark: 1 << 18 });
  const input = counted(path, stream, size);
  return zipped ? { ...input, bytes: unzipped(input) } : input;
}

function counted(name: string, stream: AsyncIterable<Buffer>, size: number | undefined): InputFile {
  let read = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of stream) {
        read += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw new UsageError(`Cannot read ${name}: ${fileReason(error)}`);
    }
  }
  return { name, bytes: bytes(), size, read: () => read };
}

async function* unzipped(input: InputFile): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const { Readable } = await import('node:stream');
  const source = Readable.from(input.bytes);
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of source.pipe(gunzip)) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read ${input.name}: the gzip data are damaged or cut off`);
  }
}
