const BUCKETS = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

/** Counts for Prometheus, in its text format. Labels are routes and never addresses as they were asked. */
export class Metrics {
  private readonly requests = new Map<string, number>();
  private readonly buckets = new Map<string, number[]>();
  private readonly sums = new Map<string, number>();
  private readonly counters = new Map<string, number>();

  request(method: string, route: string, status: number, seconds: number): void {
    const labels = `method="${method}",route="${route}"`;
    this.raise(this.requests, `${labels},status="${status}"`, 1);
    const buckets = this.buckets.get(labels) ?? new Array<number>(BUCKETS.length + 1).fill(0);
    for (const [i, most] of BUCKETS.entries()) if (seconds <= most) buckets[i]! += 1;
    buckets[BUCKETS.length]! += 1;
    this.buckets.set(labels, buckets);
    this.raise(this.sums, labels, seconds);
  }

  /** Adds to a counter: `screened_listings`, by verdict. */
  count(name: string, labels: string, by = 1): void {
    this.raise(this.counters, `pugmark_${name}_total{${labels}}`, by);
  }

  text(): string {
    const lines = ['# TYPE pugmark_requests_total counter'];
    for (const [labels, count] of this.requests) lines.push(`pugmark_requests_total{${labels}} ${count}`);
    lines.push('# TYPE pugmark_request_seconds histogram');
    for (const [labels, buckets] of this.buckets) {
      for (const [i, count] of buckets.entries()) {
        lines.push(`pugmark_request_seconds_bucket{${labels},le="${BUCKETS[i] ?? '+Inf'}"} ${count}`);
      }
      lines.push(`pugmark_request_seconds_sum{${labels}} ${this.sums.get(labels) ?? 0}`);
      lines.push(`pugmark_request_seconds_count{${labels}} ${buckets.at(-1)}`);
    }
    for (const [name, count] of this.counters) lines.push(`${name} ${count}`);
    lines.push('# TYPE process_resident_memory_bytes gauge');
    lines.push(`process_resident_memory_bytes ${process.memoryUsage.rss()}`);
    return `${lines.join('\n')}\n`;
  }

  private raise(map: Map<string, number>, key: string, by: number): void {
    map.set(key, (map.get(key) ?? 0) + by);
  }
}
