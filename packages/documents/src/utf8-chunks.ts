/** Bytes of an input as they come. */
export type ByteSource = AsyncIterable<Uint8Array>;

/**
 * Finds the encoding by byte order mark, or by the zero bytes that UTF-16 without one leaves in Latin text, and
 * gives the input as UTF-8 without the mark. A named encoding (`gb18030`, `windows-1252` …) wins over the guess.
 */
export async function asUtf8(
  source: ByteSource,
  named?: string,
): Promise<{ encoding: string; chunks: AsyncGenerator<Uint8Array> }> {
  const input = source[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array(0);
  let done = false;
  while (head.length < 4 && !done) {
    const next = await input.next();
    if (next.done) done = true;
    else head = head.length === 0 ? next.value : joined(head, next.value);
  }
  const { encoding, mark } = guess(head);
  const rest = following(head.subarray(mark), input, done);
  if (named === undefined ? encoding === 'utf-8' : /^utf-?8$/i.test(named))
    return { encoding: 'utf-8', chunks: rest };
  return { encoding: named ?? encoding, chunks: transcoded(rest, named ?? encoding) };
}

function guess(head: Uint8Array): { encoding: string; mark: number } {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: 2 };
  if (head.length >= 4 && a !== 0 && b === 0 && c !== 0 && head[3] === 0)
    return { encoding: 'utf-16le', mark: 0 };
  if (head.length >= 4 && a === 0 && b !== 0 && c === 0 && head[3] !== 0)
    return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'utf-8', mark: 0 };
}

async function* following(
  head: Uint8Array,
  input: AsyncIterator<Uint8Array>,
  done: boolean,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    if (done) return;
    for (let next = await input.next(); !next.done; next = await input.next()) yield next.value;
  } finally {
    await input.return?.();
  }
}

async function* transcoded(chunks: AsyncGenerator<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: false });
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  const last = decoder.decode();
  if (last !== '') yield encoder.encode(last);
}

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
