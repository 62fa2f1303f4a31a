import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasServer, ORIGIN, type TestHub, testHub } from './test-hub.ts';

const server = await hasServer();
/** Fits every route that changes one thing: what is refused is refused for whose it is. */
const anyBody = {
  version: 1,
  actions: [{ kind: 'publish' }],
  rationale: 'A stranger tries this.',
  ground: 'terms',
};
const ivory = {
  id: '1',
  title: 'Antique ivory bangle, solid ivory, 55 g',
  platform: 'shop.example',
  locatedIn: 'GB',
};

describe.each([
  ['the embedded database', 'embedded', true],
  ['PostgreSQL', 'server', server],
] as const)('the hub on %s', (_name, kind, there) => {
  describe.skipIf(!there)('', () => {
    let hub: TestHub;
    let anna: Awaited<ReturnType<TestHub['person']>>;
    let boris: Awaited<ReturnType<TestHub['person']>>;
    let key: string;
    let keyId: string;
    let screeningId: string;

    beforeAll(async () => {
      hub = await testHub(kind);
      anna = await hub.person('Anna', 'platform');
      boris = await hub.person('Boris', 'ngo');
      const made = await hub.request('/v1/keys', {
        method: 'POST',
        as: anna.cookie,
        body: { name: 'stream', scopes: ['screenings:write', 'screenings:read'] },
      });
      expect(made.status).toBe(201);
      const answer = (await made.json()) as { id: string; secret: string };
      [keyId, key] = [answer.id, answer.secret];
      const screened = await hub.request('/v1/screenings', {
        method: 'POST',
        as: key,
        body: { listings: [ivory] },
      });
      expect(screened.status).toBe(200);
      screeningId = ((await screened.json()) as { screenings: { id: string }[] }).screenings[0]!.id;
    });
    afterAll(() => hub?.close());

    it('says who asks', async () => {
      const me = await (await hub.request('/v1/me', { as: anna.cookie })).json();
      expect(me).toMatchObject({ kind: 'person', name: 'Anna', organisation: anna.org, role: 'owner' });
      expect(await (await hub.request('/v1/me', { as: key })).json()).toMatchObject({ kind: 'key' });
    });

    it('shows a secret once, and keeps only its hash', async () => {
      const listed = await (await hub.request('/v1/keys', { as: anna.cookie })).text();
      expect(listed).toContain(keyId);
      expect(listed).not.toContain(key);
      const rows = await hub.database.db.execute(sql`select * from accounts_key`);
      expect(JSON.stringify(rows.rows)).not.toContain(key);
    });

    it('screens, and keeps the same listing once', async () => {
      const twice = await hub.request('/v1/screenings', {
        method: 'POST',
        as: key,
        body: { listings: [ivory, { ...ivory, title: 'Oak table' }, 7, ivory] },
      });
      const { screenings } = (await twice.json()) as { screenings: Record<string, never>[] };
      expect(screenings).toHaveLength(4);
      expect(screenings[0]).toMatchObject({ id: screeningId, assessment: { verdict: 'block' } });
      expect(screenings[1]).toMatchObject({ assessment: { verdict: 'clear' } });
      expect(screenings[2]).toMatchObject({ line: 3, error: { code: expect.any(String) } });
      expect(screenings[3]).toEqual(screenings[0]);
    });

    it('answers a kept screening with the listing as it was, and writes the reading down', async () => {
      const kept = await hub.request(`/v1/screenings/${screeningId}`, { as: anna.cookie });
      expect(await kept.json()).toMatchObject({ listing: ivory, assessment: { id: '1' } });
      const audit = await (await hub.request('/v1/audit', { as: anna.cookie })).json();
      expect(audit).toMatchObject({
        entries: expect.arrayContaining([
          expect.objectContaining({ action: 'screening.read', subject: screeningId, actor: anna.id }),
          expect.objectContaining({ action: 'key.made', subject: keyId }),
        ]),
      });
    });

    it('screens a stream, row by row, in order', async () => {
      const lines = [
        JSON.stringify(ivory),
        'no json',
        '',
        JSON.stringify({ id: '2', title: 'Live ball python for sale' }),
      ];
      const answer = await hub.request('/v1/screenings/stream', {
        method: 'POST',
        as: key,
        body: lines.join('\n'),
      });
      const rows = (await answer.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows).toHaveLength(3);
      expect(rows[0].id).toBe(screeningId);
      expect(rows[1].error).toBeDefined();
      expect(rows[2].assessment.findings[0].taxon.name).toBe('Python regius');
    });

    it('lets nobody else see anything: 404 or 401, never data', async () => {
      const { paths } = (await (await hub.request('/v1/openapi.json')).json()) as {
        paths: Record<string, Record<string, unknown>>;
      };
      const other = await hub.request('/v1/keys', {
        method: 'POST',
        as: boris.cookie,
        body: { name: 'other', scopes: ['screenings:write', 'screenings:read', 'audit:read'] },
      });
      const { secret: otherKey } = (await other.json()) as { secret: string };
      const { items } = (await (await hub.request('/v1/items', { as: anna.cookie })).json()) as {
        items: { id: string }[];
      };
      const ids = [keyId, screeningId, items[0]!.id];
      let asked = 0;
      for (const [path, methods] of Object.entries(paths)) {
        if (!path.includes('{id}')) continue;
        for (const method of Object.keys(methods)) {
          for (const id of ids) {
            const url = path.replace('{id}', id);
            for (const as of [boris.cookie, otherKey, undefined]) {
              const answer = await hub.request(url, {
                method: method.toUpperCase(),
                ...(as && { as }),
                ...(method === 'post' && { body: anyBody }),
              });
              expect([401, 404], `${method} ${url}`).toContain(answer.status);
              expect(await answer.text()).not.toContain('ivory');
              asked += 1;
            }
          }
        }
      }
      expect(asked).toBeGreaterThanOrEqual(18);
      for (const path of ['/v1/me', '/v1/keys', '/v1/audit']) {
        expect((await hub.request(path)).status, path).toBe(401);
      }
      expect(await (await hub.request('/v1/audit', { as: boris.cookie })).text()).not.toContain(keyId);
    });

    it('holds in the database alone, without any check of ours', async () => {
      const count = (org: string, table: string) =>
        hub.database.asOrg(org, async (tx) => {
          const { rows } = await tx.execute(sql.raw(`select count(*)::int as n from ${table}`));
          return (rows as { n: number }[])[0]!.n;
        });
      for (const table of ['screening_listing', 'screening_assessment', 'accounts_key', 'accounts_audit']) {
        expect(await count(anna.org, table), table).toBeGreaterThan(0);
        expect(await count('', table), table).toBe(0);
        expect(await count('another', table), table).toBe(0);
      }
      const foreign = hub.database.asOrg(boris.org, (tx) =>
        tx.execute(sql`insert into accounts_audit (org_id, actor, actor_kind, action, subject, request_id)
          values (${anna.org}, 'x', 'person', 'x', 'x', 'x')`),
      );
      await expect(foreign).rejects.toThrow();
      const rewritten = hub.database.asOrg(anna.org, (tx) =>
        tx.execute(sql`update accounts_audit set actor = 'x'`),
      );
      await expect(rewritten).rejects.toThrow();
      const persons = hub.database.asOrg(anna.org, (tx) =>
        tx.execute(sql`select email from accounts_person`),
      );
      await expect(persons).rejects.toThrow();
    });

    it('rotates and revokes keys', async () => {
      const rotated = await hub.request(`/v1/keys/${keyId}/rotate`, { method: 'POST', as: anna.cookie });
      const { secret, id } = (await rotated.json()) as { secret: string; id: string };
      expect((await hub.request('/v1/me', { as: secret })).status).toBe(200);
      expect((await hub.request('/v1/me', { as: key })).status, 'the old one has a day of grace').toBe(200);
      const gone = await hub.request(`/v1/keys/${id}`, { method: 'DELETE', as: anna.cookie });
      expect(gone.status).toBe(204);
      expect((await hub.request('/v1/me', { as: secret })).status).toBe(401);
    });

    it('demands a second factor of enforcers', async () => {
      const eve = await hub.person('Eve', 'enforcement');
      const answer = await hub.request('/v1/me', { as: eve.cookie });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ title: 'second-factor-needed' });
    });

    it('refuses what a foreign page sends with our cookie', async () => {
      const answer = await hub.request('/v1/keys', {
        method: 'POST',
        headers: { cookie: anna.cookie, origin: 'https://evil.example' },
        body: { name: 'x', scopes: ['screenings:read'] },
      });
      expect(answer.status).toBe(403);
    });

    it.each([
      ['no JSON', '{', 422],
      ['nothing', { listings: [] }, 422],
      ['too many', { listings: Array.from({ length: 1001 }, () => ivory) }, 422],
      ['a policy that is not there', { listings: [ivory], policy: 'toString' }, 422],
      ['a wrong type', { listings: 'x' }, 422],
    ])('refuses %s with a problem that says what to do', async (_what, body, status) => {
      const answer = await hub.request('/v1/screenings', { method: 'POST', as: key, body });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status, requestId: expect.any(String) });
    });

    it('tells its limits, its health and its figures', async () => {
      const me = await hub.request('/v1/me', { as: anna.cookie });
      expect(Number(me.headers.get('ratelimit-remaining'))).toBeGreaterThan(0);
      expect(me.headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
      expect((await hub.request('/health')).status).toBe(200);
      expect(await (await hub.request('/metrics')).text()).toContain(
        'pugmark_listings_total{verdict="block"}',
      );
      expect((await hub.request('/nowhere')).status).toBe(404);
      expect(ORIGIN).toContain('hub.test');
    });
  });
});
