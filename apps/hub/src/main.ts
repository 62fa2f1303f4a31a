import { serve } from '@hono/node-server';
import { loadKnowledge } from '@pugmark/knowledge/load';
import { makeApp, rulesOf } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { Courier } from './contexts/moderation/jobs.ts';
import { openEmbedded, openServer } from './db/database.ts';
import { FolderInUse } from './db/folder-lock.ts';
import { SecretBox } from './secret-box.ts';

/** How long a stop waits for requests under way. */
const STOP_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const knowledge = loadKnowledge(config.knowledge === undefined ? {} : { compiled: config.knowledge });
  const database = config.databaseUrl
    ? await openServer(config.databaseUrl)
    : await openEmbedded(config.data);
  const send = async ({ subject }: { subject: string }): Promise<void> => {
    console.log(JSON.stringify({ level: 'info', mail: subject, detail: 'no mail server is set: not sent' }));
  };
  const app = makeApp({ config, database, knowledge, send });
  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) =>
    console.log(
      JSON.stringify({ level: 'info', listening: `http://${config.host}:${port}`, database: database.kind }),
    ),
  );
  server.on('error', (error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'another program has it' : (error.code ?? error.message);
    console.error(`Cannot listen on ${config.host}:${config.port}: ${why}`);
    void database.close().finally(() => process.exit(1));
  });
  const courier = new Courier(database, new SecretBox(config.secret), rulesOf(config), config.url);
  courier.start();
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => process.exit(1), STOP_MS);
    late.unref();
    const close = async () => {
      await courier.stop();
      await database.close();
      process.exit(0);
    };
    server.close(() => void close());
    // A connection kept open for more requests would hold the stop up.
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof FolderInUse;
  console.error(known ? error.message : error);
  process.exit(1);
});
