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
    let start = 0;
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i]!;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === 0x5c) this.#escaped = true;
        else if (byte === 0x22) this.#inString = false;
        continue;
      }
      if (this.#state !== 'inside') {
        if (this.#state === 'before' && byte === 0x5b) {
          this.#state = 'inside';
          start = i + 1;
        } else if (byte > 0x20 && !this.#tailReported) {
          this.#tailReported = true;
          this.rows.push(refusal(this.#element, 'bad-json', 'there is text after the end of the list'));
        }
        continue;
      }
      if (byte === 0x22) this.#inString = true;
      else if (byte === 0x7b || byte === 0x5b) this.#depth += 1;
      else if (byte === 0x7d || (byte === 0x5d && this.#depth > 0))
        this.#depth = Math.max(0, this.#depth - 1);
      else if ((byte === 0x2c && this.#depth === 0) || byte === 0x5d) {
        this.#keep(chunk.subarray(start, i));
        this.#emit(byte === 0x5d);
        start = i + 1;
        if (byte === 0x5d) this.#state = 'after';
      }
    }
    if (this.#state === 'inside') this.#keep(chunk.subarray(start));
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
