import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server as TcpServer } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { newWebhookSecret, verifyWebhook } from '@pugmark/documents/standard-webhook';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Lookup } from './address.ts';
import { type SendOptions, sendWebhook } from './send.ts';

const rules = { allowHttp: true, allowPrivate: true };
const strict = { allowHttp: false, allowPrivate: false };
const secrets = [newWebhookSecret()];
const message = { id: 'evt_01', body: '{"id":"evt_01","data":"象"}' };

const servers: (Server | TcpServer)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function portOf<S extends Server | TcpServer>(server: S): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

const serve = (listener: RequestListener) => portOf(createServer(listener));
const send = (url: string, options: Partial<SendOptions> = {}) =>
  sendWebhook(message, { url, secrets }, Date.now(), { rules, timeoutMs: 2_000, ...options });
const sendTo = async (listener: RequestListener, options: Partial<SendOptions> = {}) =>
  send(`http://127.0.0.1:${await serve(listener)}/`, options);

/** A receiver below HTTP, for answers that no server of Node would give. */
const serveRaw = (answer: string | undefined) =>
  portOf(
    createTcp((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => (answer === undefined ? socket.destroy() : socket.write(answer)));
    }),
  );

describe('sendWebhook', () => {
  it('posts the message with a signature that holds, and tells a 2xx as delivered', async () => {
    let seen: Record<string, unknown> = {};
    const port = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        verifyWebhook(request.headers, body, secrets, Date.now());
        const { method, url, headers } = request;
        seen = { method, url, type: headers['content-type'], id: headers['webhook-id'], body: String(body) };
        response.writeHead(204).end();
      });
    });
    const outcome = await send(`http://127.0.0.1:${port}/hooks/a?b=c#d`);
    expect(outcome).toEqual({ outcome: 'delivered', status: 204 });
    expect(seen).toEqual({
      method: 'POST',
      url: '/hooks/a?b=c',
      type: 'application/cloudevents+json; charset=utf-8',
      id: 'evt_01',
      body: message.body,
    });
  });

  it('tells 410 as disabled, and any other answer as a reason to try again', async () => {
    const answers = [
      [200, { outcome: 'delivered', status: 200 }],
      [299, { outcome: 'delivered', status: 299 }],
      [300, { outcome: 'retry', why: 'redirect', status: 300 }],
      [304, { outcome: 'retry', why: 'redirect', status: 304 }],
      [404, { outcome: 'retry', why: 'status', status: 404 }],
      [410, { outcome: 'disabled', status: 410 }],
      [429, { outcome: 'retry', why: 'status', status: 429 }],
      [500, { outcome: 'retry', why: 'status', status: 500 }],
      [999, { outcome: 'retry', why: 'status', status: 999 }],
    ] as const;
    for (const [status, outcome] of answers) {
      expect(await sendTo((_request, response) => response.writeHead(status).end('x'))).toEqual(outcome);
    }
  });

  it('follows no redirect', async () => {
    let reached = 0;
    const inside = await serve((_request, response) => {
      reached++;
      response.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const location = `http://127.0.0.1:${inside}/`;
      expect(await sendTo((_request, response) => response.writeHead(status, { location }).end())).toEqual({
        outcome: 'retry',
        why: 'redirect',
        status,
      });
    }
    expect(reached).toBe(0);
  });

  it('gives up on a receiver that does not answer in time', async () => {
    const start = Date.now();
    expect(await sendTo(() => {}, { timeoutMs: 200 })).toEqual({ outcome: 'retry', why: 'timeout' });
    const silent = await portOf(createTcp((socket) => socket.on('error', () => {}).resume()));
    for (const scheme of ['http', 'https']) {
      expect(await send(`${scheme}://127.0.0.1:${silent}/`, { timeoutMs: 200 })).toEqual({
        outcome: 'retry',
        why: 'timeout',
      });
    }
    const dripping = (_request: unknown, response: { writeProcessing(): void; destroyed: boolean }) => {
      const drip = setInterval(
        () => (response.destroyed ? clearInterval(drip) : response.writeProcessing()),
        20,
      );
    };
    expect(await sendTo(dripping, { timeoutMs: 200 })).toEqual({ outcome: 'retry', why: 'timeout' });
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  it('gives up on DNS that does not answer in time', async () => {
    const lookup: Lookup = () => new Promise(() => {});
    expect(await send('https://slow.example/', { lookup, timeoutMs: 100 })).toEqual({
      outcome: 'retry',
      why: 'timeout',
    });
  });

  it('lets the status count, though the body never ends or breaks off', async () => {
    const start = Date.now();
    const slow = await sendTo((_request, response) => void response.writeHead(200).write('x'), {
      timeoutMs: 300,
    });
    expect(slow).toEqual({ outcome: 'delivered', status: 200 });
    expect(Date.now() - start).toBeLessThan(1_500);
    const broken = await sendTo((_request, response) => {
      response.writeHead(500, { 'content-length': 100 }).write('x', () => response.destroy());
    });
    expect(broken).toEqual({ outcome: 'retry', why: 'status', status: 500 });
  });

  it('reads a little of a huge body and hangs up', async () => {
    let written = 0;
    let hungUp: () => void = () => {};
    const end = new Promise<void>((resolve) => {
      hungUp = resolve;
    });
    const chunk = Buffer.alloc(65_536, 'x');
    const outcome = await sendTo((_request, response) => {
      const more = () => {
        do written += chunk.length;
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more).on('close', hungUp).writeHead(200);
      more();
    });
    expect(outcome).toEqual({ outcome: 'delivered', status: 200 });
    await end;
    expect(written, 'what fits into the buffers of the network').toBeLessThan(32 * 1024 * 1024);
  });

  it('bears answers that are no HTTP, too long, or another protocol', async () => {
    const answers: [string | undefined, object][] = [
      [undefined, { why: 'broken-off' }],
      ['', { why: 'timeout' }],
      ['SSH-2.0-OpenSSH_9.2\r\n', { why: 'broken-off' }],
      [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, { why: 'broken-off' }],
      ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx', { why: 'broken-off' }],
      ['HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n', {}],
    ];
    for (const [answer, trouble] of answers) {
      const outcome = await send(`http://127.0.0.1:${await serveRaw(answer)}/`, { timeoutMs: 300 });
      expect(outcome, answer?.slice(0, 40)).toMatchObject({ outcome: 'retry', ...trouble });
    }
  });

  it('tells a refused connection, a failing look-up and a receiver without TLS apart', async () => {
    const closed = createTcp();
    const port = await portOf(closed);
    servers.pop();
    await new Promise((done) => closed.close(done));
    expect(await send(`http://127.0.0.1:${port}/`)).toEqual({ outcome: 'retry', why: 'unreachable' });
    const two: Lookup = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: '::1', family: 6 },
    ];
    expect(await send(`http://hooks.example:${port}/`, { lookup: two })).toEqual({
      outcome: 'retry',
      why: 'unreachable',
    });
    const lookup: Lookup = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await send('https://nowhere.example/', { lookup })).toEqual({ outcome: 'retry', why: 'dns' });
    const plain = await serve((_request, response) => response.end());
    expect(await send(`https://127.0.0.1:${plain}/`)).toEqual({ outcome: 'retry', why: 'tls' });
  });

  it('speaks TLS to the checked address with the name of the URL', async () => {
    const names: string[] = [];
    const port = await portOf(
      createTls({
        SNICallback: (name, done) => {
          names.push(name);
          done(null);
        },
      }).on('tlsClientError', () => {}),
    );
    const lookup: Lookup = async () => [{ address: '127.0.0.1', family: 4 }];
    // The server has no certificate, so it ends there; but it was asked by name.
    expect(await send(`https://hooks.example:${port}/`, { lookup })).toEqual({
      outcome: 'retry',
      why: 'tls',
    });
    expect(names).toEqual(['hooks.example']);
  });

  it('does not connect where DNS or the URL leads to a private address', async () => {
    let reached = 0;
    const port = await portOf(createTcp(() => reached++));
    const lookup: Lookup = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const refused = { outcome: 'retry', why: 'address' };
    expect(await send(`https://hooks.example:${port}/`, { rules: strict, lookup })).toEqual(refused);
    for (const host of ['127.0.0.1', '0x7f.1', '[::ffff:127.0.0.1]', 'localhost', '0']) {
      expect(await send(`https://${host}:${port}/`, { rules: strict }), host).toEqual(refused);
    }
    expect(await send(`http://127.0.0.1:${port}/`, { rules: { ...rules, allowPrivate: false } })).toEqual(
      refused,
    );
    expect(await send(`http://127.0.0.1:${port}/`, { rules: { ...rules, allowHttp: false } })).toEqual(
      refused,
    );
    expect(reached).toBe(0);
  });

  it('asks DNS once and connects to that answer, though the next would be another', async () => {
    const hosts: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      hosts.push(request.headers.host);
      response.end();
    });
    let asked = 0;
    // 127.0.0.2 stands for the place inside that the second answer would lead to.
    const lookup: Lookup = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    const url = `http://rebinding.example:${port}/`;
    expect(await send(url, { lookup })).toEqual({ outcome: 'delivered', status: 200 });
    expect(asked).toBe(1);
    expect(hosts).toEqual([`rebinding.example:${port}`]);
    // The next message asks anew, and does not use the old connection: nobody listens at 127.0.0.2.
    expect(await send(url, { lookup })).toMatchObject({ outcome: 'retry' });
    expect(asked).toBe(2);
  });

  it('puts nothing of the message, the secrets or the answer into outcomes or logs', async () => {
    const logs = [
      ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name)),
      vi.spyOn(process.stderr, 'write'),
    ];
    const port = await serve((_request, response) => response.writeHead(500).end('hunter'));
    const body = 'hunter';
    const outcomes = [];
    for (const url of [
      `http://127.0.0.1:${port}/?k=hunter`,
      'ftp://hunter/',
      'http://hunter:hunter@127.0.0.1/',
    ]) {
      outcomes.push(
        await sendWebhook({ id: 'evt_01', body }, { url, secrets }, Date.now(), { rules, timeoutMs: 500 }),
      );
    }
    expect(JSON.stringify(outcomes)).not.toContain('hunter');
    for (const log of logs) expect(log).not.toHaveBeenCalled();
    const wrong = sendWebhook(message, { url: 'https://a.example', secrets: ['whsec_hunter'] }, Date.now(), {
      rules,
    });
    await expect(wrong).rejects.toThrow(/whsec_/);
    await expect(wrong).rejects.not.toThrow(/hunter/);
  });
});
