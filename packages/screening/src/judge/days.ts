import type { Law } from '@pugmark/knowledge/law/law';

/** Days that are kept; a crawl with endless dates must not fill the memory. */
const KEPT = 20_000;

/** Days on which something begins or ends: between two of them all days are alike. */
export class Days {
  private readonly days: readonly string[];
  private readonly epochs = new Map<string, number>();

  constructor(days: readonly string[]) {
    this.days = days;
  }

  /** How many of them lie on or before `day`. */
  epochOf(day: string): number {
    let epoch = this.epochs.get(day);
    if (epoch === undefined) {
      epoch = this.days.filter((one) => one <= day).length;
      if (this.epochs.size >= KEPT) this.epochs.clear();
      this.epochs.set(day, epoch);
    }
    return epoch;
  }
}

/** Every day on which a union's law begins to apply in a place, and every day after its last. */
export function membershipDays(law: Law): string[] {
  const days = new Set<string>();
  for (const { members = [] } of Object.values(law.places)) {
    for (const { from, to } of members) {
      days.add(from);
      // A last day is inclusive: the day after it is told from it by a letter behind.
      if (to !== undefined) days.add(`${to}~`);
    }
  }
  return [...days];
}
