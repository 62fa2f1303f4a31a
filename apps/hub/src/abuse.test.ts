import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import { loadKnowledge } from '@pugmark/knowledge/load';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeApp } from './app.ts';
import { readConfig } from './config.ts';
import { BODY_LIMIT } from './http.ts';
import { cookieOf, hasServer, ORIGIN, type TestHub, testHub } from './test-hub.ts';

// The sign-in library checks no origin where it thinks it is tested; here that is what is tested.
vi.hoisted(() => {
  process.env.NODE_ENV = 'development';
  delete process.env.TEST;
});

const server = await hasServer();
const MIB = 1024 * 1024;
const PASSWORD = 'a long enough password';
const SOME_ID = '0b3c9d3e-6a58-4c52-9f0b-0f5f9a3a7f10';
type Person = Awaited<ReturnType<TestHub['person']>>;
type Answer = { screenings: { id: string; assessment: { verdict: string }; error?: { code: string } }[] };

/** Text that nothing can make shorter. */
function noise(length: number): string {
  let text = '';
  for (let i = 0; text.length < length; i++) text += createHash('sha512').update(`${i}`).digest('base64url');
  return text.slice(0, length);
}

/** A text of any UTF-16 units: NUL, half characters, control characters. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom(
    '\u0000',
    'a\u0000b',
    '\ud800',
    '__proto__',
    'constructor',
    "'; drop table x; --",
    noise(9_000),
  ),
);
/** Any JSON. */
const value = fc.anything({
  key: text,
  values: [
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  ],
  maxDepth: 2,
});

