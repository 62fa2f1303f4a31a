import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook } from '@pugmark/documents/standard-webhook';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SecretBox } from '../../secret-box.ts';
import { hasServer, type TestHub, testHub } from '../../test-hub.ts';
import { Courier } from './jobs.ts';

const server = await hasServer();
const listing = (id: string, title: string) => ({
  id,
  title,
  description: 'For sale, price 120 EUR, ships anywhere.',
  platform: 'shop.example',
  locatedIn: 'GB',
  seller: { id: 'seller-7' },
  listedAt: '2026-10-01',
});
type Json = Record<string, never> & { [name: string]: never };

describe.each([
  ['the embedded database', 'embedded', true],
  ['PostgreSQL', 'server', server],
] as const)('moderation on %s', (_name, kind, there) => {
  describe.skipIf(!there)('', () => {
    let hub: TestHub;
    let anna: Awaited<ReturnType<TestHub['person']>>;
    let ben: string;
    let stranger: string;
    const call = async (as: string, path: string, body?: unknown) => {
      const answer = await hub.request(path, { as, ...(body !== undefined && { method: 'POST', body }) });
      return { status: answer.status, body: (answer.status === 204 ? {} : await answer.json()) as Json };
    };
    const queue = async (as: string, query = '') =>
      (await call(as, `/v1/items${query}`)).body.items as Json[];
    const removal = {
      actions: [{ kind: 'remove' }, { kind: 'strike' }],
      rationale: 'Ivory is not sold here.',
      ground: 'terms',
    };

    beforeAll(async () => {
      hub = await testHub(kind);
      anna = await hub.person('Anna', 'platform');
      stranger = (await hub.person('Stranger', 'platform')).cookie;
      ben = await member('Ben');
      const screened = await call(anna.cookie, '/v1/screenings', {
        listings: [
          listing('1', 'Antique solid ivory bangle'),
          listing('2', 'Live ball python, feeds on mice'),
          listing('3', 'Oak table'),
          listing('4', 'Hawksbill turtle shell comb'),
        ],
      });
      expect(screened.status).toBe(200);
    });
    afterAll(() => hub?.close());

    /** A second reviewer of Anna's organisation. */
    async function member(name: string): Promise<string> {
      const invited = await call(anna.cookie, '/api/auth/organization/invite-member', {
        email: `${name.toLowerCase()}@example.org`,
        role: 'reviewer',
      });
      const other = await hub.person(name, 'ngo');
      const accepted = await call(other.cookie, '/api/auth/organization/accept-invitation', {
        invitationId: invited.body.id,
      });
      expect(accepted.status).toBe(200);
      const active = await call(other.cookie, '/api/auth/organization/set-active', {
        organizationId: anna.org,
      });
      expect(active.status).toBe(200);
      return other.cookie;
    }

    it('queues what a person must look at, the most urgent first', async () => {
      const items = await queue(anna.cookie);
      expect(items.map((item) => item.listingId)).toEqual(['1', '4', '2']);
      expect(items[0]).toMatchObject({
        verdict: 'block',
        rule: 'ivory',
        queue: 'removals',
        state: 'open',
        version: 1,
      });
    });

    it('goes on where a page ended', async () => {
      const first = await call(anna.cookie, '/v1/items?limit=2');
      expect((first.body.items as Json[]).map((item) => item.listingId)).toEqual(['1', '4']);
      expect(
        (await queue(anna.cookie, `?limit=2&after=${first.body.next}`)).map((item) => item.listingId),
      ).toEqual(['2']);
      expect((await call(anna.cookie, '/v1/items?after=nonsense')).status).toBe(422);
    });

    it('opens one item for a screening, however often it is sent', async () => {
      await call(anna.cookie, '/v1/screenings', { listings: [listing('1', 'Antique solid ivory bangle')] });
      expect(await queue(anna.cookie)).toHaveLength(3);
    });

    it('shows all that a decision needs', async () => {
      const [item] = await queue(anna.cookie);
      const { body } = await call(anna.cookie, `/v1/items/${item!.id}`);
      expect(body).toMatchObject({
        listing: { title: 'Antique solid ivory bangle' },
        assessment: {
          policy: { rule: 'ivory' },
          law: expect.arrayContaining([expect.objectContaining({ party: 'GB' })]),
        },
        seller: { items: 3, strikes: [] },
        decisions: [],
      });
    });

    it('gives an item to one person at a time', async () => {
      const [item] = await queue(anna.cookie);
      const claimed = await call(anna.cookie, `/v1/items/${item!.id}/claim`, { version: item!.version });
      expect(claimed.body).toMatchObject({ version: 2, claimedBy: anna.id });
      expect((await call(ben, `/v1/items/${item!.id}/claim`, { version: 2 })).status).toBe(409);
      expect((await call(ben, `/v1/items/${item!.id}/decide`, { version: 2, ...removal })).status).toBe(409);
      expect((await queue(anna.cookie, '?mine=true')).map((one) => one.id)).toEqual([item!.id]);
      expect((await call(anna.cookie, `/v1/items/${item!.id}/release`, { version: 2 })).body).toMatchObject({
        claimedBy: null,
        version: 3,
      });
    });

    it('shows a skipped item to the others only', async () => {
      const [item] = await queue(ben);
      expect((await call(ben, `/v1/items/${item!.id}/skip`, {})).status).toBe(204);
      expect((await queue(ben)).map((one) => one.id)).not.toContain(item!.id);
      expect((await queue(anna.cookie)).map((one) => one.id)).toContain(item!.id);
    });

    it.each([
      ['no rationale', { ...removal, rationale: 'no' }],
      ['no action', { ...removal, actions: [] }],
      ['an action that is none', { ...removal, actions: [{ kind: 'delete' }] }],
      [
        'actions that contradict each other',
        { ...removal, actions: [{ kind: 'publish' }, { kind: 'remove' }] },
      ],
    ])('refuses %s', async (_what, verdict) => {
      const [item] = await queue(anna.cookie);
      const answer = await call(anna.cookie, `/v1/items/${item!.id}/decide`, {
        version: item!.version,
        ...verdict,
      });
      expect(answer.status).toBe(422);
    });

    it('decides once, seals what was seen, tells the platform, and can be undone with all its consequences', async () => {
      const [item] = await queue(anna.cookie);
      const stale = await call(ben, `/v1/items/${item!.id}/decide`, { version: 1, ...removal });
      expect(stale.status).toBe(409);
      const decided = await call(ben, `/v1/items/${item!.id}/decide`, { version: item!.version, ...removal });
      expect(decided.status).toBe(201);
      const record = decided.body;
      expect(record).toMatchObject({
        subject: { id: '1' },
        ground: { kind: 'terms', clause: 'ivory', policyId: 'marketplace-default' },
        actions: [{ kind: 'remove' }, { kind: 'strike' }],
        preserved: { exhibitId: expect.any(String) },
      });
      expect(record.reasonForSeller).not.toMatch(/ivory bangle|\d/);
      expect(
        (await call(anna.cookie, `/v1/items/${item!.id}/decide`, { version: item!.version, ...removal }))
          .status,
      ).toBe(409);
      const sealed = await rows(`select sealed, sha256 from moderation_snapshot where item = '${item!.id}'`);
      expect(sealed).toHaveLength(1);
      expect(sealed[0]!.sha256).toBe((record.subject as Json).snapshotHash);
      expect(sealed[0]!.sealed).toContain('Antique solid ivory bangle');

      const [next] = await queue(anna.cookie);
      const before = await call(anna.cookie, `/v1/items/${next!.id}`);
      expect((before.body.seller as Json).strikes).toHaveLength(1);

      const undone = await call(anna.cookie, `/v1/decisions/${record.id}/reverse`, {
        rationale: 'It is bone after all.',
      });
      expect(undone.body).toMatchObject({ supersedes: record.id, actions: [{ kind: 'publish' }] });
      expect(
        (await call(anna.cookie, `/v1/decisions/${record.id}/reverse`, { rationale: 'Once more, please.' }))
          .status,
      ).toBe(409);
      const after = await call(anna.cookie, `/v1/items/${next!.id}`);
      expect((after.body.seller as Json).strikes).toHaveLength(0);
      const news = await rows(
        `select type, data from moderation_event where subject = '1' order by at, type desc`,
      );
      expect(news.map(({ type }) => type)).toEqual(['decision.made', 'decision.reversed']);
      expect(JSON.stringify(news)).not.toContain('Ivory is not sold here.');
    });

    it('holds what waits for papers', async () => {
      const item = (await queue(anna.cookie)).find(({ listingId }) => listingId === '2')!;
      const decided = await call(anna.cookie, `/v1/items/${item.id}/decide`, {
        version: item.version,
        actions: [{ kind: 'ask-document' }],
        rationale: 'Captive-bred, but no paper is shown.',
        ground: 'law',
      });
      expect(decided.status).toBe(201);
      expect(decided.body.preserved).toBeUndefined();
      expect((await queue(anna.cookie, '?state=held')).map((one) => one.id)).toEqual([item.id]);
    });

    it('keeps every record as it was: the database refuses to change one', async () => {
      for (const table of ['moderation_decision', 'moderation_snapshot']) {
        for (const statement of [`update ${table} set org_id = 'x'`, `delete from ${table}`]) {
          const change = hub.database.asOrg(anna.org, (tx) => tx.execute(sql.raw(statement)));
          await expect(change, statement).rejects.toThrow();
        }
      }
    });

    it('states the reasons of what was removed, without personal data', async () => {
      const today = new Date().toISOString().slice(0, 10);
      const { status, body } = await call(anna.cookie, `/v1/statements?from=${today}&to=${today}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        count: 1,
        batches: [
          {
            statements: [
              { decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'], content_date: '2026-10-01' },
            ],
          },
        ],
      });
      expect(JSON.stringify(body)).not.toContain('seller-7');
      const figures = await hub.request(`/v1/figures.csv?from=${today}&to=${today}`, { as: anna.cookie });
      expect(figures.headers.get('content-type')).toContain('text/csv');
      expect((await call(anna.cookie, '/v1/statements?from=2026-02-01&to=2026-01-01')).status).toBe(422);
    });

    describe('news', () => {
      const received: { id: string; body: Json }[] = [];
      let answer = 200;
      let secret: string;
      const receiver = createServer((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          const body = Buffer.concat(parts);
          verifyWebhook(request.headers, body, [secret], Date.now());
          const id = String(request.headers['webhook-id']);
          received.push({ id, body: JSON.parse(body.toString('utf8')) as Json });
          response.writeHead(answer).end();
        });
      });
      const courier = () => {
        const rules = { allowHttp: true, allowPrivate: true };
        return new Courier(hub.database, new SecretBox('s'.repeat(40)), rules, 'http://hub.test');
      };
      const decideNext = async () => {
        const item = (await queue(anna.cookie))[0]!;
        const verdict = { version: item.version, ...removal };
        const done = await call(anna.cookie, `/v1/items/${item.id}/decide`, verdict);
        expect(done.status).toBe(201);
        return done.body;
      };

      beforeAll(async () => {
        await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
        const { port } = receiver.address() as AddressInfo;
        const made = await call(anna.cookie, '/v1/webhooks', { url: `http://127.0.0.1:${port}/news` });
        expect(made.status).toBe(201);
        secret = made.body.secret;
        const more = ['5', '6', '7'].map((id) => listing(id, 'Antique solid ivory bangle'));
        await call(anna.cookie, '/v1/screenings', { listings: more });
      });
      afterAll(() => {
        receiver.close();
      });

      it('of a decision come signed, once, and say what to do but not how it was found', async () => {
        const record = await decideNext();
        expect(await courier().deliver()).toBe(1);
        expect(await courier().deliver()).toBe(0);
        expect(received).toHaveLength(1);
        expect(received[0]!.body).toMatchObject({
          specversion: '1.0',
          type: 'org.pugmark.decision.made',
          data: { decision: record.id, actions: [{ kind: 'remove' }, { kind: 'strike' }] },
        });
        expect(JSON.stringify(received[0])).not.toContain(removal.rationale);
      });

      it('that were not taken come again with the same id, on the schedule', async () => {
        answer = 500;
        await decideNext();
        const now = Date.now();
        expect(await courier().deliver(now)).toBe(1);
        expect(await courier().deliver(now + 1_000), 'not before its time').toBe(0);
        const waiting = await call(anna.cookie, '/v1/deliveries?state=waiting');
        expect(waiting.body.deliveries).toMatchObject([{ attempts: 1, trouble: 'status 500' }]);
        answer = 200;
        expect(await courier().deliver(now + 6_000)).toBe(1);
        expect(received.at(-1)!.id).toBe(received.at(-2)!.id);
      });

      it('are sent no more to a receiver that wants none, and again when a person says so', async () => {
        answer = 410;
        await decideNext();
        await courier().deliver();
        const receivers = await call(anna.cookie, '/v1/webhooks');
        expect((receivers.body.webhooks as Json[])[0]!.disabledAt).not.toBeNull();
        const failed = (await call(anna.cookie, '/v1/deliveries')).body.deliveries as Json[];
        expect(failed).toMatchObject([{ trouble: 'disabled 410' }]);
        answer = 200;
        expect((await call(anna.cookie, `/v1/deliveries/${failed[0]!.id}/replay`, {})).status).toBe(204);
        expect(await courier().deliver()).toBe(1);
        expect((await call(anna.cookie, '/v1/deliveries')).body.deliveries).toEqual([]);
      });

      it.each(['ftp://example.org', 'https://user:pass@example.org', 'no address'])(
        'are not sent to %s',
        async (url) => {
          expect((await call(anna.cookie, '/v1/webhooks', { url })).status).toBe(422);
        },
      );
    });

    it('shows a stranger nothing', async () => {
      const item = (await queue(anna.cookie))[0]!;
      const [decision] = await rows('select id from moderation_decision limit 1');
      for (const path of [`/v1/items/${item.id}`, `/v1/decisions/${decision!.id}`]) {
        expect((await call(stranger, path)).status, path).toBe(404);
      }
      for (const deed of ['claim', 'release', 'skip', 'decide']) {
        const answer = await call(stranger, `/v1/items/${item.id}/${deed}`, {
          version: item.version,
          ...removal,
        });
        expect(answer.status, deed).toBe(404);
      }
      expect(await queue(stranger)).toEqual([]);
    });

    const rows = (query: string) =>
      hub.database.asOrg(anna.org, async (tx) => (await tx.execute(sql.raw(query))).rows as Json[]);
  });
});
