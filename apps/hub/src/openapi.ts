import { z } from '@hono/zod-openapi';

/** An answer or a body as JSON. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A text that a database can keep: no NUL, no half characters. */
export const Text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine(
      (text) => text.isWellFormed() && !text.includes('\u0000'),
      'holds a character that cannot be kept',
    );

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem');

const said: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed like this',
  404: 'Not there, or not yours',
  409: 'It was changed meanwhile',
  413: 'Too large',
  422: 'It does not have the right shape',
  429: 'Too many requests',
};

/** The refusals of a route, as problem+json. */
export function problems<S extends number>(...statuses: S[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: said[status]!, content: { 'application/problem+json': { schema: Problem } } },
    ]),
  ) as unknown as Record<never, never>;
}
