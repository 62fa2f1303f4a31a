import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Config } from './config.ts';
import type { Asking } from './contexts/accounts/actions.ts';
import type { Caller } from './contexts/accounts/model.ts';
import { problemOf, Refusal } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { RateLimit } from './rate-limit.ts';

/** What a request carries on its way. */
export type Env = { Variables: { requestId: string; caller: Caller } };
export type App = OpenAPIHono<Env>;

/** Bodies of single requests; streams have a limit of their own per line. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** An empty app whose errors are problem+json, whichever way they come. */
export function newApp(): App {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      const fields = result.error.issues.slice(0, 20).map(({ path, message }) => ({
        path: path.join('.'),
        detail: message,
      }));
      throw new Refusal('invalid', 'The request does not have the right shape', fields);
    },
  });
  app.onError((error, c) => answerProblem(c, error));
  app.notFound((c) => answerProblem(c, new Refusal('not-found', 'There is no such address')));
  return app;
}

function answerProblem(c: Context<Env>, error: unknown): Response {
  const known = error instanceof HTTPException ? ofHttp(error) : error;
  const problem = problemOf(known, c.get('requestId') ?? '');
  if (problem.status === 500) console.error(JSON.stringify(faultLine(error, problem.requestId)));
  return c.body(JSON.stringify(problem), problem.status as 500, {
    'content-type': 'application/problem+json',
  });
}

/**
 * Our own fault, for the log: what kind it is and where. Never its message: that of a failed query holds what was
 * to be kept, a listing or a person's address.
 */
function faultLine(error: unknown, requestId: string) {
  const { name, stack, cause } = error instanceof Error ? error : new Error('thrown');
  const code = (cause as { code?: unknown } | undefined)?.code ?? (error as { code?: unknown }).code;
  const frames = (stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    level: 'error',
    requestId,
    error: name,
    ...(code !== undefined && { code }),
    at: frames.slice(0, 8),
  };
}

/** What the framework refuses before a route is reached: JSON that is none, a body that is too large. */
function ofHttp(error: HTTPException): Refusal {
  if (error.status === 413) return new Refusal('too-large', `The body has more than ${BODY_LIMIT} bytes`);
  if (error.status === 415) return new Refusal('wrong-type', 'Send the body as application/json');
  return new Refusal('invalid', error.message || 'The request cannot be read');
}

/** Gives each request an id, counts it, and writes one line that holds no personal data. */
export function observe(config: Config, metrics: Metrics): MiddlewareHandler<Env> {
  return async (c, next) => {
    const given = c.req.header('x-request-id');
    const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    c.header('x-request-id', requestId);
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1000;
    const route = c.req.routePath;
    metrics.request(c.req.method, route, c.res.status, seconds);
    if (config.log === 'json') {
      const caller = c.get('caller');
      console.log(
        JSON.stringify({
          level: c.res.status >= 500 ? 'error' : 'info',
          at: new Date().toISOString(),
          requestId,
          method: c.req.method,
          route,
          status: c.res.status,
          ms: Math.round(seconds * 1e4) / 10,
          ...(caller && { caller: `${caller.kind}:${caller.id}`, org: caller.org }),
        }),
      );
    }
  };
}

/** Headers that make a browser careful with our answers. */
export const carefulHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
  c.header('x-frame-options', 'DENY');
  c.header('cache-control', c.res.headers.get('cache-control') ?? 'no-store');
};

export const limitedBody = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: () => {
    throw new Refusal('too-large', `The body has more than ${BODY_LIMIT} bytes`);
  },
});

/**
 * Finds the caller of every request below it, and holds each to its rate. A session is taken from our own pages
 * only: a request that changes something must come from there.
 */
export function signedIn(
  config: Config,
  find: (headers: Headers) => Promise<Caller>,
): MiddlewareHandler<Env> {
  const limits = new RateLimit(config.rate);
  const origin = new URL(config.url).origin;
  return async (c, next) => {
    const caller = await find(c.req.raw.headers);
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    if (caller.kind === 'person' && changes && c.req.header('origin') !== origin) {
      throw new Refusal(
        'not-allowed',
        'A session may change things from our own pages only; other programs use an API key',
      );
    }
    c.set('caller', caller);
    const left = limits.take(`${caller.kind}:${caller.id}`, Date.now());
    c.header('ratelimit-limit', String(config.rate));
    c.header('ratelimit-remaining', String(Math.max(0, left.remaining)));
    c.header('ratelimit-reset', String(left.resetSeconds));
    if (left.remaining < 0) {
      c.header('retry-after', String(left.resetSeconds));
      throw new Refusal(
        'too-many',
        `More than ${config.rate} requests a minute: wait ${left.resetSeconds} seconds`,
      );
    }
    await next();
  };
}

export const askingOf = (c: Context<Env>): Asking => ({
  caller: c.get('caller'),
  requestId: c.get('requestId'),
});
