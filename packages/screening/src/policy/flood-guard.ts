import type { Policy } from '@pugmark/knowledge/policy/policy';

/** So many listings must have passed before a share says anything. */
export const FLOOD_FROM = 500;

/**
 * Counts what each rule stops. A rule that stops more than the policy's share of the stream is as a rule a
 * mistake (a word that everybody uses): from then on it sends to review only, and a person looks.
 */
export class FloodGuard {
  private readonly share: number;
  private readonly stopped = new Map<string, number>();
  private seen = 0;

  constructor(policy: Pick<Policy, 'flood'>) {
    this.share = policy.flood ?? 1;
  }

  /** Adds what was seen: so many listings, and how many of them each rule stopped (ask or block). */
  add(listings: number, stopped: Readonly<Record<string, number>>): void {
    this.seen += listings;
    for (const [rule, count] of Object.entries(stopped)) {
      this.stopped.set(rule, (this.stopped.get(rule) ?? 0) + count);
    }
  }

  /** Rules over their share, with it. */
  get tripped(): { rule: string; share: number }[] {
    if (this.seen < FLOOD_FROM) return [];
    return [...this.stopped]
      .map(([rule, count]) => ({ rule, share: count / this.seen }))
      .filter(({ share }) => share > this.share);
  }
}
