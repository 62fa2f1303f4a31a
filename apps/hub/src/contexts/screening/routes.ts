import { createRoute, z } from '@hono/zod-openapi';
import { Assessment, RefusedRow } from '@pugmark/documents/assessment';
import { lineBlocks } from '@pugmark/documents/line-blocks';
import { isRefused } from '@pugmark/documents/refusal';
import { stream } from 'hono/streaming';
import { type App, askingOf } from '../../http.ts';
import type { Metrics } from '../../metrics.ts';
import { json, problems, Text } from '../../openapi.ts';
import type { Screened, Screening } from './actions.ts';
import { MOST_LISTINGS } from './model.ts';

const Wanted = z
  .object({
    /** Listings as the contract has them; other usual field names and schema.org are understood. */
    listings: z.array(z.unknown()).min(1).max(MOST_LISTINGS),
    policy: Text(100).optional(),
  })
  .openapi('ScreeningRequest');
const Answer = z
  .object({
    screenings: z.array(z.union([z.object({ id: z.string(), assessment: Assessment }), RefusedRow])),
  })
  .openapi('ScreeningAnswer');
const Kept = z
  .object({
    id: z.string(),
    assessedAt: z.iso.datetime({ offset: true }),
    contentHash: z.string(),
    listing: z.looseObject({}),
    assessment: Assessment,
  })
  .openapi('Screening');

/** Lines of a stream that are screened and kept together. */
const BATCH = 200;

/** Screening listings, one batch or a stream of any length, and reading what was kept. */
export function screeningRoutes(app: App, screening: Screening, metrics: Metrics): void {
  const counted = (screened: Screened[]): Screened[] => {
    for (const one of screened) {
      metrics.count('listings', `verdict="${'assessment' in one ? one.assessment.verdict : 'refused'}"`);
    }
    return screened;
  };
  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/screenings',
      summary: `Screen 1 to ${MOST_LISTINGS} listings`,
      request: { body: { ...json(Wanted, 'Listings'), required: true } },
      responses: {
        200: json(Answer, 'One answer for each, in order'),
        ...problems(401, 403, 404, 413, 422, 429),
      },
    }),
    async (c) => {
      const { listings, policy } = c.req.valid('json');
      const screenings = counted(await screening.screen(askingOf(c), listings, policy));
      return c.json({ screenings } as never, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/screenings/{id}',
      summary: 'A screening that is kept: the listing as it was, and what was said of it',
      request: { params: z.object({ id: z.uuid() }) },
      responses: { 200: json(Kept, 'The screening'), ...problems(401, 403, 404, 422) },
    }),
    async (c) => {
      const { assessedAt, ...kept } = await screening.get(askingOf(c), c.req.valid('param').id);
      return c.json({ ...kept, assessedAt: assessedAt.toISOString() } as never, 200);
    },
  );
  // A stream has no JSON body of its own: the route stands outside the document's schemas.
  app.post('/v1/screenings/stream', (c) => {
    const asking = askingOf(c);
    const policy = c.req.query('policy');
    const body = c.req.raw.body;
    screening.ready(asking, policy);
    c.header('content-type', 'application/x-ndjson');
    return stream(c, async (out) => {
      if (!body) return;
      let batch: { value: unknown; line: number }[] = [];
      const send = async () => {
        if (batch.length === 0) return;
        const [values, lines] = [batch.map(({ value }) => value), batch.map(({ line }) => line)];
        batch = [];
        const screened = counted(await screening.screen(asking, values, policy, (at) => lines[at]!));
        await out.write(screened.map((one) => `${JSON.stringify(one)}\n`).join(''));
      };
      for await (const block of lineBlocks(body as unknown as AsyncIterable<Uint8Array>)) {
        if (isRefused(block)) {
          await send();
          await out.write(`${JSON.stringify(block)}\n`);
          continue;
        }
        let line = block.firstLine - 1;
        for (const text of Buffer.from(block.bytes).toString('utf8').split('\n')) {
          line += 1;
          if (text.trim() === '') continue;
          batch.push({ value: parsed(text), line });
          if (batch.length >= BATCH) await send();
        }
      }
      await send();
    });
  });
}

/** A line that is no JSON is refused in its place, as any value that is no listing. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
