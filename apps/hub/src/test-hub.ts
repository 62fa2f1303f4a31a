import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKnowledge } from '@pugmark/knowledge/load';
import pg from 'pg';
import { makeApp } from './app.ts';
import { readConfig } from './config.ts';
import type { OrganisationKind } from './contexts/accounts/model.ts';
import { type Database, openEmbedded, openServer } from './db/database.ts';
import type { App } from './http.ts';

/** A hub for tests: a real database, real routes, no network. */
export interface TestHub {
  app: App;
  database: Database;
  request(
    path: string,
    options?: { method?: string; as?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  /** Signs a person up with an organisation; answers the cookie and ids. */
  person(name: string, kind: OrganisationKind): Promise<{ cookie: string; org: string; id: string }>;
  close(): Promise<void>;
}

export const ORIGIN = 'http://hub.test';
const knowledge = loadKnowledge();
/** A PostgreSQL where tests may make databases; without it those tests are skipped and say so. */
export const testServer = process.env.PUGMARK_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** Whether the test server answers. */
export async function hasServer(): Promise<boolean> {
  const client = new pg.Client({ connectionString: testServer, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

export async function testHub(kind: 'embedded' | 'server'): Promise<TestHub> {
  const { database, dispose } = kind === 'embedded' ? await embedded() : await server();
  const config = readConfig({ PUGMARK_URL: ORIGIN, PUGMARK_LOG: 'silent', PUGMARK_SECRET: 's'.repeat(40) });
  const app = makeApp({ config, database, knowledge, send: async () => {} });
  const request: TestHub['request'] = async (path, { method = 'GET', as, body, headers } = {}) =>
    app.request(`${ORIGIN}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(as?.startsWith('pugmark_') && { authorization: `Bearer ${as}` }),
        ...(as && !as.startsWith('pugmark_') && { cookie: as, origin: ORIGIN }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const person: TestHub['person'] = async (name, orgKind) => {
    const email = `${name.toLowerCase()}@example.org`;
    const up = await request('/api/auth/sign-up/email', {
      method: 'POST',
      body: { name, email, password: 'a long enough password' },
      headers: { origin: ORIGIN },
    });
    if (up.status !== 200) throw new Error(`sign-up: ${up.status} ${await up.text()}`);
    const cookie = cookieOf(up);
    const made = await request('/api/auth/organization/create', {
      method: 'POST',
      as: cookie,
      body: { name: `${name}'s`, slug: name.toLowerCase(), kind: orgKind },
    });
    if (made.status !== 200) throw new Error(`organisation: ${made.status} ${await made.text()}`);
    const { id: org } = (await made.json()) as { id: string };
    const { user } = (await up.clone().json()) as { user: { id: string } };
    return { cookie, org, id: user.id };
  };
  return {
    app,
    database,
    request,
    person,
    close: async () => {
      await database.close();
      await dispose();
    },
  };
}

export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ');
}

async function embedded() {
  const folder = mkdtempSync(join(tmpdir(), 'pugmark-hub-'));
  const database = await openEmbedded(folder);
  return { database, dispose: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function server() {
  const name = `pugmark_test_${process.pid}_${Date.now()}`;
  await onServer(`create database ${name}`);
  const url = new URL(testServer);
  url.pathname = `/${name}`;
  const database = await openServer(url.href);
  return { database, dispose: () => onServer(`drop database ${name}`) };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServer });
  await client.connect();
  await client.query(statement);
  await client.end();
}
