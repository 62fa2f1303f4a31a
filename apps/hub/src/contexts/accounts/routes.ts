import { createRoute, z } from '@hono/zod-openapi';
import type { Database } from '../../db/database.ts';
import { type App, askingOf } from '../../http.ts';
import { json, problems, Text } from '../../openapi.ts';
import { listKeys, makeKey, readAudit, revokeKey, rotateKey } from './actions.ts';
import { scopes } from './model.ts';

const Scope = z.enum(scopes);
const When = z.iso.datetime({ offset: true });
const Id = z.object({ id: z.uuid() });

const Me = z
  .object({
    kind: z.enum(['person', 'key']),
    id: z.string(),
    name: z.string(),
    organisation: z.string(),
    organisationKind: z.string(),
    role: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  })
  .openapi('Me');
const Key = z
  .object({
    id: z.string(),
    name: z.string(),
    shown: z.string(),
    scopes: z.array(Scope),
    createdAt: When,
    expiresAt: When.nullable(),
    revokedAt: When.nullable(),
  })
  .openapi('Key');
const NewKey = z
  .object({
    name: Text(100),
    scopes: z.array(Scope).min(1),
    expiresAt: When.optional(),
  })
  .openapi('NewKey');
const MadeKey = z
  .object({
    id: z.string(),
    name: z.string(),
    shown: z.string(),
    scopes: z.array(Scope),
    /** Shown this once. */
    secret: z.string(),
    expiresAt: When.nullable(),
  })
  .openapi('MadeKey');
const Entry = z
  .object({
    id: z.number(),
    at: When,
    actor: z.string(),
    actorKind: z.string(),
    action: z.string(),
    subject: z.string(),
    requestId: z.string(),
    detail: z.looseObject({}).optional(),
  })
  .openapi('AuditEntry');

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Who I am, the keys of my organisation, and its audit. */
export function accountsRoutes(app: App, database: Database): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/me',
      summary: 'Who asks',
      responses: { 200: json(Me, 'The caller'), ...problems(401, 403) },
    }),
    (c) => {
      const { caller } = askingOf(c);
      const { kind, id, name, org: organisation, orgKind: organisationKind } = caller;
      const rest = caller.kind === 'person' ? { role: caller.role } : { scopes: [...caller.scopes] };
      return c.json({ kind, id, name, organisation, organisationKind, ...rest }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/keys',
      summary: 'API keys of the organisation',
      responses: { 200: json(z.object({ keys: z.array(Key) }), 'Its keys'), ...problems(401, 403, 404) },
    }),
    async (c) => {
      const rows = await listKeys(database, askingOf(c));
      const keys = rows.map(({ createdAt, expiresAt, revokedAt, ...row }) => ({
        ...row,
        createdAt: createdAt.toISOString(),
        expiresAt: iso(expiresAt),
        revokedAt: iso(revokedAt),
      }));
      return c.json({ keys }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/keys',
      summary: 'Make an API key',
      request: { body: { ...json(NewKey, 'What the key is for'), required: true } },
      responses: { 201: json(MadeKey, 'The key with its secret'), ...problems(401, 403, 404, 422) },
    }),
    async (c) => {
      const { name, scopes: wanted, expiresAt } = c.req.valid('json');
      const made = await makeKey(database, askingOf(c), {
        name,
        scopes: wanted,
        expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
      });
      return c.json({ ...made, expiresAt: iso(made.expiresAt) }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/keys/{id}/rotate',
      summary: 'Make a key in place of another, which works for one more day',
      request: { params: Id },
      responses: { 201: json(MadeKey, 'The new key with its secret'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (c) => {
      const made = await rotateKey(database, askingOf(c), c.req.valid('param').id);
      return c.json({ ...made, expiresAt: iso(made.expiresAt) }, 201);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/v1/keys/{id}',
      summary: 'Revoke a key at once',
      request: { params: Id },
      responses: { 204: { description: 'It works no more' }, ...problems(401, 403, 404, 422) },
    }),
    async (c) => {
      await revokeKey(database, askingOf(c), c.req.valid('param').id);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/audit',
      summary: 'What was read and changed, newest first',
      request: {
        query: z.object({
          before: z.coerce.number().int().positive().optional(),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
      },
      responses: {
        200: json(z.object({ entries: z.array(Entry) }), 'Entries'),
        ...problems(401, 403, 404, 422),
      },
    }),
    async (c) => {
      const rows = await readAudit(database, askingOf(c), c.req.valid('query'));
      const entries = rows.map(({ orgId: _org, at, detail, ...row }) => ({
        ...row,
        at: at.toISOString(),
        ...(detail !== null && { detail: detail as Record<string, never> }),
      }));
      return c.json({ entries }, 200);
    },
  );
}
