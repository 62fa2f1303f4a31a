import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasServer, testServer } from '../test-hub.ts';
import { type Database, openEmbedded, openServer, type Tx } from './database.ts';
import { flushes } from './durable-fs.ts';

const server = await hasServer();
const note = (tx: Tx, org: string, action: string) =>
  tx.execute(sql`insert into accounts_audit (org_id, actor, actor_kind, action, subject, request_id)
    values (${org}, 'a', 'person', ${action}, 's', 'r')`);
const actions = async (tx: Tx) => {
  const { rows } = (await tx.execute(sql`select action from accounts_audit order by id`)) as {
    rows: { action: string }[];
  };
  return rows.map(({ action }) => action);
};

describe('the embedded database', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pugmark-database-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('flushes at least once for each commit, and keeps its rows when it is closed and opened', async () => {
    const first = await openEmbedded(folder);
    for (let i = 0; i < 10; i++) {
      const before = flushes.count;
      await first.asOrg('a', (tx) => note(tx, 'a', `n${i}`));
      expect(flushes.count, `commit ${i}`).toBeGreaterThan(before);
    }
    await expect(openEmbedded(folder), 'nobody else opens it').rejects.toThrow(folder);
    await first.close();
    const second = await openEmbedded(folder);
    expect(await second.asOrg('a', actions)).toHaveLength(10);
    await second.close();
  });

  it('answers flushing with what the server asks for: fsync is on', async () => {
    const database = await openEmbedded(folder);
    for (const [setting, value] of [
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['full_page_writes', 'on'],
    ]) {
      const { rows } = (await database.db.execute(sql.raw(`show ${setting}`))) as { rows: unknown[] };
      expect(rows, setting).toEqual([{ [setting!]: value }]);
    }
    await database.close();
  });
});

describe.each([
  ['the embedded database', true, embedded],
  [`PostgreSQL${server ? '' : ' (skipped: no test server)'}`, server, onServer],
] as const)('asOrg on %s', (_name, there, open) => {
  describe.skipIf(!there)('', () => {
    let database: Database;
    let dispose: () => Promise<void>;
    beforeAll(async () => {
      ({ database, dispose } = await open());
    });
    afterAll(() => dispose?.());

    /** Who a transaction is, and for whom, when nobody said. */
    const outside = async () => {
      const { rows } = (await database.db.execute(
        sql`select current_user <> 'pugmark_app' as own, coalesce(current_setting('app.org', true), '') as org`,
      )) as { rows: unknown[] };
      return rows[0];
    };

    it('takes everything back when the work throws', async () => {
      const failed = database.asOrg('a', async (tx) => {
        await note(tx, 'a', 'lost');
        expect(await actions(tx)).toContain('lost');
        throw new Error('half way');
      });
      await expect(failed).rejects.toThrow('half way');
      expect(await database.asOrg('a', actions)).not.toContain('lost');
    });

    it('leaves neither its role nor its organisation to what comes next', async () => {
      const free = { own: true, org: '' };
      for (let i = 0; i < 5; i++) {
        await database.asOrg('a', (tx) => note(tx, 'a', 'kept'));
        expect(await outside()).toEqual(free);
        await database.asOrg('a', () => Promise.reject(new Error('x'))).catch(() => {});
        expect(await outside()).toEqual(free);
        await database.asOrg('a', (tx) => tx.execute(sql`select 1 / 0`)).catch(() => {});
        expect(await outside()).toEqual(free);
      }
      expect(await database.asOrg('b', actions)).toEqual([]);
    });

    it('keeps transactions that run at once apart', async () => {
      const orgs = Array.from({ length: 40 }, (_, i) => `at once ${i}`);
      const seen = await Promise.all(
        orgs.map((org) =>
          database.asOrg(org, async (tx) => {
            await note(tx, org, org);
            return actions(tx);
          }),
        ),
      );
      expect(seen).toEqual(orgs.map((org) => [org]));
      expect(await outside()).toEqual({ own: true, org: '' });
    });

    it('takes any text as an organisation, and as no more than a text', async () => {
      for (const org of ["a'; reset role; --", 'a"', '%', 'é\n', '$1']) {
        expect(await database.asOrg(org, actions), org).toEqual([]);
      }
    });
  });
});

describe('openServer', () => {
  it('refuses a server that is too old, and says which it is and which it must be', async () => {
    const { url, close } = await serverOfVersion('140013');
    await expect(openServer(url)).rejects.toThrow(/140013.*15/);
    await close();
  });

  it('says so when there is no server, without the password', async () => {
    const error: Error = await openServer('postgres://hub:the-password@127.0.0.1:1/x').catch((one) => one);
    expect(error).toBeInstanceOf(Error);
    expect(error.message).not.toContain('the-password');
  });

  it.skipIf(!server)('lets two hubs start at once on a new database', async () => {
    const url = await newDatabase();
    const opened = await Promise.allSettled([openServer(url), openServer(url)]);
    for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
    await dropDatabase(url);
    expect(opened.map((one) => (one.status === 'rejected' ? String(one.reason.cause) : 'open'))).toEqual([
      'open',
      'open',
    ]);
  });
});

async function embedded() {
  const folder = mkdtempSync(join(tmpdir(), 'pugmark-database-'));
  const database = await openEmbedded(folder);
  const dispose = async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, dispose };
}

async function onServer() {
  const url = await newDatabase();
  const database = await openServer(url);
  const dispose = async () => {
    await database.close();
    await dropDatabase(url);
  };
  return { database, dispose };
}

let made = 0;
async function newDatabase(): Promise<string> {
  const url = new URL(testServer);
  url.pathname = `/pugmark_database_${process.pid}_${Date.now()}_${made++}`;
  await ask(`create database ${url.pathname.slice(1)}`);
  return url.href;
}

const dropDatabase = (url: string) => ask(`drop database ${new URL(url).pathname.slice(1)} with (force)`);

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServer });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Speaks PostgreSQL's protocol just far enough to say which version it is: no server that old is at hand. */
async function serverOfVersion(version: string) {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const ready = message('Z', Buffer.from('I'));
  const column = Buffer.concat([Buffer.from('\0\x01server_version_num\0'), Buffer.alloc(18)]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(version.length);
  const row = Buffer.concat([Buffer.from('\0\x01'), length, Buffer.from(version)]);
  const listener = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', Buffer.alloc(4)), ready]));
      socket.on('data', (asked) => {
        if (asked.toString('latin1', 0, 1) !== 'Q') return;
        const done = message('C', Buffer.from('SHOW\0'));
        socket.write(Buffer.concat([message('T', column), message('D', row), done, ready]));
      });
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  return {
    url: `postgres://hub@127.0.0.1:${port}/x`,
    close: () => new Promise((resolve) => listener.close(resolve)),
  };
}
