import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { ImportError } from './import-error.ts';

export interface DetectedExport {
  /** `listings` is a Species+ export: whether of CITES or of the EU shows in its values. */
  kind: 'checklist' | 'listings' | 'api';
  delimiter: ',' | ';' | '\t';
  gzip: boolean;
}

const peekBytes = 64 * 1024;

/** Looks at the beginning of a file and says which official export it is. Refuses what it does not know. */
export async function detectKind(path: string): Promise<DetectedExport> {
  const file = basename(path);
  const raw = await firstBytes(path, false);
  if (raw.length === 0) throw new ImportError(`${file} is empty: download it again`);
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  if (raw[0] === 0x50 && raw[1] === 0x4b)
    throw new ImportError(`${file} is a ZIP archive: unpack it and import the CSV file inside`);
  const head = gzip ? await firstBytes(path, true) : raw;
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw new ImportError(`${file} is saved as UTF-16: import the file as it was downloaded (UTF-8)`);
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const start = text.trimStart();
  if (start.startsWith('{') || start.startsWith('[')) return { kind: 'api', delimiter: ',', gzip };

  const line = text.slice(0, lineEnd(text));
  const delimiter = mostFrequent(line);
  const columns = new Set(line.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, '')));
  if (columns.has('FullName') && columns.has('CurrentListing')) return { kind: 'checklist', delimiter, gzip };
  if (columns.has('Scientific Name') && columns.has('Listing')) return { kind: 'listings', delimiter, gzip };
  throw new ImportError(
    `${file} is none of the known exports: its first line is "${line.slice(0, 80)}". Known are the Species+ ` +
      'downloads (with columns "Scientific Name" and "Listing"), the CITES Checklist index (with "FullName" and ' +
      '"CurrentListing") and pages of the Species+ API (JSON)',
  );
}

async function firstBytes(path: string, unzip: boolean): Promise<Buffer> {
  const source = createReadStream(path);
  const stream = unzip ? source.pipe(createGunzip()) : source;
  source.on('error', (error) => stream !== source && stream.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= peekBytes) break;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR')
      throw new ImportError(`${basename(path)} is cut: its gzip data ends too early. Download it again`);
    if (code?.startsWith('Z_'))
      throw new ImportError(`Cannot unpack ${basename(path)}: ${message}. Download it again`);
    throw new ImportError(`Cannot read ${path}: ${reason(code, message)}`);
  } finally {
    stream.destroy();
    source.destroy();
    await finished(source).catch(() => undefined);
  }
  return Buffer.concat(chunks);
}

function reason(code: string | undefined, message: string): string {
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder; name the files in it';
  if (code === 'EACCES') return 'it may not be read; check its permissions';
  return message;
}

function lineEnd(text: string): number {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text.length : end;
}

/** A header holds no separator inside a name, so the most frequent one is it. */
function mostFrequent(line: string): ',' | ';' | '\t' {
  const count = (separator: string) => line.split(separator).length;
  const candidates = [',', ';', '\t'] as const;
  return candidates.reduce((best, next) => (count(next) > count(best) ? next : best));
}
