import { createHash, randomBytes } from 'node:crypto';

/** What an organisation is; it decides which contexts it works in. */
export const organisationKinds = ['platform', 'ngo', 'enforcement', 'authority', 'secretariat'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** What a person does in an organisation. */
export const roles = ['owner', 'admin', 'lead', 'reviewer', 'reader'] as const;
export type Role = (typeof roles)[number];

/** What an API key may be used for. */
export const scopes = ['screenings:write', 'screenings:read', 'audit:read'] as const;
export type Scope = (typeof scopes)[number];

/** Who asks: a person in an organisation, or a key of one. */
export type Caller =
  | { kind: 'person'; id: string; name: string; org: string; orgKind: OrganisationKind; role: Role }
  | {
      kind: 'key';
      id: string;
      name: string;
      org: string;
      orgKind: OrganisationKind;
      scopes: readonly Scope[];
    };

/** Organisations whose people must sign in with a second factor. */
export const needsSecondFactor = (kind: OrganisationKind): boolean =>
  kind === 'enforcement' || kind === 'authority';

/** How a key begins, so that a leaked one is recognised. */
const KEY_PREFIX = 'pugmark_';
/** Characters of a key that are kept in clear, to know it again. */
const SHOWN = 16;

/** A new secret: shown once, kept only as a hash. */
export function newKey(): { secret: string; hash: string; shown: string } {
  const secret = `${KEY_PREFIX}${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashOf(secret), shown: secret.slice(0, SHOWN) };
}

/** SHA-256, in hex. The secret has 256 random bits: a slow hash would add nothing. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Whether a text can be a key at all; what cannot is not looked up. */
export const looksLikeKey = (text: string): boolean =>
  text.startsWith(KEY_PREFIX) && text.length === KEY_PREFIX.length + 43;

/** Whether a key works at a moment. */
export const isUsable = (key: { expiresAt: Date | null; revokedAt: Date | null }, now: Date): boolean =>
  (key.revokedAt === null || key.revokedAt > now) && (key.expiresAt === null || key.expiresAt > now);
