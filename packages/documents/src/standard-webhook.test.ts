import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BadWebhookSecret,
  CloudEvent,
  newWebhookSecret,
  signWebhook,
  UnverifiedWebhook,
  verifyWebhook,
} from './standard-webhook.ts';

// Signatures made with Python's hmac over the UTF-8 of `evt_01.1700000000.{"säuger":"象"}`.
const body = '{"säuger":"象"}';
const first = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const firstSigned = 'v1,PwgiCqVOBP6EL7jBnz5bk/EywMhKM0mgTDf+U5vN7Pg=';
const second = 'whsec_a2tra2tra2tra2tra2tra2tra2tra2tr';
const secondSigned = 'v1,KNKT9CHBYxLpFxKsDh7Fv1NcRV4kwbzsbPE0OnPSQeE=';
const seconds = 1_700_000_000;
const now = seconds * 1000;
const vector = new URL('../../../../shared/vectors/webhooks/standard-webhooks-vector.json', import.meta.url);

describe('signWebhook', () => {
  it('signs id, time and body with each secret', () => {
    expect(signWebhook('evt_01', seconds, body, [first, second])).toEqual({
      'webhook-id': 'evt_01',
      'webhook-timestamp': '1700000000',
      'webhook-signature': `${firstSigned} ${secondSigned}`,
    });
    expect(signWebhook('evt_01', seconds, Buffer.from(body), [second])['webhook-signature']).toBe(
      secondSigned,
    );
  });

  it('refuses an id or a time that would let two messages share a signature, or break a header', () => {
    for (const id of ['', 'a.b', 'a b', 'a\r\nx: y', 'ä', 'x'.repeat(257)]) {
      expect(() => signWebhook(id, seconds, body, [first]), id).toThrow(RangeError);
    }
    for (const time of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e21]) {
      expect(() => signWebhook('evt_01', time, body, [first]), String(time)).toThrow(RangeError);
    }
  });

  it('refuses secrets that are too short, too long or not exact base64, and does not tell them', () => {
    const ofSize = (size: number) => `whsec_${Buffer.alloc(size, 7).toString('base64')}`;
    const wrong = [
      '',
      'whsec_',
      first.slice(6),
      first.replace('whsec_', 'whsk_'),
      first.replace('A', '-'),
      first.replace('A', ' '),
      first.replace('h8=', 'h9='),
      ofSize(23),
      ofSize(65),
    ];
    for (const secret of wrong) {
      try {
        signWebhook('evt_01', seconds, body, [first, secret]);
        expect.unreachable(secret);
      } catch (error) {
        expect(error, secret).toBeInstanceOf(BadWebhookSecret);
        if (secret.length > 6) expect(String(error)).not.toContain(secret.slice(6));
      }
    }
    expect(() => signWebhook('evt_01', seconds, body, [])).toThrow(BadWebhookSecret);
    for (const size of [24, 25, 64]) signWebhook('evt_01', seconds, body, [ofSize(size)]);
    expect(signWebhook('evt_01', seconds, body, [first.replace('=', '')])['webhook-signature']).toBe(
      firstSigned,
    );
  });
});

