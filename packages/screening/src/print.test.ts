import type { Assessment } from '@pugmark/documents/assessment';
import { describe, expect, it } from 'vitest';
import { NOTHING_SEEN } from './plain.ts';
import { Printer, printAssessment } from './print.ts';

const reasons = { staff: 'nothing', seller: 'nothing' };
const clear = (id: string, offered: number, more: Partial<Assessment> = {}): Assessment => ({
  id,
  verdict: 'clear',
  wildlife: { specimen: NOTHING_SEEN, offered, regulated: 0 },
  findings: [],
  claims: [],
  law: [],
  policy: { id: 'p', version: 'v', rule: 'r' },
  reasons,
  knowledge: { version: 'k', citesAsOf: '2026-03-05' },
  engine: '1',
  ...more,
});

describe('Printer', () => {
  it('prints the same bytes as JSON.stringify, whatever the id and the figures', () => {
    const given = [
      clear('a1', 0.5),
      clear('a2', 0.123),
      clear('a"b\\', 0.5),
      clear('象牙', 1),
      clear('a3', 0),
      clear('a4', 0.12345),
      clear('a5', 0.5, { warnings: ['cut'] }),
      clear('a6', 0.5, { reasons: { staff: 'other', seller: 'other' } }),
      clear('a7', 0.5, { verdict: 'review' }),
      clear('x'.repeat(512), 0.999),
    ];
    const printer = new Printer();
    for (const assessment of given) printer.add(assessment);
    const expected = given.map((assessment) => `${printAssessment(assessment)}\n`).join('');
    expect(new TextDecoder().decode(printer.take())).toBe(expected);
    expect(printer.take().length).toBe(0);
  });

  it('grows with what it is given', () => {
    const printer = new Printer();
    const long = '象'.repeat(900_000);
    printer.text(long);
    for (let i = 0; i < 9000; i++) printer.add(clear(`n${i}`, 0.25));
    const text = new TextDecoder().decode(printer.take());
    expect(text.startsWith(long)).toBe(true);
    expect(text.slice(long.length).split('\n').length).toBe(9001);
  });
});