describe.each([
  ['the embedded database', 'embedded', true],
  [`PostgreSQL${server ? '' : ' (skipped: no test server)'}`, 'server', server],
] as const)('a hub on %s, abused', (_name, kind, there) => {
  describe.skipIf(!there)('', () => {
    let hub: TestHub;
    let anna: Person;
    let key: string;
    const post = (path: string, body: unknown, as = key, headers: Record<string, string> = {}) =>
      hub.request(path, { method: 'POST', as, body, headers });
    const screen = (...listings: unknown[]) => post('/v1/screenings', { listings });
    const newKey = async (by: Person, scopes: string[], more: object = {}) => {
      const made = await post('/v1/keys', { name: 'test', scopes, ...more }, by.cookie);
      expect(made.status).toBe(201);
      return (await made.json()) as { id: string; secret: string };
    };

    beforeAll(async () => {
      hub = await testHub(kind);
      anna = await hub.person('Anna', 'platform');
      key = (await newKey(anna, ['screenings:write', 'screenings:read'])).secret;
    });
    afterAll(() => hub?.close());

    /** A refusal as it must be: a problem, and nothing of our inside. */
    async function expectProblem(answer: Response, statuses: readonly number[], what = '') {
      const said = await answer.text();
      expect(statuses, `${what} ${said.slice(0, 500)}`).toContain(answer.status);
      expect(answer.headers.get('content-type'), what).toContain('application/problem+json');
      expect(JSON.parse(said), what).toMatchObject({
        status: answer.status,
        detail: expect.any(String),
        requestId: answer.headers.get('x-request-id'),
      });
      expectNoInside(said, what);
      return said;
    }
    function expectNoInside(said: string, what = '') {
      expect(said, what).not.toMatch(
        /\n\s+at |node_modules|\.ts:\d|\.js:\d|Failed query|insert into|select "/,
      );
    }

    describe('bodies', () => {
      it.each([
        ['/v1/screenings', (fill: string) => ({ listings: [{ id: '1', title: fill }] })],
        ['/v1/keys', (fill: string) => ({ name: fill, scopes: ['screenings:read'] })],
        ['/v1/keys/x/rotate', (fill: string) => ({ fill })],
        ['/api/auth/sign-in/email', (fill: string) => ({ email: fill, password: fill })],
      ])('are refused at %s when they are over the limit, with and without a length', async (path, body) => {
        const sent = JSON.stringify(body('x'.repeat(BODY_LIMIT)));
        await expectProblem(await post(path, sent, anna.cookie), [413]);
        const told = await post(path, '{}', anna.cookie, { 'content-length': String(BODY_LIMIT + 1) });
        await expectProblem(told, [413], 'with a length');
      });

      it.each([
        ['a body', (deep: unknown) => deep],
        ['a list of listings', (deep: unknown) => ({ listings: deep })],
        ['a listing', (deep: unknown) => ({ listings: [deep] })],
        [
          'a field that is ours',
          (deep: unknown) => ({ listings: [{ id: '1', title: 'x', attributes: deep }] }),
        ],
        [
          'an attribute',
          (deep: unknown) => ({ listings: [{ id: '1', title: 'x', attributes: { a: deep } }] }),
        ],
        ['a field that is not', (deep: unknown) => ({ listings: [{ id: '1', title: 'x', other: deep }] })],
        ['a title', (deep: unknown) => ({ listings: [{ id: '1', title: deep }] })],
        [
          'a schema.org document',
          (deep: unknown) => ({ listings: [{ '@context': 'https://schema.org', '@graph': deep }] }),
        ],
        ['a policy', (deep: unknown) => ({ listings: [1], policy: deep })],
      ])(
        'that are nested 100,000 deep in %s are answered at once, and not with 500',
        async (_where, body) => {
          for (const [open, close] of [
            ['[', ']'],
            ['{"a":', '}'],
          ] as const) {
            const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
            const sent = JSON.stringify(body('DEEP')).replace('"DEEP"', deep);
            const started = performance.now();
            const answer = await post('/v1/screenings', sent);
            expect(performance.now() - started).toBeLessThan(2_000);
            expect([200, 422], (await answer.clone().text()).slice(0, 300)).toContain(answer.status);
            if (answer.status === 422) await expectProblem(answer, [422]);
            const line = await post('/v1/screenings/stream', `${sent}\n${deep}`);
            expect((await line.text()).trim().split('\n'), 'a row for each line').toHaveLength(2);
          }
        },
      );

      it('of 1,000 listings and nearly 16 MB are screened, each', async () => {
        const description = 'Carved elephant ivory, tusk, old. '.repeat(450);
        const listings = Array.from({ length: 1_000 }, (_, i) => ({
          id: `big ${i}`,
          title: `Ivory ${i}`,
          description,
        }));
        const body = JSON.stringify({ listings });
        expect(body.length).toBeGreaterThan(15 * MIB - MIB / 2);
        const started = performance.now();
        const answer = await post('/v1/screenings', body);
        expect(answer.status).toBe(200);
        expect(((await answer.json()) as Answer).screenings).toHaveLength(1_000);
        const seconds = (performance.now() - started) / 1_000;
        console.log(
          `${kind}: 1,000 listings of ${(body.length / MIB).toFixed(1)} MB in ${seconds.toFixed(1)} s`,
        );
        expect(seconds).toBeLessThan(30);
      });

      it.each([
        ['as text', 'text/plain'],
        ['as a form', 'application/x-www-form-urlencoded'],
        ['as XML', 'application/xml'],
      ])('are refused %s', async (_what, type) => {
        const answer = await post('/v1/screenings', '{"listings":[1]}', key, { 'content-type': type });
        await expectProblem(answer, [415, 422]);
      });

      it('are refused when there is none', async () => {
        await expectProblem(await hub.request('/v1/screenings', { method: 'POST', as: key }), [415, 422]);
        await expectProblem(await post('/v1/screenings', ''), [415, 422]);
      });
    });

    describe('shapes', () => {
      interface Schema {
        $ref?: string;
        type?: string;
        format?: string;
        enum?: unknown[];
        items?: Schema;
        properties?: Record<string, Schema>;
      }
      interface Document {
        paths: Record<
          string,
          Record<
            string,
            {
              parameters?: { name: string; in: 'path' | 'query' }[];
              requestBody?: { content: Record<string, { schema: Schema }> };
            }
          >
        >;
        components: { schemas: Record<string, Schema> };
      }
      const routes = async () => {
        const { paths, components } = (await (await hub.request('/v1/openapi.json')).json()) as Document;
        const resolved = (schema: Schema): Schema =>
          schema.$ref ? components.schemas[schema.$ref.split('/').at(-1)!]! : schema;
        const good = (given: Schema): unknown => {
          const schema = resolved(given);
          if (schema.enum) return schema.enum[0];
          if (schema.format === 'date-time') return '2100-01-01T00:00:00Z';
          if (schema.type === 'array') return [good(schema.items ?? {})];
          if (schema.properties)
            return Object.fromEntries(
              Object.entries(schema.properties).map(([name, one]) => [name, good(one)]),
            );
          return 'x';
        };
        return Object.entries(paths).flatMap(([path, methods]) =>
          Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
            const schema = requestBody && resolved(requestBody.content['application/json']!.schema);
            return {
              path,
              method: method.toUpperCase(),
              parameters,
              fields: Object.keys(schema?.properties ?? {}),
              body: schema && (good(schema) as Record<string, unknown>),
            };
          }),
        );
      };
      /** Asks, and expects an answer or a refusal, but no fault of ours. */
      async function expectNoFault(method: string, path: string, body?: unknown) {
        const what = `${method} ${path} ${JSON.stringify(body)}`.slice(0, 300);
        const answer = await hub.request(path, {
          method,
          as: anna.cookie,
          ...(body !== undefined && { body }),
        });
        expect(answer.status, `${what}: the rate is not what refuses`).not.toBe(429);
        if (answer.status >= 400) await expectProblem(answer, [404, 413, 415, 422], what);
        else expectNoInside(await answer.text(), what);
      }

      it('of every field of every body may be anything: no 500, no inside, always a problem', async () => {
        let fields = 0;
        for (const { path, method, body, fields: names } of await routes()) {
          if (!body) continue;
          await fc.assert(
            fc.asyncProperty(value, (any) => expectNoFault(method, path, JSON.stringify(any ?? null))),
            { numRuns: 30 },
          );
          for (const name of names) {
            fields += 1;
            await fc.assert(
              fc.asyncProperty(value, (any) => expectNoFault(method, path, { ...body, [name]: any })),
              { numRuns: 60 },
            );
          }
        }
        expect(fields).toBeGreaterThanOrEqual(5);
      });

      it('of every parameter may be anything', async () => {
        let parameters = 0;
        for (const { path, method, parameters: names, body } of await routes()) {
          for (const { name, in: where } of names) {
            parameters += 1;
            const odd = fc.oneof(
              text.map((one) => encodeURIComponent(one.toWellFormed())),
              fc.constantFrom('%00', '%', '%zz', '%ff', '..%2f..', '-1', '1e9', '9'.repeat(400), 'NaN'),
            );
            const ask = fc.asyncProperty(odd, (any) =>
              where === 'path'
                ? expectNoFault(
                    method,
                    path.replace(`{${name}}`, any || '-').replaceAll(/\{\w+\}/g, SOME_ID),
                    body,
                  )
                : expectNoFault(method, `${path}?${name}=${any}&${name}=${any}`, body),
            );
            await fc.assert(ask, { numRuns: 60 });
          }
        }
        expect(parameters).toBeGreaterThanOrEqual(5);
      });

      it('of every field of a listing may be anything: each listing is screened or refused in its place', async () => {
        const names = [
          'description',
          'category',
          'language',
          'platform',
          'url',
          'price',
          'currency',
          'quantity',
        ];
        names.push('locatedIn', 'shipsTo', 'listedAt', 'other');
        const part = fc.oneof(text, value);
        const listing = fc.record(
          {
            id: part,
            title: part,
            ...Object.fromEntries(names.map((name) => [name, part])),
            attributes: fc.oneof(fc.dictionary(text, text), value),
            seller: fc.oneof(
              fc.record({ id: part, name: part, contacts: fc.oneof(fc.array(text), value) }),
              value,
            ),
            images: fc.oneof(fc.array(fc.record({ url: text, text })), value),
          },
          { requiredKeys: ['id', 'title'] },
        );
        const ask = fc.asyncProperty(fc.array(listing, { minLength: 1, maxLength: 4 }), async (listings) => {
          const answer = await post('/v1/screenings', { listings }, anna.cookie);
          const what = `${JSON.stringify(listings)} ${await answer.clone().text()}`;
          expect(answer.status, what.slice(0, 3_000)).toBe(200);
          expect(((await answer.json()) as Answer).screenings).toHaveLength(listings.length);
        });
        await fc.assert(ask, { numRuns: 150 });
      });
    });

    describe('texts', () => {
      it.each([
        ['NUL', 'Ivory \u0000 bangle\u0000'],
        ['half characters', 'Ivory \ud800 bangle \udc00'],
        ['1 MB', `Ivory bangle ${'x'.repeat(MIB)}`],
        ['1 MB of noise', `Ivory bangle ${noise(MIB)}`],
        ['what looks like SQL', `Ivory bangle '); drop table screening_listing; --`],
      ])('with %s in every field are screened and kept', async (what, odd) => {
        const listing = {
          id: `odd ${what} ${odd}`.slice(0, 400),
          title: odd,
          description: odd,
          category: odd,
          url: odd,
          attributes: { material: odd },
          seller: { id: odd.slice(0, 400), name: odd, contacts: [odd] },
          images: [{ url: odd, text: odd }],
          price: { amount: 5, currency: odd },
          locatedIn: odd,
          shipsTo: [odd],
          listedAt: odd,
          quantity: odd,
        };
        const answer = await screen(listing);
        expect(answer.status, await answer.clone().text()).toBe(200);
        const [one] = ((await answer.json()) as Answer).screenings;
        expect(one!.assessment.verdict).toBe('block');
        const kept = await hub.request(`/v1/screenings/${one!.id}`, { as: key });
        expect(kept.status).toBe(200);
        const { listing: asKept } = (await kept.json()) as { listing: typeof listing };
        expect(asKept.title.slice(0, 5)).toBe('Ivory');
        const again = (await (await screen(listing)).json()) as Answer;
        expect(again.screenings[0]!.id, 'the same listing is kept once').toBe(one!.id);
      });

      it('with NUL in the name of an attribute are screened', async () => {
        const answer = await screen({ id: 'nul', title: 'Ivory bangle', attributes: { 'a\u0000b': 'x' } });
        expect(answer.status).toBe(200);
      });

      it('as long as a platform may be are screened', async () => {
        expect((await screen({ id: 'long', title: 'Ivory', platform: noise(20_000) })).status).toBe(200);
      });

      it('with NUL or half characters as the name of a key are refused or mended', async () => {
        for (const name of ['a\u0000b', 'a\ud800']) {
          const made = await post('/v1/keys', { name, scopes: ['screenings:read'] }, anna.cookie);
          expect([201, 422], JSON.stringify(name)).toContain(made.status);
        }
      });
    });

    describe('headers and queries', () => {
      it.each([
        ['huge', 'a'.repeat(100_000)],
        ['not of our letters', 'é'.repeat(20)],
        ['repeated', 'first-request-id, second-request-id'],
        ['short', 'a'],
        ['with a quote', 'abcdefgh"},{"a":"'],
        ['markup', '<script>alert(1)</script>'],
      ])('a request id that is %s is not taken up', async (_what, id) => {
        const answer = await hub.request('/v1/me', { as: anna.cookie, headers: { 'x-request-id': id } });
        expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
        const refused = await hub.request('/v1/nothing', {
          as: anna.cookie,
          headers: { 'x-request-id': id },
        });
        expect(((await refused.json()) as { requestId: string }).requestId).not.toBe(id);
      });

      it('a request id of ours is', async () => {
        const headers = { 'x-request-id': 'request_id-1' };
        const answer = await hub.request('/v1/nothing', { as: anna.cookie, headers });
        expect(answer.headers.get('x-request-id')).toBe('request_id-1');
        expect(await answer.text()).toContain('request_id-1');
      });

      it.each([
        ['no scheme', 'pugmark_x'],
        ['another scheme', `Basic ${btoa('a:b')}`],
        ['an unknown key', `Bearer pugmark_${'a'.repeat(43)}`],
        ['a short one', 'Bearer pugmark_'],
        ['a huge one', `Bearer pugmark_${'a'.repeat(1_000_000)}`],
        ['SQL', "Bearer pugmark_'or'1'='1"],
        ['many spaces', `Bearer ${' '.repeat(100_000)}x`],
      ])('credentials with %s are refused', async (_what, authorization) => {
        const started = performance.now();
        await expectProblem(await hub.request('/v1/me', { headers: { authorization } }), [401]);
        expect(performance.now() - started).toBeLessThan(1_000);
      });

      it.each([
        'pugmark.session_token=x',
        `pugmark.session_token=${'x'.repeat(100_000)}`,
        'pugmark.session_token=%00.%zz',
        `pugmark.session_token=${'a'.repeat(32)}.${'b'.repeat(43)}%3D`,
        '='.repeat(1_000),
        `${'a=b; '.repeat(10_000)}`,
      ])('cookies that we did not make sign nobody in', async (cookie) => {
        await expectProblem(await hub.request('/v1/me', { headers: { cookie } }), [401]);
      });

      it('addresses that are odd are not found', async () => {
        for (const path of [
          '/v1//keys',
          '/v1/keys/..%2f..%2fmetrics',
          '/V1/keys',
          '/v1/keys/%00',
          '/%ff',
          '/v1/%',
        ]) {
          await expectProblem(await hub.request(path, { as: anna.cookie }), [404, 422], path);
        }
      });
    });

    describe('foreign pages', () => {
      const origins = [
        ['no origin', undefined],
        ['a foreign origin', 'https://evil.example'],
        ['"null"', 'null'],
        ['an origin that begins as ours', `${ORIGIN}.evil.example`],
        ['another port of ours', `${ORIGIN}:81`],
        ['another scheme of ours', ORIGIN.replace('http:', 'https:')],
        ['two origins', `${ORIGIN}, https://evil.example`],
      ] as const;

      it.each(origins)('with %s change nothing with a session', async (_what, origin) => {
        const headers = { cookie: anna.cookie, ...(origin !== undefined && { origin }) };
        for (const [method, path, body] of [
          ['POST', '/v1/keys', { name: 'foreign', scopes: ['screenings:read'] }],
          ['POST', '/v1/screenings', { listings: [{ id: 'foreign', title: 'x' }] }],
          ['POST', '/v1/screenings/stream', '{}'],
          ['POST', `/v1/keys/${SOME_ID}/rotate`, undefined],
          ['DELETE', `/v1/keys/${SOME_ID}`, undefined],
        ] as const) {
          const answer = await hub.request(path, { method, headers, ...(body !== undefined && { body }) });
          await expectProblem(answer, [403], `${method} ${path}`);
        }
        const made = await hub.request('/api/auth/organization/create', {
          method: 'POST',
          headers,
          body: { name: 'Foreign', slug: 'foreign', kind: 'platform' },
        });
        expect(made.status).toBe(403);
        expect(await (await hub.request('/v1/keys', { as: anna.cookie })).text()).not.toContain('foreign');
      });

      it.each([
        [
          'POST',
          '/api/auth/request-password-reset',
          { email: 'anna@example.org', redirectTo: 'https://evil.example' },
        ],
        [
          'POST',
          '/api/auth/sign-in/email',
          { email: 'anna@example.org', password: PASSWORD, callbackURL: 'https://evil.example' },
        ],
        [
          'POST',
          '/api/auth/sign-in/email',
          { email: 'anna@example.org', password: PASSWORD, callbackURL: '//evil.example' },
        ],
        [
          'POST',
          '/api/auth/sign-in/email',
          { email: 'anna@example.org', password: PASSWORD, callbackURL: '/\\evil.example' },
        ],
        [
          'POST',
          '/api/auth/sign-in/email',
          { email: 'anna@example.org', password: PASSWORD, callbackURL: 'javascript:alert(1)' },
        ],
        ['GET', '/api/auth/reset-password/some-token?callbackURL=https://evil.example', undefined],
        ['GET', '/api/auth/reset-password/some-token?callbackURL=%2F%5Cevil.example', undefined],
        ['GET', '/api/auth/verify-email?token=x&callbackURL=https://evil.example', undefined],
      ])('are nowhere we send people to: %s %s', async (method, path, body) => {
        const answer = await hub.request(path, {
          method,
          headers: { origin: ORIGIN },
          ...(body && { body }),
        });
        expect(answer.status, await answer.clone().text()).toBe(403);
        expect(answer.headers.get('location')).toBeNull();
        expect(answer.headers.getSetCookie()).toEqual([]);
      });
    });

    describe('sessions', () => {
      const signIn = (cookie?: string) =>
        hub.request('/api/auth/sign-in/email', {
          method: 'POST',
          headers: { origin: ORIGIN, ...(cookie && { cookie }) },
          body: { email: 'anna@example.org', password: PASSWORD },
        });

      it('are new at every sign-in, whatever cookie somebody brings', async () => {
        for (const brought of [anna.cookie, 'pugmark.session_token=chosen.by-somebody-else']) {
          const answer = await signIn(brought);
          expect(answer.status).toBe(200);
          const cookie = cookieOf(answer);
          expect(cookie).toContain('pugmark.session_token=');
          expect(cookie).not.toContain(brought);
          expect((await hub.request('/v1/me', { as: cookie })).status).toBe(200);
        }
        const chosen = await hub.request('/v1/me', { as: 'pugmark.session_token=chosen.by-somebody-else' });
        expect(chosen.status).toBe(401);
      });

      it('have a cookie that no script reads and no foreign page sends', async () => {
        for (const cookie of (await signIn()).headers.getSetCookie()) {
          expect(cookie).toMatch(/HttpOnly/i);
          expect(cookie).toMatch(/SameSite=(Lax|Strict)/i);
        }
      });

      it('end when they are signed out, or the password is new', async () => {
        const first = cookieOf(await signIn());
        const second = cookieOf(await signIn());
        await post('/api/auth/sign-out', {}, first);
        expect((await hub.request('/v1/me', { as: first })).status).toBe(401);
        const change = { currentPassword: PASSWORD, newPassword: PASSWORD, revokeOtherSessions: true };
        const changed = await post('/api/auth/change-password', change, second);
        expect(changed.status).toBe(200);
        expect((await hub.request('/v1/me', { as: anna.cookie })).status).toBe(401);
        anna.cookie = cookieOf(changed);
        expect((await hub.request('/v1/me', { as: anna.cookie })).status).toBe(200);
      });

      it('of somebody who was removed see nothing any more', async () => {
        const invitation = { email: 'carl@example.org', role: 'reader', organizationId: anna.org };
        const invited = await post('/api/auth/organization/invite-member', invitation, anna.cookie);
        expect(invited.status, await invited.clone().text()).toBe(200);
        const { id } = (await invited.json()) as { id: string };
        const carl = await hub.person('Carl', 'ngo');
        const accepted = await post(
          '/api/auth/organization/accept-invitation',
          { invitationId: id },
          carl.cookie,
        );
        expect(accepted.status, await accepted.clone().text()).toBe(200);
        await post('/api/auth/organization/set-active', { organizationId: anna.org }, carl.cookie);
        const { screenings } = (await (await screen({ id: 'removed', title: 'Ivory' })).json()) as Answer;
        const path = `/v1/screenings/${screenings[0]!.id}`;
        expect((await hub.request(path, { as: carl.cookie })).status, 'a reader reads').toBe(200);
        for (const [method, address, body] of [
          ['POST', '/v1/screenings', { listings: [{ id: '1', title: 'x' }] }],
          ['POST', '/v1/keys', { name: 'x', scopes: ['screenings:read'] }],
          ['GET', '/v1/keys', undefined],
          ['GET', '/v1/audit', undefined],
        ] as const) {
          const answer = await hub.request(address, { method, as: carl.cookie, ...(body && { body }) });
          await expectProblem(answer, [404], `a reader: ${method} ${address}`);
        }
        const member = { memberIdOrEmail: 'carl@example.org', organizationId: anna.org };
        expect((await post('/api/auth/organization/remove-member', member, anna.cookie)).status).toBe(200);
        expect(await (await hub.request(path, { as: carl.cookie })).text()).not.toContain('Ivory');
        for (const address of [path, '/v1/me', '/v1/keys', '/v1/audit']) {
          const answer = await hub.request(address, { as: carl.cookie });
          expect(await answer.text(), address).not.toContain(anna.org);
        }
      });

      it('without a second factor cannot do away with the need for one', async () => {
        const eve = await hub.person('Eve', 'enforcement');
        expect((await hub.request('/v1/me', { as: eve.cookie })).status).toBe(403);
        await post(
          '/api/auth/organization/update',
          { organizationId: eve.org, data: { kind: 'platform' } },
          eve.cookie,
        );
        expect((await hub.request('/v1/me', { as: eve.cookie })).status).toBe(403);
      });

      it('make no organisation of a kind that there is not', async () => {
        const mara = await hub.person('Mara', 'ngo');
        const answered: [unknown, number][] = [];
        for (const odd of ['', 'god', 7, null, undefined, ['platform'], { a: 1 }]) {
          const body = { name: 'Odd', slug: `odd-${answered.length}`, kind: odd };
          answered.push([odd, (await post('/api/auth/organization/create', body, mara.cookie)).status]);
        }
        expect(answered.filter(([, status]) => status < 400 || status >= 500)).toEqual([]);
      });

      it.each([
        ['a name with NUL', { name: 'a\u0000b', email: 'nul@example.org', password: PASSWORD }],
        ['a name that is none', { name: { a: 1 }, email: 'x@example.org', password: PASSWORD }],
        ['no e-mail', { name: 'x', password: PASSWORD }],
        ['an e-mail that is a list', { name: 'x', email: ['x@example.org'], password: PASSWORD }],
        ['a short password', { name: 'x', email: 'y@example.org', password: 'short' }],
        ['a huge password', { name: 'x', email: 'z@example.org', password: 'p'.repeat(MIB) }],
        ['a prototype', '{"__proto__":{"emailVerified":true},"email":"p"}'],
      ])('are not opened with %s, and that is no fault of ours', async (_what, body) => {
        const answer = await hub.request('/api/auth/sign-up/email', {
          method: 'POST',
          headers: { origin: ORIGIN },
          body,
        });
        const said = await answer.text();
        expect(answer.status, said).toBeGreaterThanOrEqual(400);
        expect(answer.status, said).toBeLessThan(500);
        expectNoInside(said);
      });
    });

    describe('keys', () => {
      const listing = { listings: [{ id: '1', title: 'Ivory' }] };

      it('of scope read read, and write and manage nothing', async () => {
        const reader = await newKey(anna, ['screenings:read']);
        const { screenings } = (await (await screen({ id: 'scope', title: 'Ivory' })).json()) as Answer;
        const path = `/v1/screenings/${screenings[0]!.id}`;
        expect((await hub.request(path, { as: reader.secret })).status).toBe(200);
        for (const [method, address, body] of [
          ['POST', '/v1/screenings', listing],
          ['GET', '/v1/keys', undefined],
          ['POST', '/v1/keys', { name: 'more', scopes: ['screenings:write'] }],
          ['POST', `/v1/keys/${reader.id}/rotate`, undefined],
          ['DELETE', `/v1/keys/${reader.id}`, undefined],
          ['GET', '/v1/audit', undefined],
        ] as const) {
          const answer = await hub.request(address, { method, as: reader.secret, ...(body && { body }) });
          await expectProblem(answer, [404], `${method} ${address}`);
        }
        const signIn = await hub.request('/api/auth/organization/list', { as: reader.secret });
        expect(signIn.status, 'a key is no session').toBe(401);
      });

      it('of scope write do not read', async () => {
        const writer = await newKey(anna, ['screenings:write']);
        const { screenings } = (await (
          await post('/v1/screenings', listing, writer.secret)
        ).json()) as Answer;
        const path = `/v1/screenings/${screenings[0]!.id}`;
        await expectProblem(await hub.request(path, { as: writer.secret }), [404]);
      });

      it('without the scope, and policies that are not there, are refused by the stream as well', async () => {
        const reader = await newKey(anna, ['screenings:read']);
        const line = JSON.stringify(listing.listings[0]);
        await expectProblem(await post('/v1/screenings/stream', line, reader.secret), [404]);
        await expectProblem(await post('/v1/screenings/stream?policy=nope', line), [422]);
      });

      it('that have ended or are revoked are refused', async () => {
        const ends = await newKey(anna, ['screenings:read'], {
          expiresAt: new Date(Date.now() + 700).toISOString(),
        });
        expect((await hub.request('/v1/me', { as: ends.secret })).status).toBe(200);
        const revoked = await newKey(anna, ['screenings:read']);
        await hub.request(`/v1/keys/${revoked.id}`, { method: 'DELETE', as: anna.cookie });
        await expectProblem(await hub.request('/v1/me', { as: revoked.secret }), [401]);
        await sleep(800);
        await expectProblem(await hub.request('/v1/me', { as: ends.secret }), [401]);
        const past = { name: 'x', scopes: ['screenings:read'], expiresAt: '2020-01-01T00:00:00Z' };
        await expectProblem(await post('/v1/keys', past, anna.cookie), [422]);
      });

      it('that end are not given more time by ending them again', async () => {
        const one = await newKey(anna, ['screenings:read']);
        const endOf = async () => {
          const { keys } = (await (await hub.request('/v1/keys', { as: anna.cookie })).json()) as {
            keys: { id: string; revokedAt: string | null }[];
          };
          return keys.find(({ id }) => id === one.id)!.revokedAt;
        };
        await post(`/v1/keys/${one.id}/rotate`, undefined, anna.cookie);
        const end = await endOf();
        await sleep(20);
        await post(`/v1/keys/${one.id}/rotate`, undefined, anna.cookie);
        expect(await endOf(), 'rotated twice').toBe(end);
        await hub.request(`/v1/keys/${one.id}`, { method: 'DELETE', as: anna.cookie });
        const revoked = await endOf();
        await sleep(20);
        await hub.request(`/v1/keys/${one.id}`, { method: 'DELETE', as: anna.cookie });
        expect(await endOf(), 'revoked twice').toBe(revoked);
      });
    });

    describe('listings that hide', () => {
      it('behind another in one schema.org document are not passed over in silence', async () => {
        const product = (sku: string, name: string) => ({ '@type': 'Product', sku, name });
        const graph = [product('1', 'Oak table'), product('2', 'Solid elephant ivory tusk')];
        const answer = await screen({ '@context': 'https://schema.org', '@graph': graph });
        const said = await answer.text();
        expect(answer.status === 422 || /"error"|"block"/.test(said), said.slice(0, 500)).toBe(true);
      });

      it('behind refused lines of a stream can be found by the number of the line', async () => {
        const lines = Array.from({ length: 250 }, (_, i) => JSON.stringify({ id: `l${i}`, title: 'Oak' }));
        lines[0] = '';
        lines[229] = 'no json';
        const answer = await (await post('/v1/screenings/stream', lines.join('\n'))).text();
        const refused = answer.split('\n').find((line) => line.includes('"error"'));
        expect(JSON.parse(refused!)).toMatchObject({ line: 230 });
      });
    });
  });
});

