import { describe, expect, it } from 'vitest';
import { FLOOD_FROM, FloodGuard } from './flood-guard.ts';

describe('FloodGuard', () => {
  it('says nothing before enough listings have passed', () => {
    const guard = new FloodGuard({ flood: 0.2 });
    guard.add(FLOOD_FROM - 1, { ivory: FLOOD_FROM - 1 });
    expect(guard.tripped).toEqual([]);
    guard.add(1, {});
    expect(guard.tripped.map(({ rule }) => rule)).toEqual(['ivory']);
  });

  it('trips for a rule over its share, not for one at it', () => {
    const guard = new FloodGuard({ flood: 0.2 });
    guard.add(1000, { ivory: 200, shells: 150 });
    expect(guard.tripped).toEqual([]);
    guard.add(0, { ivory: 1 });
    expect(guard.tripped).toEqual([{ rule: 'ivory', share: 0.201 }]);
  });

  it('adds up over blocks, and counts each rule by itself', () => {
    const guard = new FloodGuard({ flood: 0.2 });
    for (let block = 0; block < 10; block++) guard.add(100, { ivory: 15, shells: 30, corals: 15 });
    expect(guard.tripped).toEqual([{ rule: 'shells', share: 0.3 }]);
  });

  it('gives the share of the whole stream', () => {
    const guard = new FloodGuard({ flood: 0.2 });
    guard.add(500, { ivory: 250 });
    expect(guard.tripped).toEqual([{ rule: 'ivory', share: 0.5 }]);
    guard.add(2000, {});
    expect(guard.tripped).toEqual([]);
  });

  it('never trips where the policy names no share', () => {
    const guard = new FloodGuard({});
    guard.add(10_000, { ivory: 10_000 });
    expect(guard.tripped).toEqual([]);
  });
});
