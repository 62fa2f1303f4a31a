import type { RefusedRow } from './assessment.ts';
import type { RawRow } from './input.ts';
import { idIn } from './json-text.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import { refusal } from './refusal.ts';
import type { ByteSource } from './utf8-chunks.ts';

/**
 * Cuts a JSON array into the texts of its elements without parsing it, so that an array of any size streams and a
 * broken element spoils no other. `line` is the number of the element. An array that ends too early gives one
 * refused row at its end.
 */
export async function* jsonArrayRows(source: ByteSource): AsyncGenerator<RawRow[]> {
  const cutter = new ArrayCutter();
  for await (const chunk of source) {
    cutter.push(chunk);
    if (cutter.rows.length > 0) yield cutter.take();
  }
  cutter.end();
  if (cutter.rows.length > 0) yield cutter.take();
}

class ArrayCutter {
  rows: RawRow[] = [];
  #state: 'before' | 'inside' | 'after' = 'before';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #element = 1;
  #parts: Uint8Array[] = [];
  #size = 0;
  #tailReported = false;

  take(): RawRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  push(chunk: Uint8Array): void {
    // The loop sees every byte outside of strings, so what it counts stays in local variables.
    let start = 0;
    let depth = this.#depth;
    let inString = this.#inString;
    for (let i = 0; i < chunk.length; i += 1) {
      if (inString) {
        const close = this.#endOfString(chunk, i);
        if (close < 0) break;
        inString = false;
        i = close;
        continue;
      }
      const byte = chunk[i]!;
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue;
      if (this.#state !== 'inside') {
        if (this.#state === 'before' && byte === 0x5b) {
          this.#state = 'inside';
          start = i + 1;
        } else if (!this.#tailReported) {
          this.#tailReported = true;
          this.rows.push(refusal(this.#element, 'bad-json', 'there is text after the end of the list'));
        }
      } else if (byte === 0x22) inString = true;
      else if (byte === 0x7b || byte === 0x5b) depth += 1;
      else if (depth > 0) depth -= byte === 0x7d || byte === 0x5d ? 1 : 0;
      else if (byte === 0x2c || byte === 0x5d) {
        this.#keep(chunk.subarray(start, i));
        this.#emit(byte === 0x5d);
        start = i + 1;
        if (byte === 0x5d) this.#state = 'after';
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    if (this.#state === 'inside') this.#keep(chunk.subarray(start));
  }

  /** Where the string that is open at `from` closes in this chunk, or -1; remembers a backslash at the chunk's end. */
  #endOfString(chunk: Uint8Array, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at += 1;
    }
    for (;;) {
      const close = chunk.indexOf(0x22, at);
      const end = close < 0 ? chunk.length : close;
      let slashes = 0;
      while (end - 1 - slashes >= at && chunk[end - 1 - slashes] === 0x5c) slashes += 1;
      if (close < 0) {
        this.#escaped = slashes % 2 === 1;
        return -1;
      }
      if (slashes % 2 === 0) return close;
      at = close + 1;
    }
  }

  end(): void {
    if (this.#state !== 'inside') return;
    const text = this.#text().trim();
    const what = 'the list is not closed: the input seems cut off here';
    this.rows.push(refusal(this.#element, 'bad-json', what, idIn(text)));
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length;
    // Over the limit only the beginning is kept, for the id.
    if (this.#size - bytes.length <= MAX_ROW_BYTES) this.#parts.push(bytes.slice());
  }

  #text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }

  #emit(last: boolean): void {
    const text = this.#text();
    const tooLarge = this.#size > MAX_ROW_BYTES;
    this.#parts = [];
    this.#size = 0;
    if (last && text.trim() === '') return;
    this.rows.push(tooLarge ? this.#tooLarge(text) : { line: this.#element, json: text });
    this.#element += 1;
  }

  #tooLarge(text: string): RefusedRow {
    const mib = MAX_ROW_BYTES / 1024 / 1024;
    return refusal(this.#element, 'row-too-large', `it is longer than ${mib} MiB`, idIn(text));
  }
}
