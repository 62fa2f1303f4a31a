import { z } from 'zod';

/** Settings, all from the environment; docs/running/settings.md says what each does. */
const Settings = z.strictObject({
  /** Where the hub listens. */
  PUGMARK_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a port, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'is not a port, 0 to 65535')
    .default(4680),
  PUGMARK_HOST: z.string().min(1).default('127.0.0.1'),
  /** How the hub is reached from outside: for links and cookies. */
  PUGMARK_URL: z.url({ protocol: /^https?$/, error: 'does not begin with http:// or https://' }).optional(),
  /** Signs sessions; at least 32 characters. */
  PUGMARK_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  /** Folder of the embedded database, when there is no DATABASE_URL. */
  PUGMARK_DATA: z.string().min(1).default('pugmark-data'),
  /** Compiled knowledge other than the shipped. */
  PUGMARK_KNOWLEDGE: z.string().min(1).optional(),
  /** Requests a minute of one key or session. */
  PUGMARK_RATE: z.coerce.number().int().min(1).max(10_000_000).default(6_000),
  PUGMARK_LOG: z.enum(['json', 'silent']).default('json'),
});

export interface Config {
  port: number;
  host: string;
  url: string;
  secret: string;
  data: string;
  /** PostgreSQL 15 or newer; without it the embedded database is used. */
  databaseUrl: string | undefined;
  knowledge: string | undefined;
  rate: number;
  log: 'json' | 'silent';
  production: boolean;
}

/** A setting is missing, unknown or wrong: the hub does not start. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Development keeps its sessions over a restart; production must bring a secret of its own. */
const DEVELOPMENT_SECRET = 'development only: never use this secret where it matters';

/**
 * Reads the settings.
 *
 * @throws ConfigError naming every setting that is unknown or wrong, and a secret that is missing in production
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('PUGMARK_')));
  const read = Settings.safeParse(given);
  const production = env.NODE_ENV === 'production';
  const wrong = read.success
    ? []
    : read.error.issues.map((issue) =>
        issue.code === 'unrecognized_keys'
          ? `${issue.keys.join(', ')}: no such setting; there are ${Object.keys(Settings.shape).join(', ')}`
          : `${issue.path.join('.')}: ${issue.message}`,
      );
  if (production && given.PUGMARK_SECRET === undefined) {
    wrong.push('PUGMARK_SECRET: is missing; production needs one of at least 32 random characters');
  }
  if (env.DATABASE_URL !== undefined && !/^postgres(?:ql)?:\/\//.test(env.DATABASE_URL)) {
    wrong.push('DATABASE_URL: does not begin with postgres://');
  }
  if (!read.success || wrong.length > 0)
    throw new ConfigError(`Cannot start the hub:\n  ${wrong.join('\n  ')}`);
  const settings = read.data;
  return {
    port: settings.PUGMARK_PORT,
    host: settings.PUGMARK_HOST,
    url: settings.PUGMARK_URL ?? `http://${settings.PUGMARK_HOST}:${settings.PUGMARK_PORT}`,
    secret: settings.PUGMARK_SECRET ?? DEVELOPMENT_SECRET,
    data: settings.PUGMARK_DATA,
    databaseUrl: env.DATABASE_URL,
    knowledge: settings.PUGMARK_KNOWLEDGE,
    rate: settings.PUGMARK_RATE,
    log: settings.PUGMARK_LOG,
    production,
  };
}
