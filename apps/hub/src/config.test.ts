import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const SECRET = 'only-for-tests-0123456789-abcdefghijkl';

/** What the hub says when it refuses to start. */
function refusalOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('it starts');
}

describe('readConfig', () => {
  it('starts with nothing set: this machine alone, embedded database, development', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 4680,
      host: '127.0.0.1',
      url: 'http://127.0.0.1:4680',
      data: 'pugmark-data',
      databaseUrl: undefined,
      knowledge: undefined,
      rate: 6_000,
      log: 'json',
      production: false,
    });
    expect(readConfig({}).secret, 'sessions outlive a restart').toBe(config.secret);
  });

  it('takes what is set, and looks at no name that is not ours', () => {
    const config = readConfig({
      PUGMARK_PORT: '80',
      PUGMARK_HOST: '0.0.0.0',
      PUGMARK_URL: 'https://hub.example',
      PUGMARK_SECRET: SECRET,
      PUGMARK_RATE: '10',
      PUGMARK_LOG: 'silent',
      DATABASE_URL: 'postgresql://db.example/pugmark',
      NODE_ENV: 'production',
      PATH: '/bin',
    });
    expect(config).toMatchObject({
      port: 80,
      url: 'https://hub.example',
      secret: SECRET,
      rate: 10,
      log: 'silent',
      databaseUrl: 'postgresql://db.example/pugmark',
      production: true,
    });
  });

  it.each([
    ['an unknown setting', { PUGMARK_PROT: '80' }, 'PUGMARK_PROT'],
    ['a port that is none', { PUGMARK_PORT: 'http' }, 'PUGMARK_PORT'],
    ['a port that is too high', { PUGMARK_PORT: '65536' }, 'PUGMARK_PORT'],
    ['half a port', { PUGMARK_PORT: '80.5' }, 'PUGMARK_PORT'],
    ['a short secret', { PUGMARK_SECRET: 's'.repeat(31) }, 'PUGMARK_SECRET'],
    ['no secret in production', { NODE_ENV: 'production' }, 'PUGMARK_SECRET'],
    ['an address that is none', { PUGMARK_URL: 'hub' }, 'PUGMARK_URL'],
    ['no requests at all', { PUGMARK_RATE: '0' }, 'PUGMARK_RATE'],
    ['another log', { PUGMARK_LOG: 'loud' }, 'PUGMARK_LOG'],
    ['another database', { DATABASE_URL: 'mysql://db.example/pugmark' }, 'DATABASE_URL'],
  ])('refuses %s by its name', (_what, env, name) => {
    expect(refusalOf(env)).toContain(name);
  });

  it('refuses an empty port', () => {
    expect(refusalOf({ PUGMARK_PORT: '' })).toContain('PUGMARK_PORT');
  });

  it.each(['localhost:4680', 'ftp://hub.example', 'data:,x'])('refuses the address %s', (url) => {
    expect(refusalOf({ PUGMARK_URL: url })).toContain('PUGMARK_URL');
  });

  it('names every wrong setting in one message, and shows no secret', () => {
    const message = refusalOf({
      PUGMARK_PROT: '80',
      PUGMARK_PORT: 'x',
      PUGMARK_RATE: 'x',
      PUGMARK_SECRET: 'short-and-secret',
      DATABASE_URL: 'mysql://hub:the-password@db.example/pugmark',
    });
    for (const name of ['PUGMARK_PROT', 'PUGMARK_PORT', 'PUGMARK_RATE', 'PUGMARK_SECRET', 'DATABASE_URL']) {
      expect(message).toContain(name);
    }
    expect(message).not.toMatch(/short-and-secret|the-password/);
  });
});
