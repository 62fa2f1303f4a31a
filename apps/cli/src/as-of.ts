import { UsageError } from './usage-error.ts';

/** Checks a day given on the command line. */
export function asOfDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new UsageError(`Cannot use "${text}" as a date: write it as YYYY-MM-DD`);
  }
  return text;
}
