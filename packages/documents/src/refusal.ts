import type { RefusedRow } from './assessment.ts';

/** Why a row can be refused. The code is for programs, the detail for people. */
export type RefusalCode =
  | 'bad-json'
  | 'bad-csv'
  | 'not-an-object'
  | 'missing-id'
  | 'missing-title'
  | 'wrong-type'
  | 'row-too-large'
  | 'too-deep'
  | 'too-many-fields'
  | 'too-many-rows'
  | 'no-listing'
  | 'screen-failed';

/** What stands in the place of a row that could not be read. */
export function refusal(line: number, code: RefusalCode, what: string, id?: string): RefusedRow {
  const error = { code, detail: `Cannot read row ${line}: ${what}` };
  return id === undefined ? { line, error } : { id, line, error };
}

/** True for a refused row, false for anything that was read. */
export function isRefused(row: object): row is RefusedRow {
  return 'error' in row;
}

/** A value as it is quoted in an error: short, on one line, whatever was sent. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
