import { createRoute, z } from '@hono/zod-openapi';
import { Assessment } from '@pugmark/documents/assessment';
import { Decision } from '@pugmark/documents/decision';
import type { Database } from '../../db/database.ts';
import { type App, askingOf } from '../../http.ts';
import { json, problems, Text } from '../../openapi.ts';
import type { Moderation } from './actions.ts';
import { exportFigures, exportStatements } from './export.ts';
import type { Cursor, Item } from './store.ts';

const Id = z.object({ id: z.uuid() });
const Version = z.number().int().positive();
const When = z.iso.datetime({ offset: true });
const Rationale = Text(5_000).refine((text) => text.length >= 10, 'is shorter than ten characters');
const kinds = [
  'publish',
  'inform-buyer',
  'ask-document',
  'remove',
  'restrict',
  'warn',
  'strike',
  'suspend',
  'terminate',
] as const;

const QueueItem = z
  .object({
    id: z.string(),
    screening: z.string(),
    platform: z.string(),
    listingId: z.string(),
    seller: z.string().nullable(),
    title: z.string(),
    verdict: z.string(),
    rule: z.string(),
    queue: z.string(),
    priority: z.number(),
    state: z.string(),
    version: z.number(),
    claimedBy: z.string().nullable(),
    claimedUntil: When.nullable(),
    createdAt: When,
  })
  .openapi('QueueItem');
const Opened = z
  .object({
    item: QueueItem,
    listing: z.looseObject({}),
    assessment: Assessment,
    seller: z
      .object({
        items: z.number(),
        strikes: z.array(z.object({ decision: z.string(), at: When, expiresAt: When })),
      })
      .optional(),
    decisions: z.array(Decision),
    /** What was decided last on other listings that the same rule stopped. */
    alike: z.array(Decision),
  })
  .openapi('OpenedItem');
const Wanted = z
  .object({
    version: Version,
    actions: z
      .array(
        z.object({
          kind: z.enum(kinds),
          until: When.optional(),
          territories: z
            .array(z.string().regex(/^[A-Z]{2}$/))
            .max(60)
            .optional(),
        }),
      )
      .min(1)
      .max(5),
    rationale: Rationale,
    ground: z.enum(['law', 'terms']),
    clause: Text(500).optional(),
  })
  .openapi('DecisionRequest');

const Webhook = z
  .object({ id: z.string(), url: z.string(), createdAt: When, disabledAt: When.nullable() })
  .openapi('Webhook');
const Delivery = z
  .object({
    id: z.string(),
    event: z.string(),
    webhook: z.string(),
    attempts: z.number(),
    dueAt: When.nullable(),
    failedAt: When.nullable(),
    trouble: z.string().nullable(),
  })
  .openapi('Delivery');

const Day = z.iso.date();
const Period = z.object({ from: Day, to: Day });

const shown = ({ orgId: _org, changedAt: _changed, createdAt, claimedUntil, ...item }: Item) => ({
  ...item,
  createdAt: createdAt.toISOString(),
  claimedUntil: claimedUntil?.toISOString() ?? null,
});

/** Where a page goes on, as a text nobody has to read. */
const cursorOf = ({ priority, createdAt, id }: Item): string =>
  Buffer.from(JSON.stringify([priority, createdAt.toISOString(), id])).toString('base64url');

const After = z
  .string()
  .max(300)
  .transform((text, context): Cursor => {
    try {
      const [priority, createdAt, id] = z
        .tuple([z.number().int(), When, z.uuid()])
        .parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
      return { priority, createdAt: new Date(createdAt), id };
    } catch {
      context.addIssue({ code: 'custom', message: 'is no cursor: take it from the answer before' });
      return z.NEVER;
    }
  });

