import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Category, Ground, Statement } from './statement-of-reasons.ts';
import { csvCell, transparencyCsv, transparencyRows } from './transparency-template.ts';

const removed: Statement = Statement.parse({
  puid: 'p-1',
  decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
  decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
  illegal_content_legal_ground: 'Regulation (EC) No 338/97',
  illegal_content_explanation: 'Ivory.',
  content_type: ['CONTENT_TYPE_PRODUCT'],
  category: 'STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS',
  content_date: '2026-01-01',
  application_date: '2026-01-01',
  decision_facts: 'Ivory.',
  source_type: 'SOURCE_VOLUNTARY',
  automated_detection: 'Yes',
  automated_decision: 'AUTOMATED_DECISION_FULLY',
});
const period = { service: 'Market', from: '2026-01-01', to: '2026-06-30' };

function tally(statements: Statement[]): Record<string, string>[] {
  const [header, ...rows] = transparencyRows(statements, period);
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [header![at]!, cell])));
}

const row = (statements: Statement[], category: string): Record<string, string> =>
  tally(statements).find((one) => one.category === category)!;

describe('transparencyRows()', () => {
  it('has a row for each category and all, by ground, zeroes too', () => {
    const rows = tally([]);
    expect(rows).toHaveLength(Ground.options.length * (Category.options.length + 1));
    expect(rows.every(({ statements }) => statements === '0')).toBe(true);
  });

  it('counts a statement in every column it meets', () => {
    const twice: Statement = { ...removed, puid: 'p-2', decision_account: 'DECISION_ACCOUNT_SUSPENDED' };
    expect(row([removed, twice], removed.category)).toMatchObject({
      service: 'Market',
      period_start: '2026-01-01',
      decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
      statements: '2',
      DECISION_VISIBILITY_CONTENT_REMOVED: '2',
      DECISION_ACCOUNT_SUSPENDED: '1',
      DECISION_ACCOUNT_TERMINATED: '0',
      AUTOMATED_DETECTION: '2',
      AUTOMATED_DECISION_FULLY: '2',
      AUTOMATED_DECISION_PARTIALLY: '0',
    });
  });

  it('counts what began in the period, both days included, and each puid once', () => {
    const days = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'];
    const all = days.map(
      (application_date, n): Statement => ({ ...removed, puid: `p-${n}`, application_date }),
    );
    expect(row([...all, ...all], 'ALL').statements).toBe('2');
  });

  it('adds up: each statement is under one category, one ground and one kind of automation', () => {
    const statements = fc.array(
      fc.record({
        category: fc.constantFrom(...Category.options),
        ground: fc.constantFrom(...Ground.options),
        automated: fc.constantFrom(
          'AUTOMATED_DECISION_FULLY' as const,
          'AUTOMATED_DECISION_NOT_AUTOMATED' as const,
        ),
      }),
    );
    fc.assert(
      fc.property(statements, (many) => {
        const rows = tally(
          many.map(({ category, ground, automated }, n) => {
            return {
              ...removed,
              puid: `${n}`,
              category,
              decision_ground: ground,
              automated_decision: automated,
            };
          }),
        );
        const sum = (isAll: boolean, ...columns: string[]): number =>
          rows
            .filter(({ category }) => (category === 'ALL') === isAll)
            .reduce((total, one) => total + columns.reduce((n, column) => n + Number(one[column]), 0), 0);
        expect(sum(true, 'statements')).toBe(many.length);
        expect(sum(false, 'statements')).toBe(many.length);
        const kinds = ['FULLY', 'PARTIALLY', 'NOT_AUTOMATED'].map((kind) => `AUTOMATED_DECISION_${kind}`);
        expect(sum(false, ...kinds)).toBe(many.length);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['2026-06-30', '2026-01-01'],
    ['2026-02-30', '2026-06-30'],
    ['2026', '2027'],
  ])('refuses a period from %s to %s', (from, to) => {
    expect(() => transparencyRows([], { service: 'x', from, to })).toThrow(RangeError);
  });
});

describe('transparencyCsv()', () => {
  it('is a table by RFC 4180 that another reader reads back, whatever the service is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const service = `=${name}",\r\n`;
        const csv = transparencyCsv([removed], { ...period, service });
        const read = parse(csv, { record_delimiter: '\r\n' }) as string[][];
        const rows = transparencyRows([removed], { ...period, service });
        expect(read.slice(1).map((cells) => cells[0])).toEqual(rows.slice(1).map(() => `'${service}`));
        expect(read.map((cells) => cells.slice(1))).toEqual(rows.map((cells) => cells.slice(1)));
        expect(csv.endsWith('\r\n')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('never lets a cell begin as a formula', () => {
    expect(['=1+1', '+1', '-1', '@x', '\tx'].map(csvCell)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx"]);
    expect(csvCell('Market')).toBe('Market');
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(csvCell(text).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
