import { basename } from 'node:path';
import { ImportError } from './import-error.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The date of an export: as given by hand, else from its file name, else from its content. */
export function exportDate(path: string, given: string | undefined, content: string | undefined): string {
  if (given !== undefined) {
    if (!isDate(given)) throw new ImportError(`"${given}" is not a date: write it as 2026-03-06`);
    return given;
  }
  const named = basename(path).match(/(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)/)?.[1];
  if (named && isDate(named)) return named;
  if (content) return content;
  throw new ImportError(
    `Cannot tell of which day ${basename(path)} is: its name holds no date. Say it with --date YYYY-MM-DD`,
  );
}

/** Whether a text is a day of the calendar, written as 2026-03-06. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The day of an HTTP date or an ISO time, or undefined. */
export function dayOf(time: unknown): string | undefined {
  if (typeof time !== 'string') return undefined;
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, 10);
}

/** The same day some months later; the last day of the month where that month is shorter. */
export function monthsLater(date: string, count: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
}

/** The last day of a month given by its English name: "December", "2025" -> 2025-12-31. */
export function lastDayOf(monthName: string, year: string): string | undefined {
  const month = months.indexOf(monthName.slice(0, 3).toLowerCase());
  return month < 0 ? undefined : new Date(Date.UTC(Number(year), month + 1, 0)).toISOString().slice(0, 10);
}
