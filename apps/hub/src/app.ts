import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { ENGINE } from '@pugmark/screening/plain';
import type { Context } from 'hono';
import type { Config } from './config.ts';
import { callerOf } from './contexts/accounts/actions.ts';
import { ADDRESS_HEADER, type Mail, makeAuth } from './contexts/accounts/auth.ts';
import { accountsRoutes } from './contexts/accounts/routes.ts';
import { Moderation, openItems } from './contexts/moderation/actions.ts';
import { moderationRoutes } from './contexts/moderation/routes.ts';
import { Screening } from './contexts/screening/actions.ts';
import { screeningRoutes } from './contexts/screening/routes.ts';
import type { Database } from './db/database.ts';
import { type App, carefulHeaders, type Env, limitedBody, newApp, observe, signedIn } from './http.ts';
import { Metrics } from './metrics.ts';
import type { AddressRules } from './outgoing/address.ts';
import { SecretBox } from './secret-box.ts';

/** Where the hub may send: anywhere public over TLS; in development also to the own machine. */
export const rulesOf = ({ production }: Pick<Config, 'production'>): AddressRules => ({
  allowHttp: !production,
  allowPrivate: !production,
});

/** A request with the address it really came from, as far as the connection tells. */
function withAddress(c: Context<Env>): Request {
  const headers = new Headers(c.req.raw.headers);
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  headers.set(ADDRESS_HEADER, incoming?.socket?.remoteAddress ?? '0.0.0.0');
  return new Request(c.req.raw, { headers });
}

export interface HubParts {
  config: Config;
  database: Database;
  knowledge: Knowledge;
  send: (mail: Mail) => Promise<void>;
}

/** Joins the contexts: the only place that knows them all. */
export function makeApp({ config, database, knowledge, send }: HubParts): App {
  const metrics = new Metrics();
  const auth = makeAuth(config, database.db, send);
  const box = new SecretBox(config.secret);
  const app = newApp();
  app.use(observe(config, metrics), carefulHeaders);
  app.get('/health', (c) => c.json({ status: 'ok', engine: ENGINE, knowledge: knowledge.version }));
  app.get('/metrics', (c) => c.text(metrics.text()));
  app.on(['GET', 'POST'], '/api/auth/*', limitedBody, (c) => auth.handler(withAddress(c)));
  app.doc31('/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Pugmark',
      version: ENGINE,
      description: 'Screens listings for illegal wildlife trade, and keeps what was said of them.',
    },
  });
  const find = (headers: Headers) => callerOf(database.db, auth, headers);
  app.use('/v1/*', signedIn(config, find));
  app.use('/v1/keys/*', limitedBody);
  app.use('/v1/screenings', limitedBody);
  app.use('/v1/items/*', limitedBody);
  app.use('/v1/decisions/*', limitedBody);
  app.use('/v1/webhooks/*', limitedBody);
  app.use('/v1/deliveries/*', limitedBody);
  accountsRoutes(app, database);
  moderationRoutes(app, database, new Moderation(database, knowledge, box, rulesOf(config)));
  screeningRoutes(app, new Screening(database, knowledge, openItems), metrics);
  return app;
}
