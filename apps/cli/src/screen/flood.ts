import type { Assessment } from '@pugmark/documents/assessment';
import { FloodGuard } from '@pugmark/screening/policy/flood-guard';
import type { BlockResult } from './block.ts';

/** A rule that stopped too much of the stream, and how many listings it sent to review instead. */
export interface Flooded {
  rule: string;
  /** Share of the listings it had stopped when the guard tripped. */
  share: number;
  reviewed: number;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/**
 * The flood guard of a run. Blocks pass it in the order of the input, so that the same input comes out the same
 * with any number of threads: what a rule that tripped stops in later blocks goes to review.
 */
export class Flood {
  #guard: FloodGuard | undefined;
  /** What the seller is told of a review. */
  #reviewText = '';
  readonly #tripped = new Map<string, Flooded>();

  get told(): Flooded[] {
    return [...this.#tripped.values()];
  }

  pass(result: BlockResult): BlockResult {
    const mended = this.#isTouched(result) ? this.#mend(result) : result;
    const { counts, stopped, policy } = result;
    this.#guard ??= new FloodGuard(policy);
    this.#reviewText = policy.reviewText;
    const listings = counts.clear + counts.inform + counts.ask + counts.review + counts.block;
    const counted = Object.entries(stopped).map(([rule, { ask, block }]) => [rule, ask + block]);
    this.#guard.add(listings, Object.fromEntries(counted));
    for (const { rule, share } of this.#guard.tripped) {
      if (!this.#tripped.has(rule)) this.#tripped.set(rule, { rule, share, reviewed: 0 });
    }
    return mended;
  }

  #isTouched({ stopped }: BlockResult): boolean {
    return Object.keys(stopped).some((rule) => this.#tripped.has(rule));
  }

  #mend(result: BlockResult): BlockResult {
    const counts = { ...result.counts };
    for (const [rule, { ask, block }] of Object.entries(result.stopped)) {
      const flooded = this.#tripped.get(rule);
      if (!flooded) continue;
      flooded.reviewed += ask + block;
      counts.ask -= ask;
      counts.block -= block;
      counts.review += ask + block;
    }
    const flagged = result.flagged.map(([listing, one]): [typeof listing, Assessment] => [
      listing,
      this.#mild(one),
    ]);
    if (!result.json) return { ...result, counts, flagged };
    const lines = decoder
      .decode(result.json)
      .split('\n')
      .map((line) => {
        if (!line.includes('"verdict":"block"') && !line.includes('"verdict":"ask"')) return line;
        const one = JSON.parse(line) as Assessment;
        const mild = this.#mild(one);
        if (mild === one) return line;
        return JSON.stringify(mild);
      });
    return { ...result, counts, flagged, json: encoder.encode(lines.join('\n')) };
  }

  #mild(one: Assessment): Assessment {
    const stops = one.verdict === 'ask' || one.verdict === 'block';
    if (!stops || !this.#tripped.has(one.policy.rule)) return one;
    return { ...one, verdict: 'review', reasons: { ...one.reasons, seller: this.#reviewText } };
  }
}
