import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActionKind, Decision, faultsOf, restricts, sixMonthsAfter } from './decision.ts';

/** A removal that nothing is wrong with. */
const removal: Decision = {
  id: 'd-1',
  subject: { kind: 'listing', id: 'L1', snapshotHash: 'ab'.repeat(32) },
  source: { kind: 'notice', ref: 'n-7' },
  detection: { automated: false, assessment: null },
  facts: ['The title names elephant ivory.'],
  ground: {
    kind: 'law',
    clause: 'Council Regulation (EC) No 338/97, Article 8(1)',
    policyId: 'eu-dsa',
    policyVersion: 'cd'.repeat(32),
    text: 'Commerce in specimens of Annex A is prohibited.',
  },
  actions: [{ kind: 'remove', from: '2026-11-22T10:00:00Z' }],
  automation: 'none',
  decidedBy: 'reviewer-3',
  decidedAt: '2026-11-22T10:00:00Z',
  reasonForStaff: 'Ivory, Annex A, no certificate.',
  reasonForSeller: 'This cannot be sold here. You can appeal.',
  redress: { appealUntil: '2027-05-22T10:00:00Z', outOfCourt: 'https://bodies.example' },
  preserved: { exhibitId: 'e-9' },
};

const fields = (decision: Decision): string[] => faultsOf(decision).map(({ field }) => field);

describe('Decision', () => {
  it('takes a whole record and gives it back unchanged', () => {
    expect(Decision.parse(removal)).toEqual(removal);
    const appealed = { ...removal, id: 'd-2', supersedes: 'd-1' };
    expect(Decision.parse(appealed)).toEqual(appealed);
  });

  it.each([
    ['an unknown action', { actions: [{ kind: 'delete', from: removal.decidedAt }] }],
    ['no action', { actions: [] }],
    ['a day for a moment', { decidedAt: '2026-11-22' }],
    ['a day that is none', { decidedAt: '2026-02-30T00:00:00Z' }],
    ['a hash that is none', { subject: { ...removal.subject, snapshotHash: 'AB' } }],
    ['a territory in words', { actions: [{ ...removal.actions[0], territories: ['Germany'] }] }],
    ['no word to the seller', { reasonForSeller: ' ' }],
    ['no redress', { redress: undefined }],
  ])('refuses %s', (_, change) => {
    expect(Decision.safeParse({ ...removal, ...change }).success).toBe(false);
  });
});

describe('faultsOf()', () => {
  it('finds nothing wrong with a sound record', () => {
    expect(faultsOf(removal)).toEqual([]);
  });

  it('refuses what restricts, and only that, until its exhibit is sealed', () => {
    const { preserved: _, ...unsealed } = removal;
    for (const kind of ActionKind.options) {
      const decision = { ...unsealed, actions: [{ kind, from: removal.decidedAt }] };
      expect(fields(decision), kind).toEqual(restricts(kind) ? ['preserved'] : []);
    }
    expect(ActionKind.options.filter(restricts)).toEqual(['remove', 'restrict', 'suspend', 'terminate']);
  });

  it('asks the ground of law, and no other, for its provision', () => {
    const { clause: _, ...ground } = removal.ground;
    expect(fields({ ...removal, ground })).toEqual(['ground.clause']);
    expect(fields({ ...removal, ground: { ...ground, clause: '  ' } })).toEqual(['ground.clause']);
    expect(fields({ ...removal, ground: { ...ground, kind: 'terms' } })).toEqual([]);
  });

  it('compares moments, not letters, for the end of an action', () => {
    const from = '2026-11-22T10:00:00+02:00';
    const ends = (until: string): string[] =>
      fields({ ...removal, actions: [removal.actions[0]!, { kind: 'warn', from, until }] });
    expect(ends('2026-11-22T08:00:00Z')).toEqual(['actions.1.until']);
    expect(ends('2026-11-22T08:00:01Z')).toEqual([]);
  });

  it('gives six months to appeal what restricts', () => {
    const appeal = (appealUntil: string): Decision => ({
      ...removal,
      redress: { ...removal.redress, appealUntil },
    });
    expect(faultsOf(appeal('2027-05-22T09:59:59Z'))).toEqual([
      { field: 'redress.appealUntil', detail: 'must not be before 2027-05-22T10:00:00.000Z' },
    ]);
    expect(fields(appeal('2027-05-22T12:00:00+02:00'))).toEqual([]);
    const warned = {
      ...appeal('2026-11-23T00:00:00Z'),
      actions: [{ kind: 'warn', from: removal.decidedAt }],
    };
    expect(fields(Decision.parse(warned))).toEqual([]);
  });

  it('tells all that is wrong at once', () => {
    const { preserved: _, ...rest } = removal;
    const bad: Decision = {
      ...rest,
      ground: { ...removal.ground, clause: '' },
      actions: [{ kind: 'suspend', from: removal.decidedAt, until: removal.decidedAt }],
      redress: { ...removal.redress, appealUntil: removal.decidedAt },
    };
    expect(fields(bad)).toEqual(['preserved', 'ground.clause', 'actions.0.until', 'redress.appealUntil']);
  });
});

describe('sixMonthsAfter()', () => {
  it.each([
    ['2026-08-31T12:00:00Z', '2027-02-28T12:00:00.000Z'],
    ['2027-08-31T12:00:00Z', '2028-02-29T12:00:00.000Z'],
    ['2026-05-31T23:59:59Z', '2026-11-30T23:59:59.000Z'],
    ['2026-12-31T23:00:00-02:00', '2027-07-01T01:00:00.000Z'],
  ])('of %s is %s', (moment, end) => {
    expect(sixMonthsAfter(moment)).toBe(end);
  });

  it('is 181 to 184 days', () => {
    const moments = fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (date) => {
        const days = (Date.parse(sixMonthsAfter(date.toISOString())) - date.getTime()) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(181);
        expect(days).toBeLessThanOrEqual(184);
      }),
    );
  });
});
