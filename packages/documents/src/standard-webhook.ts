import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/**
 * Signed messages from program to program: Standard Webhooks 1.0 (standardwebhooks.com) around a CloudEvents 1.0
 * (cloudevents.io) body in JSON.
 */

/** How far the clocks of sender and receiver may be apart, in seconds, both ways; the standard leaves it open. */
export const TOLERANCE_SECONDS = 300;
/** Sizes of a key in bytes, as the standard says. */
const MIN_KEY = 24;
const MAX_KEY = 64;
/** Size in bytes of the keys that are made here. */
const NEW_KEY = 32;
const PREFIX = 'whsec_';
/** Longest text of a secret: the prefix and 64 bytes in base64. */
const MAX_SECRET = 94;
/** No full stop: it parts the signed content, and would let two messages share one signature. */
const ID = /^[\w-]{1,256}$/;
const SECONDS = /^[1-9]\d{0,11}$/;

/** A secret cannot be used. The message never holds it. */
export class BadWebhookSecret extends Error {
  override name = 'BadWebhookSecret';
}

/** A message is not from whom it should be, or not from now. */
export class UnverifiedWebhook extends Error {
  override name = 'UnverifiedWebhook';
}

/** The headers that go with a message. */
export interface WebhookHeaders {
  'webhook-id': string;
  /** Unix time in whole seconds. */
  'webhook-timestamp': string;
  /** `v1,` and base64, one for each secret, parted by spaces. */
  'webhook-signature': string;
}

/** A fresh secret: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(NEW_KEY).toString('base64');
}

/**
 * Signs a message for sending.
 *
 * @param id the same for every attempt at one message; letters, digits, `_` and `-`, 1 to 256
 * @param seconds unix time of this attempt, whole seconds
 * @param body the very bytes that are sent; text counts as UTF-8
 * @param secrets one; while a secret is being replaced, the new and the old
 * @throws BadWebhookSecret when there is no secret, or one is not `whsec_` and 24 to 64 bytes in base64
 * @throws RangeError when the id or the time cannot be signed
 */
export function signWebhook(
  id: string,
  seconds: number,
  body: string | Uint8Array,
  secrets: readonly string[],
): WebhookHeaders {
  if (!ID.test(id))
    throw new RangeError('Cannot sign the message: its id is not 1 to 256 of A-Z a-z 0-9 _ -');
  const timestamp = String(seconds);
  if (!SECONDS.test(timestamp)) throw new RangeError('Cannot sign the message: its time is no whole second');
  const signatures = keysOf(secrets).map((key) => signature(id, timestamp, body, key));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

/**
 * Returns when one of the signatures was made with one of the secrets, and the message is at most five minutes old
 * or ahead; in a time that does not tell how near a forged one came. A message that comes twice passes twice: the
 * receiver remembers `webhook-id`.
 *
 * @param headers by lower-case name, as Node gives them
 * @param body the bytes as they came, before anything read them as JSON
 * @param now unix time in milliseconds
 * @throws UnverifiedWebhook saying what is wrong
 * @throws BadWebhookSecret as for signing
 */
export function verifyWebhook(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string | Uint8Array,
  secrets: readonly string[],
  now: number,
): void {
  const keys = keysOf(secrets);
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const given = headers['webhook-signature'];
  if (typeof id !== 'string' || !ID.test(id)) throw unverified('webhook-id is missing or not an id');
  if (typeof timestamp !== 'string' || !SECONDS.test(timestamp)) {
    throw unverified('webhook-timestamp is missing or no whole second');
  }
  if (typeof given !== 'string') throw unverified('webhook-signature is missing');
  // Not "too far": a time that is no number must not pass.
  if (!(Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS)) {
    throw unverified('webhook-timestamp is more than five minutes away');
  }
  const candidates = given.split(' ').map((one) => Buffer.from(one));
  let matches = 0;
  for (const key of keys) {
    const right = Buffer.from(signature(id, timestamp, body, key));
    for (const candidate of candidates) {
      if (candidate.length === right.length && timingSafeEqual(candidate, right)) matches++;
    }
  }
  if (matches === 0) throw unverified('no signature in webhook-signature fits');
}

function unverified(what: string): UnverifiedWebhook {
  return new UnverifiedWebhook(`Cannot accept the message: ${what}`);
}

function signature(id: string, timestamp: string, body: string | Uint8Array, key: Buffer): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

function keysOf(secrets: readonly string[]): Buffer[] {
  if (secrets.length === 0) throw new BadWebhookSecret('Cannot sign or verify: there is no secret');
  return secrets.map((secret) => {
    const text = secret.startsWith(PREFIX) && secret.length <= MAX_SECRET ? secret.slice(PREFIX.length) : '';
    const key = Buffer.from(text, 'base64');
    // Node skips what is not base64; a secret with a slip of the pen must not become another key.
    const isExact = key.toString('base64').replace(/=+$/, '') === text.replace(/=+$/, '');
    if (key.length < MIN_KEY || key.length > MAX_KEY || !isExact) {
      throw new BadWebhookSecret(
        'Cannot sign or verify: a secret is not whsec_ and 24 to 64 bytes in base64',
      );
    }
    return key;
  });
}

/** Content type of a CloudEvent that is a body as a whole (the "structured mode"). */
export const CLOUD_EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/**
 * What is in a message: a CloudEvents 1.0 envelope. Attributes that are not named here are dropped; `data_base64` is
 * not used.
 */
export const CloudEvent = z.object({
  /** Unique together with `source`; the same as `webhook-id`. */
  id: z.string().regex(ID),
  /** Where it happened, as a URI or a part of one. */
  source: z.string().regex(/^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[\dA-Fa-f]{2})+$/, 'is not a URI reference'),
  specversion: z.literal('1.0'),
  /** What happened, from the general to the particular with full stops between, as Standard Webhooks asks. */
  type: z.string().regex(/^\w+(?:\.\w+)*$/, 'is not words with full stops between'),
  /** When it happened (not when it was sent), RFC 3339. */
  time: z.iso
    .datetime({ offset: true })
    .regex(/T\d\d:\d\d:\d\d/, 'has no seconds')
    .optional(),
  /** Media type of `data`; JSON when absent. */
  datacontenttype: z
    .string()
    .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:;.*)?$/, 'is not a media type')
    .optional(),
  data: z.unknown().optional(),
});
export type CloudEvent = z.infer<typeof CloudEvent>;
