import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAttempt } from './schedule.ts';

describe('nextAttempt', () => {
  it('is the schedule of the standard when chance adds nothing', () => {
    const start = 1_700_000_000_000;
    let now = start;
    const sinceStart: (number | 'failed')[] = [];
    for (let made = 0; made < 10; made++) {
      now = nextAttempt(made, now, 0) as number;
      sinceStart.push((now - start) / 1000);
    }
    // The column "time since start" of the standard's table, in seconds.
    expect(sinceStart).toEqual([0, 5, 305, 2_105, 9_305, 27_305, 63_305, 113_705, 185_705, 272_105]);
    expect(nextAttempt(10, now, 0)).toBe('failed');
    expect(nextAttempt(11, now, 1)).toBe('failed');
  });

  it('lets chance add a tenth at most, never take away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 4e12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (made, now, random) => {
          const at = nextAttempt(made, now, random) as number;
          const least = nextAttempt(made, now, 0) as number;
          expect(Number.isInteger(at)).toBe(true);
          expect(at).toBeGreaterThanOrEqual(least);
          expect(at - now).toBeLessThanOrEqual(Math.ceil((least - now) * 1.1));
          expect(nextAttempt(made, now, random)).toBe(at);
        },
      ),
    );
  });

  it('refuses what is no count and no chance', () => {
    for (const made of [-1, 0.5, Number.NaN]) expect(() => nextAttempt(made, 0, 0)).toThrow(RangeError);
    for (const random of [-0.1, 1.1, Number.NaN]) expect(() => nextAttempt(0, 0, random)).toThrow(RangeError);
  });
});
