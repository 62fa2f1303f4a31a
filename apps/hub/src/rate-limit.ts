/** Callers that are counted at once; more than that and the oldest windows are forgotten first. */
const KEPT = 50_000;
const WINDOW_MS = 60_000;

/** Counts requests in windows of a minute, by caller. */
export class RateLimit {
  private readonly most: number;
  private readonly windows = new Map<string, { until: number; used: number }>();

  /** @param most requests a minute */
  constructor(most: number) {
    this.most = most;
  }

  /** Takes one; `remaining` is below zero when there was none left. */
  take(caller: string, now: number): { remaining: number; resetSeconds: number } {
    let window = this.windows.get(caller);
    if (!window || window.until <= now) {
      this.windows.delete(caller);
      window = { until: now + WINDOW_MS, used: 0 };
      this.windows.set(caller, window);
      if (this.windows.size > KEPT) this.windows.delete(this.windows.keys().next().value!);
    }
    window.used += 1;
    return { remaining: this.most - window.used, resetSeconds: Math.ceil((window.until - now) / 1000) };
  }
}
