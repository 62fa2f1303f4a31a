import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Metrics } from './metrics.ts';
import { type TestHub, testHub } from './test-hub.ts';

type Sample = { name: string; labels: Record<string, string>; value: number };

/** Reads Prometheus' text format 0.0.4, and fails where it is not that. */
function samplesOf(text: string): Sample[] {
  expect(text.endsWith('\n')).toBe(true);
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  const done = new Set<string>();
  let family = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const type = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line);
    if (type) {
      expect(types.has(type[1]!), `${type[1]} has one type`).toBe(false);
      types.set(type[1]!, type[2]!);
      continue;
    }
    const sample = /^([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (\S+)$/.exec(line);
    expect(sample, line).not.toBeNull();
    const [, name, labels = '', value] = sample!;
    expect(Number(value), line).not.toBeNaN();
    const base = name!.replace(/_(bucket|sum|count)$/, '');
    const own = types.get(base) === 'histogram' ? base : name!;
    if (own !== family) expect(done, `${own} stands in one group`).not.toContain(own);
    done.add(own);
    family = own;
    samples.push({
      name: name!,
      labels: Object.fromEntries([...labels.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
      value: Number(value),
    });
  }
  const keys = samples.map(({ name, labels }) => name + JSON.stringify(labels));
  expect(new Set(keys).size, 'no sample stands there twice').toBe(keys.length);
  return samples;
}

describe('Metrics', () => {
  it('is valid text for Prometheus, empty and full', () => {
    const metrics = new Metrics();
    expect(samplesOf(metrics.text())).toHaveLength(1);
    for (const seconds of [0.001, 0.005, 0.3, 99]) metrics.request('GET', '/v1/keys/:id', 200, seconds);
    metrics.request('POST', '/v1/keys', 500, 0.1);
    metrics.count('listings', 'verdict="block"');
    metrics.count('listings', 'verdict="clear"', 3);
    const samples = samplesOf(metrics.text());
    const of = (name: string, labels: Record<string, string>) =>
      samples
        .filter((one) => one.name === name && Object.entries(labels).every(([k, v]) => one.labels[k] === v))
        .map(({ value }) => value);
    const route = { method: 'GET', route: '/v1/keys/:id' };
    expect(of('pugmark_requests_total', { ...route, status: '200' })).toEqual([4]);
    expect(of('pugmark_requests_total', { status: '500' })).toEqual([1]);
    expect(of('pugmark_request_seconds_bucket', route), 'each holds those below it').toEqual([
      2, 2, 2, 3, 3, 3, 4,
    ]);
    expect(of('pugmark_request_seconds_count', route)).toEqual([4]);
    expect(of('pugmark_request_seconds_sum', route)[0]).toBeCloseTo(99.306);
    expect(of('pugmark_listings_total', { verdict: 'clear' })).toEqual([3]);
  });
});

describe('the figures of a hub', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub('embedded');
  });
  afterAll(() => hub?.close());

  it('have routes as labels, never addresses, ids or names that somebody made up', async () => {
    const { cookie } = await hub.person('Anna', 'platform');
    const id = '0b3c9d3e-6a58-4c52-9f0b-0f5f9a3a7f10';
    for (const as of [cookie, undefined]) {
      for (const path of [
        `/v1/screenings/${id}`,
        `/v1/keys/${id}/rotate`,
        `/v1/made-up-${id}`,
        `/made-up-${id}`,
        `/api/auth/made-up-${id}`,
        `/v1/audit?limit=made-up-${id}`,
        `/%22made-up-${id}%0A`,
      ]) {
        await hub.request(path, { ...(as && { as }) });
        await hub.request(path, { method: 'POST', ...(as && { as }), body: {} });
      }
    }
    const text = await (await hub.request('/metrics')).text();
    expect(text).not.toMatch(/made-up|0b3c9d3e|Anna|anna/);
    const routes = new Set(samplesOf(text).flatMap(({ labels }) => labels.route ?? []));
    expect(routes.size, [...routes].join(' ')).toBeLessThan(20);
    expect(routes).toContain('/v1/screenings/:id');
  });
});
