import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

describe('RateLimit', () => {
  it('gives each caller its number a minute, and says when there is more', () => {
    const limit = new RateLimit(2);
    expect(limit.take('a', 0)).toEqual({ remaining: 1, resetSeconds: 60 });
    expect(limit.take('a', 1)).toEqual({ remaining: 0, resetSeconds: 60 });
    expect(limit.take('a', 30_000)).toEqual({ remaining: -1, resetSeconds: 30 });
    expect(limit.take('b', 30_000).remaining, 'another caller has its own').toBe(1);
    expect(limit.take('a', 59_999)).toEqual({ remaining: -2, resetSeconds: 1 });
    expect(limit.take('a', 60_000)).toEqual({ remaining: 1, resetSeconds: 60 });
  });

  it('grants no caller more than its number in one window, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }),
        (most, calls) => {
          const limit = new RateLimit(most);
          const granted = new Map<string, number>();
          for (const [i, caller] of calls.entries()) {
            if (limit.take(caller, i).remaining >= 0) granted.set(caller, (granted.get(caller) ?? 0) + 1);
          }
          for (const [caller, count] of granted) {
            expect(count).toBe(Math.min(most, calls.filter((one) => one === caller).length));
          }
        },
      ),
    );
  });

  it('forgets the oldest caller first when there are very many, so that memory has an end', () => {
    const limit = new RateLimit(1);
    for (let i = 0; i < 50_001; i++) limit.take(`caller ${i}`, i / 1000);
    expect(limit.take('caller 50000', 51).remaining, 'the newest is still counted').toBe(-1);
    expect(limit.take('caller 0', 51).remaining, 'the oldest begins anew').toBe(0);
  });
});