/** The queue, its items, and the decisions on them. */
export function moderationRoutes(app: App, database: Database, moderation: Moderation): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/items',
      summary: 'The queue, the most urgent first',
      request: {
        query: z.object({
          state: z.enum(['open', 'held', 'decided']).default('open'),
          queue: z.string().max(100).optional(),
          verdict: z.enum(['ask', 'review', 'block']).optional(),
          platform: z.string().max(300).optional(),
          mine: z.enum(['true', 'false']).optional(),
          after: After.optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
      },
      responses: {
        200: json(z.object({ items: z.array(QueueItem), next: z.string().nullable() }), 'A page'),
        ...problems(401, 403, 404, 422),
      },
    }),
    async (c) => {
      const { after, limit, mine, ...filter } = c.req.valid('query');
      const found = await moderation.queue(askingOf(c), { ...filter, mine: mine === 'true' }, after, limit);
      const next = found.length === limit ? cursorOf(found.at(-1)!) : null;
      return c.json({ items: found.map(shown), next }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/items/{id}',
      summary: 'An item with all that a decision needs',
      request: { params: Id },
      responses: { 200: json(Opened, 'The item'), ...problems(401, 403, 404, 422) },
    }),
    async (c) => {
      const { item, seller, ...rest } = await moderation.item(askingOf(c), c.req.valid('param').id);
      const strikes = seller?.strikes.map(({ decision, at, expiresAt }) => ({
        decision,
        at: at.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }));
      return c.json(
        {
          ...rest,
          item: shown(item),
          ...(seller && { seller: { items: seller.items, strikes: strikes! } }),
        } as never,
        200,
      );
    },
  );
  for (const deed of ['claim', 'release'] as const) {
    app.openapi(
      createRoute({
        method: 'post',
        path: `/v1/items/{id}/${deed}`,
        summary: deed === 'claim' ? 'Take an item for a quarter of an hour' : 'Give an item back',
        request: {
          params: Id,
          body: { ...json(z.object({ version: Version }), 'The version that was seen'), required: true },
        },
        responses: { 200: json(QueueItem, 'The item'), ...problems(401, 403, 404, 409, 422) },
      }),
      async (c) =>
        c.json(
          shown(await moderation[deed](askingOf(c), c.req.valid('param').id, c.req.valid('json').version)),
          200,
        ),
    );
  }
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/items/{id}/skip',
      summary: 'Leave an item to the others',
      request: { params: Id },
      responses: { 204: { description: 'It is shown to you no more' }, ...problems(401, 403, 404, 409, 422) },
    }),
    async (c) => {
      await moderation.skip(askingOf(c), c.req.valid('param').id);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/items/{id}/decide',
      summary: 'Decide on an item',
      request: { params: Id, body: { ...json(Wanted, 'What is done, and why'), required: true } },
      responses: { 201: json(Decision, 'The decision record'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (c) =>
      c.json(
        (await moderation.decide(askingOf(c), c.req.valid('param').id, c.req.valid('json'))) as never,
        201,
      ),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/decisions/{id}',
      summary: 'A decision record',
      request: { params: Id },
      responses: { 200: json(Decision, 'The record'), ...problems(401, 403, 404, 422) },
    }),
    async (c) => c.json((await moderation.decision(askingOf(c), c.req.valid('param').id)) as never, 200),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/decisions/{id}/reverse',
      summary: 'Undo a decision: a new record, and every consequence taken back',
      request: {
        params: Id,
        body: {
          ...json(z.object({ rationale: Rationale }), 'Why'),
          required: true,
        },
      },
      responses: { 201: json(Decision, 'The new record'), ...problems(401, 403, 404, 409, 422) },
    }),
    async (c) =>
      c.json(
        (await moderation.reverse(
          askingOf(c),
          c.req.valid('param').id,
          c.req.valid('json').rationale,
        )) as never,
        201,
      ),
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/webhooks',
      summary: 'Have news sent to an address, signed (Standard Webhooks, CloudEvents)',
      request: { body: { ...json(z.object({ url: Text(2_000) }), 'Where'), required: true } },
      responses: {
        201: json(
          z.object({ id: z.string(), url: z.string(), secret: z.string() }),
          'The receiver with its secret',
        ),
        ...problems(401, 403, 404, 422),
      },
    }),
    async (c) => c.json(await moderation.addWebhook(askingOf(c), c.req.valid('json').url), 201),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/webhooks',
      summary: 'Receivers of news',
      responses: {
        200: json(z.object({ webhooks: z.array(Webhook) }), 'Receivers'),
        ...problems(401, 403, 404),
      },
    }),
    async (c) => {
      const found = await moderation.webhooks(askingOf(c));
      const shownWebhooks = found.map(({ createdAt, disabledAt, ...rest }) => ({
        ...rest,
        createdAt: createdAt.toISOString(),
        disabledAt: disabledAt?.toISOString() ?? null,
      }));
      return c.json({ webhooks: shownWebhooks }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'delete',
      path: '/v1/webhooks/{id}',
      summary: 'Send no more news to a receiver',
      request: { params: Id },
      responses: { 204: { description: 'It gets no more' }, ...problems(401, 403, 404, 422) },
    }),
    async (c) => {
      await moderation.endWebhook(askingOf(c), c.req.valid('param').id);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/deliveries',
      summary: 'News that failed for good, or wait for their next attempt',
      request: { query: z.object({ state: z.enum(['failed', 'waiting']).default('failed') }) },
      responses: {
        200: json(z.object({ deliveries: z.array(Delivery) }), 'Deliveries'),
        ...problems(401, 403, 404, 422),
      },
    }),
    async (c) => {
      const found = await moderation.deliveries(askingOf(c), c.req.valid('query').state === 'failed');
      const shownDeliveries = found.map(({ id, event, webhook, attempts, dueAt, failedAt, trouble }) => ({
        id,
        event,
        webhook,
        attempts,
        dueAt: dueAt?.toISOString() ?? null,
        failedAt: failedAt?.toISOString() ?? null,
        trouble,
      }));
      return c.json({ deliveries: shownDeliveries }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/deliveries/{id}/replay',
      summary: 'Send a delivery again, from the beginning of the schedule',
      request: { params: Id },
      responses: { 204: { description: 'It is on its way' }, ...problems(401, 403, 404, 422) },
    }),
    async (c) => {
      await moderation.replay(askingOf(c), c.req.valid('param').id);
      return c.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/statements',
      summary: 'Statements of reasons for the EU database, in batches as it takes them',
      request: { query: Period },
      responses: {
        200: json(
          z.object({
            count: z.number(),
            batches: z.array(z.object({ statements: z.array(z.looseObject({})) })),
          }),
          'Batches of at most 100',
        ),
        ...problems(401, 403, 404, 422),
      },
    }),
    async (c) => c.json((await exportStatements(database, askingOf(c), c.req.valid('query'))) as never, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/figures.csv',
      summary: 'Figures of a period as rows of the transparency template',
      request: { query: Period },
      responses: {
        200: { description: 'CSV (RFC 4180)', content: { 'text/csv': { schema: z.string() } } },
        ...problems(401, 403, 404, 422),
      },
    }),
    async (c) =>
      c.body(await exportFigures(database, askingOf(c), c.req.valid('query')), 200, {
        'content-type': 'text/csv; charset=utf-8',
      }) as never,
  );
}
