import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, hasServer, testServer } from './test-hub.ts';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const isBuilt = existsSync(main);
const server = await hasServer();
const ROUNDS = Number(process.env.PUGMARK_KILLS ?? 1);
/** Requests under way at once. */
const AT_ONCE = 4;

/** A hub in a process of its own, on a database that outlives it. */
interface Place {
  port: number;
  env: Record<string, string>;
  dispose(): Promise<void>;
}

interface Running {
  child: ChildProcess;
  /** Everything it wrote. */
  said(): string;
}

function run(env: Record<string, string>): Running {
  const outside = Object.entries(process.env).filter(
    ([name]) => !/^PUGMARK_|^DATABASE_URL$|^TEST$/.test(name),
  );
  const child = spawn(process.execPath, [main], {
    env: { ...Object.fromEntries(outside), NODE_ENV: 'development', ...env },
  });
  let text = '';
  const hear = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, said: () => text };
}

async function start(place: Place): Promise<Running> {
  const running = run({ ...place.env, PUGMARK_PORT: String(place.port), PUGMARK_SECRET: 's'.repeat(40) });
  const late = Date.now() + 40_000;
  while (!running.said().includes('"listening"')) {
    if (running.child.exitCode !== null || Date.now() > late) {
      throw new Error(`The hub does not start: ${running.said()}`);
    }
    await sleep(20);
  }
  return running;
}

async function stop({ child }: Running, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

async function embedded(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'pugmark-kill-'));
  return {
    port: await freePort(),
    env: { PUGMARK_DATA: folder },
    dispose: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function onServer(): Promise<Place> {
  const url = new URL(testServer);
  const name = `pugmark_kill_${process.pid}_${Date.now()}`;
  url.pathname = `/${name}`;
  await ask(`create database ${name}`);
  return {
    port: await freePort(),
    env: { DATABASE_URL: url.href },
    dispose: () => ask(`drop database ${name} with (force)`),
  };
}

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServer });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Signs somebody up with an organisation, and answers a key of it. */
async function newKey(url: string): Promise<string> {
  const post = async (path: string, body: unknown, cookie = '') => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    });
    expect(answer.ok, `${path} ${answer.status}`).toBe(true);
    return answer;
  };
  const person = { name: 'Anna', email: 'anna@example.org', password: 'a long enough password' };
  const cookie = cookieOf(await post('/api/auth/sign-up/email', person));
  await post('/api/auth/organization/create', { name: 'A', slug: 'a', kind: 'platform' }, cookie);
  const wanted = { name: 'load', scopes: ['screenings:write', 'screenings:read'] };
  const { secret } = (await (await post('/v1/keys', wanted, cookie)).json()) as { secret: string };
  return secret;
}

const places = [
  ['the embedded database', true, embedded],
  [`PostgreSQL${server ? '' : ' (skipped: no test server)'}`, server, onServer],
] as const;

