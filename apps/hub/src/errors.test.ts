import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notFound, problemOf, Refusal, type RefusalCode, refusals } from './errors.ts';

describe('problemOf', () => {
  it.each(Object.entries(refusals))('answers the refusal %s with %d', (code, status) => {
    expect(problemOf(new Refusal(code as RefusalCode, 'why'), 'request-1')).toEqual({
      type: `https://pugmark.example/problems/${code}`,
      title: code,
      status,
      detail: 'why',
      requestId: 'request-1',
    });
  });

  it('names the wrong fields', () => {
    const fields = [{ path: 'name', detail: 'is missing' }];
    expect(problemOf(new Refusal('invalid', 'x', fields), 'r').errors).toEqual(fields);
  });

  it('says the same of what is not there and what is not yours', () => {
    expect(problemOf(notFound('key'), 'r')).toMatchObject({ status: 404, detail: 'There is no such key' });
  });

  it('tells nothing of the inside, whatever was thrown', () => {
    const secret = 'select * from accounts_key at /srv/hub/store.ts:12';
    const thrown = fc.oneof(
      fc.anything(),
      fc.constantFrom(
        secret,
        new Error(secret),
        new TypeError(secret, { cause: new Error(secret) }),
        { message: secret, status: 418, code: 'invalid', fields: [{ path: secret, detail: secret }] },
        Object.assign(new Error(secret), { name: 'Refusal', code: 'not-found', status: 404 }),
      ),
    );
    const ours = problemOf(new Error('x'), 'r');
    fc.assert(
      fc.property(thrown, (error) => {
        expect(problemOf(error, 'r')).toEqual(ours);
      }),
    );
    expect(ours).toMatchObject({ status: 500, title: 'internal', requestId: 'r' });
  });
});
