import {
  Account,
  AutomatedDecision,
  Category,
  Ground,
  Monetary,
  Provision,
  type Statement,
  Visibility,
} from './statement-of-reasons.ts';

/** What a transparency report is about: whose, and from which day to which, both included (`2026-01-01`). */
export interface ReportPeriod {
  service: string;
  from: string;
  to: string;
}

/**
 * Restrictions of a period counted for the quantitative template of Implementing Regulation (EU) 2024/2835: rows of
 * cells, the header first, then one row for each category and ground, and for each ground all categories (`ALL`).
 * Rows of zero stay, as a zero is an answer.
 *
 * A statement belongs to the period if its restriction began in it (`application_date`), and counts once however
 * often it was sent (by `puid`). It counts in every column it meets: one that removed the listing and suspended the
 * account counts under both, so columns do not add up to `statements`. A statement counts under its one `category`,
 * not under those in `category_addition`.
 *
 * The codes are those of the statement of reasons, which the template shares. **Not the template itself**: its own
 * ten files, their column codes and their order are to be filled from these figures. And it needs more than
 * statements tell; not covered are identification of the service, orders of authorities (Articles 9 and 10),
 * notices received and how long they took (Article 16), the part of own initiative (the source is not split),
 * figures by keyword and by language, complaints and disputes and their outcome (Articles 20 and 21), suspended
 * repeat offenders (Article 23), error rates of automated means, people and their languages (Article 42(2)),
 * recipients of the service by country, and the qualitative template. The report is due two months after the
 * period's end.
 *
 * @throws RangeError if the period is not two days, the first not after the last
 */
export function transparencyRows(
  statements: Iterable<Statement>,
  { service, from, to }: ReportPeriod,
): string[][] {
  if (!isDay(from) || !isDay(to) || from > to) {
    throw new RangeError(
      `Cannot report from ${from} to ${to}: give two days as 2026-01-01, the first not after the last`,
    );
  }
  const counted = new Map<string, Statement>();
  for (const one of statements) {
    const isIn = one.application_date >= from && one.application_date <= to;
    if (isIn && !counted.has(one.puid)) counted.set(one.puid, one);
  }
  const columns = Object.keys(measures);
  const rows = [['service', 'period_start', 'period_end', 'decision_ground', 'category', ...columns]];
  for (const ground of Ground.options) {
    for (const category of [...Category.options, ALL]) {
      const these = [...counted.values()].filter(
        (one) => one.decision_ground === ground && (category === ALL || one.category === category),
      );
      const counts = Object.values(measures).map((isMet) => String(these.filter(isMet).length));
      rows.push([service, from, to, ground, category, ...counts]);
    }
  }
  return rows;
}

/** The rows as a file: CSV by RFC 4180, to be written in UTF-8. See `transparencyRows` for what it holds. */
export function transparencyCsv(statements: Iterable<Statement>, period: ReportPeriod): string {
  return transparencyRows(statements, period)
    .map((row) => `${row.map(csvCell).join(',')}\r\n`)
    .join('');
}

/**
 * A cell of a CSV file that no spreadsheet takes for a formula: what begins with = + - @, a tab or a line break
 * gets a ' in front. Quoted only where RFC 4180 needs it.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const ALL = 'ALL';

type Measure = (of: Statement) => boolean;

/** The columns, by the code of the statement. */
const measures: Record<string, Measure> = {
  statements: () => true,
  ...each(Visibility.options, (of, code) => of.decision_visibility?.includes(code) ?? false),
  ...each(Monetary.options, (of, code) => of.decision_monetary === code),
  ...each(Provision.options, (of, code) => of.decision_provision === code),
  ...each(Account.options, (of, code) => of.decision_account === code),
  AUTOMATED_DETECTION: (of) => of.automated_detection === 'Yes',
  ...each(AutomatedDecision.options, (of, code) => of.automated_decision === code),
};

function each<T extends string>(
  codes: readonly T[],
  isMet: (of: Statement, code: T) => boolean,
): Record<string, Measure> {
  return Object.fromEntries(codes.map((code): [string, Measure] => [code, (of) => isMet(of, code)]));
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}