describe('verifyWebhook', () => {
  const headers = signWebhook('evt_01', seconds, body, [first]);

  it('takes what was signed, whatever the message, also while secrets are being replaced', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\w-]{1,40}$/),
        fc.integer({ min: 1, max: 99_999_999_999 }),
        fc.uint8Array(),
        (id, time, bytes) => {
          const old = newWebhookSecret();
          const fresh = newWebhookSecret();
          const both = signWebhook(id, time, bytes, [fresh, old]);
          verifyWebhook({ ...both }, bytes, [old], time * 1000);
          verifyWebhook({ ...both }, bytes, [fresh], time * 1000);
          verifyWebhook({ ...signWebhook(id, time, bytes, [old]) }, bytes, [fresh, old], time * 1000);
          expect(() => verifyWebhook({ ...both }, bytes, [newWebhookSecret()], time * 1000)).toThrow(
            UnverifiedWebhook,
          );
        },
      ),
    );
  });

  it('refuses a message of which one bit was changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, place) => {
        const signed = signWebhook('evt_01', seconds, bytes, [first]);
        const changed = Uint8Array.from(bytes);
        changed[place % bytes.length]! ^= 1 << (place % 8);
        expect(() => verifyWebhook({ ...signed }, changed, [first], now)).toThrow(UnverifiedWebhook);
      }),
    );
    expect(() => verifyWebhook({ ...headers, 'webhook-id': 'evt_02' }, body, [first], now)).toThrow(/fits/);
    expect(() =>
      verifyWebhook({ ...headers, 'webhook-timestamp': '1700000001' }, body, [first], now),
    ).toThrow(/fits/);
  });

  it('takes five minutes either way, not a moment more', () => {
    for (const away of [-300_000, 0, 300_000]) verifyWebhook({ ...headers }, body, [first], now + away);
    for (const away of [-300_001, 300_001, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => verifyWebhook({ ...headers }, body, [first], now + away)).toThrow(/five minutes/);
    }
  });

  it('finds its signature among others, and refuses what is missing, doubled or of another kind', () => {
    const withSignature = (text: string) => ({ ...headers, 'webhook-signature': text });
    verifyWebhook(withSignature(`v1a,abc  v2,xyz ${secondSigned} ${firstSigned}`), body, [first], now);
    const wrong = [
      '',
      ' ',
      'v1,',
      firstSigned.slice(3),
      firstSigned.replace('v1', 'v2'),
      firstSigned.slice(0, -1),
      `${firstSigned}=`,
      firstSigned.toLowerCase(),
      secondSigned,
    ];
    for (const text of wrong)
      expect(() => verifyWebhook(withSignature(text), body, [first], now), text).toThrow(/fits/);
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      for (const value of [undefined, [headers['webhook-id'], 'x']]) {
        expect(() => verifyWebhook({ ...headers, [name]: value }, body, [first], now)).toThrow(
          UnverifiedWebhook,
        );
      }
    }
    for (const time of ['', ' 1700000000', '1.7e9', '+1700000000', '01700000000', '1700000000.0']) {
      expect(() => verifyWebhook({ ...headers, 'webhook-timestamp': time }, body, [first], now)).toThrow(
        /webhook-timestamp/,
      );
    }
    expect(() => verifyWebhook({ ...headers }, body, [], now)).toThrow(BadWebhookSecret);
  });

  it('refuses a full stop moved from the body to the id', () => {
    const signed = signWebhook('evt', seconds, '1700000000.{}', [first]);
    expect(() => verifyWebhook({ ...signed, 'webhook-id': `evt.${seconds}` }, '{}', [first], now)).toThrow(
      /webhook-id/,
    );
  });
});

describe.skipIf(!existsSync(vector))('the published test vector (needs ../shared/vectors)', () => {
  it('is signed and verified as published', () => {
    const { secret, id, timestamp, payload, signature } = JSON.parse(readFileSync(vector, 'utf8'));
    const signed = signWebhook(id, timestamp, payload, [secret]);
    expect(signed['webhook-signature']).toBe(signature);
    verifyWebhook({ ...signed }, payload, [secret], timestamp * 1000);
  });
});

describe('CloudEvent', () => {
  const event = {
    id: 'evt_01',
    source: '/organisations/7/listings',
    specversion: '1.0',
    type: 'listing.screened',
    time: '2026-03-06T10:00:00.5+02:00',
    datacontenttype: 'application/json',
    data: { id: 'x', verdict: 'review' },
  };

  it('takes an envelope, whole or with what is required only, and drops what it does not know', () => {
    expect(CloudEvent.parse(event)).toEqual(event);
    const { id, source, specversion, type } = event;
    expect(CloudEvent.parse({ id, source, specversion, type, traceparent: 'x' })).toEqual({
      id,
      source,
      specversion,
      type,
    });
  });

  it('refuses what the two standards do not allow', () => {
    const wrong = {
      id: ['', 'a.b', 7, undefined],
      source: ['', 'a b', '%zz', 'ä', undefined],
      specversion: ['1.1', 1, undefined],
      type: ['', '.', 'a..b', 'a b', undefined],
      time: ['2026-03-06', '2026-03-06T10:00Z', '2026-03-06T10:00:00', '2026-13-06T10:00:00Z'],
      datacontenttype: ['', 'json', 'a b/c'],
    };
    for (const [field, values] of Object.entries(wrong)) {
      for (const value of values) {
        expect(CloudEvent.safeParse({ ...event, [field]: value }).success, `${field}: ${value}`).toBe(false);
      }
    }
  });
});
