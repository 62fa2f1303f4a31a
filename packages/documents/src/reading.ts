import { type RefusalCode, shown } from './refusal.ts';

const NONE: readonly string[] = Object.freeze([]);

/** What comes up while one row is read: warnings, and the first reason to refuse it. */
export class Reading {
  #warnings: string[] | undefined;
  code: RefusalCode | undefined;
  what = '';

  warn(text: string): void {
    this.#warnings ??= [];
    // A row of a thousand bad attributes needs no thousand warnings.
    if (this.#warnings.length < 20) this.#warnings.push(text);
  }

  refuse(code: RefusalCode, what: string): undefined {
    if (this.code === undefined) {
      this.code = code;
      this.what = what;
    }
    return undefined;
  }

  wrongType(field: string, value: unknown, wanted: string): undefined {
    return this.refuse('wrong-type', `"${field}" is ${shown(value)}, not ${wanted}`);
  }

  get warnings(): string[] {
    return this.#warnings ?? (NONE as string[]);
  }

  /** A text field: what is too long is cut, half a surrogate pair is replaced, a number is written out. */
  text(field: string, value: unknown, max: number): string | undefined {
    if (typeof value === 'string') {
      if (value.length <= max && value.isWellFormed()) return value;
      return this.#mended(field, value, max);
    }
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return this.wrongType(field, value, 'text');
  }

  #mended(field: string, value: string, max: number): string {
    let text = value;
    if (text.length > max) {
      // Do not cut between the halves of a surrogate pair.
      const last = text.charCodeAt(max - 1);
      const next = text.charCodeAt(max);
      const splits = last >= 0xd800 && last <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
      text = text.slice(0, splits ? max - 1 : max);
      this.warn(`"${field}" has ${value.length} characters: only the first ${text.length} were read`);
    }
    if (!text.isWellFormed()) {
      // The replacement is one unit for one unit, so offsets into the field stay what they were.
      text = text.toWellFormed();
      this.warn(`"${field}" holds half a character (a lone surrogate), read as U+FFFD`);
    }
    return text;
  }
}