describe.skipIf(!isBuilt)(`a hub process${isBuilt ? '' : ' (skipped: no dist, run tsc -b)'}`, () => {
  describe.each(places)('on %s', (_name, there, newPlace) => {
    describe.skipIf(!there)('', () => {
      let place: Place;
      let running: Running;
      let url: string;
      let key: string;
      const headers = () => ({ 'content-type': 'application/json', authorization: `Bearer ${key}` });

      beforeAll(async () => {
        place = await newPlace();
        url = `http://127.0.0.1:${place.port}`;
        running = await start({ ...place, env: { ...place.env, PUGMARK_RATE: '10000000' } });
        key = await newKey(url);
      });
      afterAll(async () => {
        if (running) await stop(running, 'SIGKILL');
        await place?.dispose();
      });

      it(
        `keeps every screening it has answered, over ${ROUNDS} kills under load`,
        async () => {
          /** Every screening that was answered, with the title it was sent with. */
          const answered = new Map<string, string>();
          let sent = 0;
          const load = async () => {
            for (;;) {
              const title = `Ivory bangle ${sent++}`;
              const body = JSON.stringify({ listings: [{ id: title, title }] });
              const { screenings } = (await (
                await fetch(`${url}/v1/screenings`, { method: 'POST', headers: headers(), body })
              ).json()) as { screenings: { id: string }[] };
              answered.set(screenings[0]!.id, title);
            }
          };
          for (let round = 0; round < ROUNDS; round++) {
            const before = answered.size;
            // Each ends with the connection that the kill breaks.
            const loads = Array.from({ length: AT_ONCE }, () => load().catch(() => {}));
            await sleep(300 + Math.random() * 1_200);
            await stop(running, 'SIGKILL');
            await Promise.all(loads);
            expect(answered.size, 'there was load').toBeGreaterThan(before);
            running = await start({ ...place, env: { ...place.env, PUGMARK_RATE: '10000000' } });
            for (const [id, title] of answered) {
              const kept = await fetch(`${url}/v1/screenings/${id}`, { headers: headers() });
              expect(kept.status, `${title}, round ${round}`).toBe(200);
              expect(await kept.json()).toMatchObject({ id, listing: { title } });
            }
          }
          console.log(`${_name}: ${ROUNDS} kills, ${answered.size} answered screenings, all kept`);
        },
        ROUNDS * 60_000,
      );

      it('answers a request that is under way when it is told to stop, and ends with 0', async () => {
        const body = JSON.stringify({ listings: [{ id: 'last', title: 'Ivory bangle' }] });
        const asked = request(`${url}/v1/screenings`, {
          method: 'POST',
          headers: { ...headers(), 'content-length': Buffer.byteLength(body), expect: '100-continue' },
        });
        asked.flushHeaders();
        // From here on the hub has the request, and waits for its body.
        await once(asked, 'continue');
        running.child.kill('SIGTERM');
        const ended = once(running.child, 'exit');
        await sleep(200);
        await expect(fetch(`${url}/health`), 'it takes nothing new').rejects.toThrow();
        asked.end(body);
        const [answer] = await once(asked, 'response');
        expect(answer.statusCode).toBe(200);
        answer.resume();
        expect(await ended).toEqual([0, null]);
        running = await start(place);
      });

      it('is stopped by SIGINT as well, and gives its folder free', async () => {
        running.child.kill('SIGINT');
        expect(await once(running.child, 'exit')).toEqual([0, null]);
        if (place.env.PUGMARK_DATA) {
          expect(existsSync(join(place.env.PUGMARK_DATA, 'pugmark.lock'))).toBe(false);
        }
        running = await start(place);
      });
    });
  });

  it('does not start with a wrong setting, and names it', async () => {
    const { child, said } = run({ PUGMARK_PROT: '1', PUGMARK_PORT: 'x' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said()).toContain('PUGMARK_PROT');
    expect(said()).toContain('PUGMARK_PORT');
    expect(said(), 'no stack').not.toMatch(/^ {4}at /m);
  });

  it('does not start on a folder that another hub has', async () => {
    const place = await embedded();
    const first = await start(place);
    const { child, said } = run({ ...place.env, PUGMARK_PORT: '0' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said()).toContain(`process ${first.child.pid} has it`);
    expect(await stop(first, 'SIGTERM')).toBe(0);
    await place.dispose();
  });

  it('says in a line that its port is taken', async () => {
    const place = await embedded();
    const taken = createServer().listen(place.port, '127.0.0.1');
    const { child, said } = run({ ...place.env, PUGMARK_PORT: String(place.port) });
    expect(await once(child, 'exit')).toEqual([1, null]);
    taken.close();
    await place.dispose();
    expect(said()).toContain(String(place.port));
    expect(said(), 'no stack').not.toMatch(/^ {4}at /m);
  });

  it.each([
    ['from one address', () => ({})],
    ['that claim another address each', (i: number) => ({ 'x-forwarded-for': `10.0.0.${i}` })],
  ])('stops guesses of a password in production, %s', async (_what, headers) => {
    const place = await embedded();
    const url = `http://127.0.0.1:${place.port}`;
    const running = await start({ ...place, env: { ...place.env, NODE_ENV: 'production' } });
    const statuses: number[] = [];
    for (let i = 0; i < 20; i++) {
      const guess = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, ...headers(i) },
        body: JSON.stringify({ email: 'anna@example.org', password: `the guess number ${i}` }),
      });
      statuses.push(guess.status);
    }
    await stop(running, 'SIGKILL');
    await place.dispose();
    expect(statuses).toContain(429);
  });

  it.each([
    'postgres://hub:the-password@127.0.0.1:1/x',
    'postgres://hub:the-password@:nowhere:/x',
    'postgres://hub:the-pass#word@127.0.0.1:1/x',
  ])('does not print the password of the database %s that it cannot reach', async (url) => {
    const { child, said } = run({ DATABASE_URL: url, PUGMARK_PORT: '0' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said()).not.toMatch(/the-pass/);
  });
});
