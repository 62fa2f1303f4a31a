import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { DurableFs } from './durable-fs.ts';
import { lockFolder } from './folder-lock.ts';

export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>;
/** A transaction: the same questions can be asked of it. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** An open database, whichever it is. */
export interface Database {
  db: Db;
  kind: 'embedded' | 'server';
  /** Works for one organisation: only its rows are there, whatever is asked. */
  asOrg<T>(org: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));
/** A made, empty database, kept by the build folder so that only the first start makes one. */
const image = fileURLToPath(new URL('../../../../compiled/database-image.tgz', import.meta.url));

/** Any number, the same for every hub. */
const MIGRATION_LOCK = 4_680_001;

/** Opens the embedded database in a folder, for this process alone, and brings its tables up to date. */
export async function openEmbedded(folder: string): Promise<Database> {
  const free = lockFolder(folder);
  try {
    const data = join(resolve(folder), 'database');
    const isNew = !existsSync(data);
    mkdirSync(data, { recursive: true });
    const startParams = [
      ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
      '-c',
      'wal_sync_method=fsync',
    ];
    const kept = isNew && existsSync(image) ? new Blob([readFileSync(image)]) : undefined;
    const client = await PGlite.create({
      fs: new DurableFs(data),
      startParams,
      ...(kept && { loadDataDir: kept }),
    });
    if (isNew && !kept) await keepImage(client);
    const db = drizzlePglite({ client });
    await migratePglite(db, { migrationsFolder: migrations });
    return opened(db as unknown as Db, 'embedded', async () => {
      await client.close();
      free();
    });
  } catch (error) {
    free();
    throw error;
  }
}

/** Opens a PostgreSQL server. The hub's own user owns the tables; requests work in a role that owns none. */
export async function openServer(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 20, connectionTimeoutMillis: 5_000 });
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', () => {});
  const { rows } = await pool.query('show server_version_num');
  if (Number(rows[0].server_version_num) < 150_000) {
    await pool.end();
    throw new Error(
      `Cannot use this PostgreSQL: it is ${rows[0].server_version_num}, version 15 is the least`,
    );
  }
  const db = drizzlePg({ client: pool });
  // Hubs that start at once bring the tables up to date one after the other.
  const guard = await pool.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migratePg(db, { migrationsFolder: migrations });
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    guard.release();
  }
  return opened(db as unknown as Db, 'server', () => pool.end());
}

function opened(db: Db, kind: Database['kind'], close: () => Promise<void>): Database {
  return {
    db,
    kind,
    asOrg: (org, work) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`set local role pugmark_app`);
        await tx.execute(sql`select set_config('app.org', ${org}, true)`);
        return work(tx);
      }),
    close,
  };
}

async function keepImage(client: PGlite): Promise<void> {
  const made = await client.dumpDataDir('gzip');
  mkdirSync(dirname(image), { recursive: true });
  const half = `${image}.${process.pid}`;
  writeFileSync(half, Buffer.from(await made.arrayBuffer()));
  renameSync(half, image);
}
