/**
 * A file of named arrays and one JSON document, laid out so that loading is one read and no copying:
 * `PUGMARK2`, length of the directory, directory (JSON), then each array at an offset divisible by 8.
 */
type Flat = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

const kinds = { Int32Array, Uint32Array, Uint16Array, Uint8Array, Float64Array } as const;
const MAGIC = 'PUGMARK2';

interface Directory {
  json: { at: number; length: number };
  arrays: Record<string, { kind: keyof typeof kinds; at: number; length: number }>;
}

export function pack(json: unknown, arrays: Record<string, Flat>): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const directory: Directory = { json: { at: 0, length: text.length }, arrays: {} };
  let at = align(text.length);
  for (const [name, array] of Object.entries(arrays)) {
    directory.arrays[name] = { kind: array.constructor.name as keyof typeof kinds, at, length: array.length };
    at = align(at + array.byteLength);
  }
  const head = new TextEncoder().encode(JSON.stringify(directory));
  const body = align(16 + head.length);
  const out = new Uint8Array(body + at);
  out.set(new TextEncoder().encode(MAGIC), 0);
  new DataView(out.buffer).setUint32(8, head.length, true);
  out.set(head, 16);
  out.set(text, body);
  for (const [name, array] of Object.entries(arrays)) {
    out.set(
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      body + directory.arrays[name]!.at,
    );
  }
  return out;
}

/** Opens what {@link pack} made. The arrays are views into `bytes`. */
export function unpack(bytes: Uint8Array): { json: unknown; arrays: Record<string, Flat> } {
  if (new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) {
    throw new Error('Cannot open compiled knowledge: the file is not one. Run "npm run build" again.');
  }
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const directory = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + headLength))) as Directory;
  const body = bytes.byteOffset + align(16 + headLength);
  const text = new Uint8Array(bytes.buffer, body + directory.json.at, directory.json.length);
  const arrays: Record<string, Flat> = {};
  for (const [name, { kind, at, length }] of Object.entries(directory.arrays)) {
    arrays[name] = new kinds[kind](bytes.buffer as ArrayBuffer, body + at, length);
  }
  return { json: JSON.parse(new TextDecoder().decode(text)), arrays };
}

const align = (at: number): number => (at + 7) & ~7;
