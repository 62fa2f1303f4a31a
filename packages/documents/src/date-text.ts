/**
 * Reads a date as listings carry it into ISO 8601; undefined when it cannot be told which day is meant.
 *
 * ISO dates stay as written. `24.12.2025` and `2025/12/24` can be read one way only; `12/24/2025` too, as
 * there is no 24th month. `03/04/2025` is April or March and is not guessed. A number is Unix time, in
 * seconds or milliseconds.
 */
export function dateFromText(value: string | number): string | undefined {
  if (typeof value === 'number') return fromUnix(value);
  const text = value.trim();
  if (text.length > 40) return undefined;
  const iso = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?$/.exec(text);
  if (iso) return isDay(iso[1]!, iso[2] ?? '01', iso[3] ?? '01') ? text : undefined;
  const yearFirst = /^(\d{4})[/.年]\s?(\d{1,2})[/.月]\s?(\d{1,2})日?(?:\D.*)?$/.exec(text);
  if (yearFirst) return day(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
  const dots = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:\D.*)?$/.exec(text);
  if (dots) return day(dots[3]!, dots[2]!, dots[1]!);
  const slashes = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?:\D.*)?$/.exec(text);
  if (slashes) {
    const [, a, b, year] = slashes as unknown as [string, string, string, string];
    if (Number(a) > 12) return day(year, b, a);
    if (Number(b) > 12 || a === b) return day(year, a, b);
    return undefined;
  }
  if (/^\d{10}$|^\d{13}$/.test(text)) return fromUnix(Number(text));
  return undefined;
}

function day(year: string, month: string, dayOfMonth: string): string | undefined {
  const [m, d] = [month.padStart(2, '0'), dayOfMonth.padStart(2, '0')];
  return isDay(year, m, d) ? `${year}-${m}-${d}` : undefined;
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: string, month: string, dayOfMonth: string): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(dayOfMonth)];
  const isLeap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  return y >= 1000 && d >= 1 && d <= (m === 2 && isLeap ? 29 : (monthDays[m - 1] ?? 0));
}

/** Only times from 1990 to 2100, so that a bare year or a row number is not taken for one. */
function fromUnix(value: number): string | undefined {
  const ms = value > 1e11 ? value : value * 1000;
  return ms >= 631_152_000_000 && ms < 4_102_444_800_000 ? new Date(ms).toISOString() : undefined;
}