describe('a caller over its rate', () => {
  it('is refused, told when to come back, and keeps nobody else out', async () => {
    const hub = await testHub('embedded');
    const config = readConfig({ PUGMARK_URL: ORIGIN, PUGMARK_LOG: 'silent', PUGMARK_RATE: '3' });
    const knowledge = loadKnowledge({});
    const app = makeApp({ config, database: hub.database, knowledge, send: async () => {} });
    const anna = await hub.person('Anna', 'platform');
    const ask = async () => {
      const body = { name: 'rate', scopes: ['screenings:read'] };
      const made = await hub.request('/v1/keys', { method: 'POST', as: anna.cookie, body });
      const { secret } = (await made.json()) as { secret: string };
      return () => app.request(`${ORIGIN}/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
    };
    const [one, other] = [await ask(), await ask()];
    for (const left of ['2', '1', '0']) {
      expect((await one()).headers.get('ratelimit-remaining')).toBe(left);
    }
    const refused = await one();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ title: 'too-many', status: 429 });
    expect((await other()).status).toBe(200);
    await hub.close();
  });
});

describe('the log', () => {
  it('holds no e-mail, no secret and no text of a listing, also when something fails', async () => {
    const hub = await testHub('embedded');
    const written: string[] = [];
    const hear = (...parts: unknown[]) => {
      written.push(format(...parts));
    };
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation(hear);
    }
    const config = readConfig({ PUGMARK_URL: ORIGIN, PUGMARK_LOG: 'json', PUGMARK_SECRET: 's'.repeat(40) });
    const app = makeApp({
      config,
      database: hub.database,
      knowledge: loadKnowledge({}),
      send: async () => {},
    });
    const ask = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      app.request(`${ORIGIN}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: ORIGIN, ...headers },
        body: JSON.stringify(body),
      });
    const person = { name: 'Theodora', email: 'theodora@example.org', password: PASSWORD };
    const up = await ask('/api/auth/sign-up/email', person);
    const cookie = cookieOf(up);
    await ask('/api/auth/sign-up/email', person);
    await ask('/api/auth/sign-in/email', { ...person, password: 'a wrong long password' });
    await ask('/api/auth/sign-in/email', { email: 'nobody@example.org', password: PASSWORD });
    await ask('/api/auth/request-password-reset', { email: person.email, redirectTo: '/' });
    await ask('/api/auth/organization/create', { name: 'T', slug: 't', kind: 'platform' }, { cookie });
    const wanted = { name: 'log', scopes: ['screenings:write'] };
    const { secret } = (await (await ask('/v1/keys', wanted, { cookie })).json()) as { secret: string };
    const authorization = `Bearer ${secret}`;
    const listing = {
      id: 'listing-4711',
      title: 'Tusk of grandfather Wenzel',
      seller: { id: 'wenzel@example.org', contacts: ['+420 123 456 789'] },
    };
    const answer = await ask('/v1/screenings', { listings: [listing] }, { authorization });
    expect(answer.status).toBe(200);
    await ask('/v1/screenings?q=wenzel@example.org', { listings: 'Wenzel' }, { authorization });
    const lines = written.length;
    expect(lines).toBeGreaterThan(8);
    expect(written.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ method: 'POST', route: '/v1/screenings', status: 200, level: 'info' }),
    );
    const personal = new RegExp(
      [`theodora|nobody@|wenzel|4711|420 123|${PASSWORD}|wrong long`, secret, cookie.split('=')[1]].join('|'),
      'i',
    );
    const found = () => written.filter((line) => personal.test(line)).map((line) => line.slice(0, 1_500));
    const foundBefore = found();
    // And when the database refuses, or fails:
    await ask('/api/auth/sign-up/email', { ...person, name: 'a\u0000b', email: 'theodora1@example.org' });
    await hub.database.db.execute(sql`alter table screening_assessment rename to elsewhere`);
    await hub.database.db.execute(sql`alter table accounts_person rename to elsewhere_too`);
    const failed = await ask(
      '/v1/screenings',
      { listings: [{ ...listing, id: 'listing-4711-b' }] },
      { authorization },
    );
    const signUp = await ask('/api/auth/sign-up/email', { ...person, email: 'theodora2@example.org' });
    const foundAfter = found();
    vi.restoreAllMocks();
    await hub.close();
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toMatch(/screening_assessment|Wenzel|insert/);
    expect(signUp.status).toBe(500);
    expect(await signUp.text()).not.toMatch(/accounts_person|theodora/);
    expect(foundBefore).toEqual([]);
    expect(foundAfter).toEqual([]);
  });
});
