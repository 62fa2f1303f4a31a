import type { RefusedRow } from './assessment.ts';
import type { FlatField } from './field-names.ts';

export type Format = 'jsonl' | 'json' | 'csv' | 'document' | 'html';

/** What an input turned out to be: told to people, as a wrong guess spoils everything after it. */
export type InputInfo = {
  format: Format;
  /** `utf-8`, `utf-16le` … */
  encoding: string;
  delimiter?: string;
  /** For a table: which column gives which field, and which columns are left out. */
  columns?: { fields: [FlatField, string][]; ignored: string[] };
};

/** The whole input cannot be read; the message says why and what to do. */
export class UnreadableInput extends Error {
  override name = 'UnreadableInput';
}

/** A row as cut from the input and not looked at yet: JSON text or a value, with its line. */
export type RawRow =
  | { line: number; json: string }
  | { line: number; value: Record<string, unknown>; warnings?: string[] }
  | RefusedRow;
