import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { CLOUD_EVENT_TYPE, signWebhook } from '@pugmark/documents/standard-webhook';
import {
  AddressRefused,
  type AddressRules,
  hostOf,
  type IpAddress,
  type Lookup,
  pinnedLookup,
  readAddress,
  resolveAddress,
} from './address.ts';

/** Time for everything: look-up, connection, answer. The standard says 15 to 30 seconds. */
const TIMEOUT_MS = 20_000;
/** How much of an answer's body is read, in bytes; only so that the receiver sees a clean end. */
const MAX_ANSWER = 4_096;

export interface WebhookMessage {
  /** The same for every attempt. */
  id: string;
  /** A CloudEvent in JSON. */
  body: string;
}

export interface WebhookReceiver {
  url: string;
  /** Newest first; more than one while a secret is being replaced. */
  secrets: readonly string[];
}

export interface SendOptions {
  rules: AddressRules;
  /** The machine's own when absent. */
  lookup?: Lookup;
  timeoutMs?: number;
}

/** Why a message has to be sent again. */
export type Trouble =
  /** The address may not be reached, or leads to a place that may not. */
  | 'address'
  | 'dns'
  /** Nobody took the connection. */
  | 'unreachable'
  | 'tls'
  /** The connection ended before the answer, or the answer was no HTTP. */
  | 'broken-off'
  | 'timeout';

export type Outcome =
  | { outcome: 'delivered'; status: number }
  /** 410: the receiver wants no more, of this message or any other. */
  | { outcome: 'disabled'; status: 410 }
  | { outcome: 'retry'; why: Trouble }
  /** An answer that is no success. */
  | { outcome: 'retry'; why: 'redirect' | 'status'; status: number };

/**
 * Sends a message once: signs it, asks DNS once, and connects to the very address that was checked. Follows no
 * redirect, uses no proxy and no open connection. The status alone decides; it counts even if the body that follows
 * it never ends. What went wrong comes back as a word and a number, never as text of the receiver, of the
 * message or of a secret.
 *
 * @param now unix time in milliseconds, of this attempt
 * @throws BadWebhookSecret, RangeError when the message cannot be signed
 */
export async function sendWebhook(
  message: WebhookMessage,
  receiver: WebhookReceiver,
  now: number,
  options: SendOptions,
): Promise<Outcome> {
  const body = Buffer.from(message.body);
  const headers = {
    ...signWebhook(message.id, Math.floor(now / 1000), body, receiver.secrets),
    'content-type': CLOUD_EVENT_TYPE,
    'content-length': body.length,
    'user-agent': 'Pugmark',
  };
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), options.timeoutMs ?? TIMEOUT_MS);
  try {
    const place = await placeOf(receiver.url, options, deadline.signal);
    return typeof place === 'string'
      ? { outcome: 'retry', why: place }
      : await post(place.url, place.addresses, headers, body, deadline.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Where an address leads, or why it cannot be told. */
async function placeOf(
  text: string,
  options: SendOptions,
  signal: AbortSignal,
): Promise<{ url: URL; addresses: readonly IpAddress[] } | Trouble> {
  try {
    const url = readAddress(text, options.rules);
    return { url, addresses: await untilAborted(resolveAddress(url, options.rules, options.lookup), signal) };
  } catch (error) {
    if (error instanceof AddressRefused) return 'address';
    return signal.aborted ? 'timeout' : 'dns';
  }
}

/** A look-up cannot be called off, only left behind. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function post(
  url: URL,
  addresses: readonly IpAddress[],
  headers: Record<string, string | number>,
  body: Buffer,
  signal: AbortSignal,
): Promise<Outcome> {
  const isTls = url.protocol === 'https:';
  return new Promise((resolve) => {
    let failsAs: Trouble = 'unreachable';
    let answered: Outcome | undefined;
    const end = () => {
      resolve(answered ?? { outcome: 'retry', why: signal.aborted ? 'timeout' : failsAs });
      request.destroy();
    };
    const request = (isTls ? requestHttps : requestHttp)({
      method: 'POST',
      hostname: hostOf(url),
      port: url.port || (isTls ? 443 : 80),
      path: url.pathname + url.search,
      headers,
      // A connection of its own: one that is kept open would be found by name, not by the address checked now.
      agent: false,
      lookup: pinnedLookup(addresses),
      rejectUnauthorized: true,
      signal,
    });
    request.once('socket', (socket) => {
      socket.once('connect', () => {
        failsAs = isTls ? 'tls' : 'broken-off';
      });
      socket.once('secureConnect', () => {
        failsAs = 'broken-off';
      });
    });
    request.on('error', end);
    request.once('close', end);
    request.once('response', (answer) => {
      answered = outcomeOf(answer.statusCode!);
      drain(answer, end);
    });
    request.end(body);
  });
}

/** Reads a little of a body and calls back once, at its end, its limit or its failure. */
function drain(answer: IncomingMessage, done: () => void): void {
  let read = 0;
  answer.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read >= MAX_ANSWER) answer.destroy();
  });
  // A body that breaks off changes nothing: the status has been told.
  answer.on('error', () => {});
  answer.once('close', done);
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status <= 299) return { outcome: 'delivered', status };
  if (status === 410) return { outcome: 'disabled', status };
  return { outcome: 'retry', why: status >= 300 && status <= 399 ? 'redirect' : 'status', status };
}
