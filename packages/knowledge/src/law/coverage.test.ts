import { describe, expect, it } from 'vitest';
import { lawCoverage } from './coverage.ts';
import type { Law, LawPlace } from './law.ts';
import type { Provision } from './law-schema.ts';

const provision = (id: string, more: Partial<Provision>): Provision => ({
  id,
  instrument: 'Act',
  cite: 'Act s. 1',
  says: 'Nobody may sell it.',
  from: '2000-01-01',
  certainty: 'reported',
  source: 'general knowledge',
  checked: '2026-11-22',
  ...more,
});

const place = (code: string, more: Partial<LawPlace> = {}): LawPlace => ({
  place: code,
  name: code,
  native: [],
  provisions: [],
  ...more,
});

const questions = ['authorities', 'prohibition', 'penalty', 'confiscation', 'offer', 'advertising'];
const lawOf = (...places: LawPlace[]): Law => ({
  places: Object.fromEntries(places.map((one) => [one.place, one])),
  annexes: [],
  domestic: [],
  termSets: {},
  questions: Object.fromEntries(questions.map((key) => [key, `${key}?`])),
});

/** What is known of one place on a day. */
function known(law: Law, code: string, day = '2026-11-01') {
  const { questions: answers, ...counts } = lawCoverage(law, day).places.find((one) => one.place === code)!;
  return { ...counts, answers };
}
const table = (category: 1 | 2 | 3 | 'not-1', on: string) => ({ category, on, source: 'table' });

describe('lawCoverage()', () => {
  it('does not take unknown for no', () => {
    const law = lawOf(
      place('AD', { provisions: [provision('ad-act-1', { answers: { offer: 'no' } })] }),
      place('LI', { legislation: 'unknown' }),
    );
    expect(known(law, 'AD').answers.offer).toEqual({
      answer: 'no',
      certainty: 'reported',
      provision: 'ad-act-1',
    });
    expect(known(law, 'AD').answers.advertising).toBeUndefined();
    expect(known(law, 'AD').known).toBe(1);
    expect(known(law, 'LI')).toMatchObject({ known: 0, verified: 0 });
  });

  it('lets category 1 answer four questions with yes, category 3 with no, and no other any', () => {
    const answersOf = (category: 1 | 2 | 3 | 'not-1') => {
      const { answers } = known(lawOf(place('AD', { legislation: [table(category, '2019-11-01')] })), 'AD');
      return questions.map((key) => answers[key]?.answer);
    };
    expect(answersOf(1)).toEqual(['yes', 'yes', 'yes', 'yes', undefined, undefined]);
    expect(answersOf(3)).toEqual(['no', 'no', 'no', 'no', undefined, undefined]);
    for (const category of [2, 'not-1'] as const)
      expect(answersOf(category)).toEqual(Array(6).fill(undefined));
  });

  it('takes the newest category, in whatever order they are written', () => {
    const tables = [table(1, '2019-11-01'), table(3, '2016-09-01')];
    for (const legislation of [tables, tables.toReversed()])
      expect(known(lawOf(place('AD', { legislation })), 'AD').answers.penalty?.answer).toBe('yes');
  });

  it('believes a provision before the category', () => {
    const law = lawOf(
      place('AD', {
        legislation: [table(1, '2019-11-01')],
        provisions: [provision('ad-act-1', { answers: { penalty: 'partly' } })],
      }),
    );
    expect(known(law, 'AD').answers.penalty).toMatchObject({ answer: 'partly', provision: 'ad-act-1' });
  });

  it('takes the surest provision, and of two as sure the one that says yes', () => {
    const law = lawOf(
      place('AD', {
        provisions: [
          provision('ad-act-1', { certainty: 'unverified', answers: { offer: 'yes', advertising: 'no' } }),
          provision('ad-act-2', { certainty: 'verified', answers: { offer: 'no' } }),
          provision('ad-act-3', { certainty: 'unverified', answers: { advertising: 'yes' } }),
        ],
      }),
    );
    expect(known(law, 'AD').answers).toMatchObject({
      offer: { answer: 'no', provision: 'ad-act-2' },
      advertising: { answer: 'yes', provision: 'ad-act-3' },
    });
    expect(known(law, 'AD')).toMatchObject({ known: 2, verified: 1 });
  });

  it("counts a union's law for its members only while they are members", () => {
    const union = place('EU', {
      members: [
        { place: 'DE', from: '1958-01-01' },
        { place: 'GB', from: '1973-01-01', to: '2020-12-31' },
        { place: 'HR', from: '2013-07-01' },
      ],
      provisions: [provision('eu-act-1', { answers: { offer: 'yes' } })],
    });
    const law = lawOf(union, place('DE'), place('GB'), place('HR'), place('CH'));
    const offer = (code: string, day: string) => known(law, code, day).answers.offer?.provision;
    expect(offer('DE', '2026-11-01')).toBe('eu-act-1');
    expect(offer('CH', '2026-11-01')).toBeUndefined();
    expect([offer('GB', '2020-12-31'), offer('GB', '2021-01-01')]).toEqual(['eu-act-1', undefined]);
    expect([offer('HR', '2013-06-30'), offer('HR', '2013-07-01')]).toEqual([undefined, 'eu-act-1']);
  });

  it("counts a country's law for its states, and not the other way round", () => {
    const law = lawOf(
      place('US', { provisions: [provision('us-act-1', { answers: { offer: 'yes' } })] }),
      place('US-CA', { provisions: [provision('us-ca-act-1', { answers: { advertising: 'yes' } })] }),
    );
    expect(known(law, 'US-CA')).toMatchObject({ known: 2, provisions: 1 });
    expect(known(law, 'US').answers.advertising).toBeUndefined();
  });

  it('counts only what is in force on the day', () => {
    const law = lawOf(
      place('AD', { provisions: [provision('ad-act-1', { to: '2010-12-31', answers: { offer: 'yes' } })] }),
    );
    const days = ['1999-12-31', '2000-01-01', '2010-12-31', '2011-01-01'];
    expect(days.map((day) => known(law, 'AD', day).known)).toEqual([0, 1, 1, 0]);
  });

  it('counts provisions by how sure they are, and those that can be executed; the Convention is no place', () => {
    const effects: Provision['effects'] = [{ outcome: 'allowed' }, { outcome: 'prohibited' }];
    const law = lawOf(
      place('CITES', { provisions: [provision('cites-act-1', { certainty: 'verified', effects })] }),
      place('AD', { provisions: [provision('ad-act-1', {}), provision('ad-act-2', { effects })] }),
    );
    expect(lawCoverage(law, '2026-11-01')).toMatchObject({
      provisions: { verified: 1, reported: 2, unverified: 0 },
      executable: 2,
      effects: 4,
      places: [{ place: 'AD', provisions: 2, executable: 1 }],
    });
  });
});
