import { randomUUID } from 'node:crypto';
import type { Database, Db, Tx } from '../../db/database.ts';
import { notFound, Refusal } from '../../errors.ts';
import { type Deed, may } from './access.ts';
import type { Auth } from './auth.ts';
import { type Caller, hashOf, looksLikeKey, needsSecondFactor, newKey, type Scope } from './model.ts';
import {
  addAudit,
  addKey,
  audit,
  endKey,
  keyByHash,
  keyById,
  keys,
  membership,
  organisationsOf,
} from './store.ts';

/** Who asks, and with which request. */
export interface Asking {
  caller: Caller;
  requestId: string;
}

/** How long a rotated key works beside the one that takes its place. */
const GRACE_MS = 24 * 60 * 60 * 1000;

/**
 * Finds who asks: by an API key, or by a session and the organisation it works in.
 *
 * @throws Refusal `not-signed-in` without either, `second-factor-needed` where the organisation demands one
 */
export async function callerOf(db: Db, auth: Auth, headers: Headers): Promise<Caller> {
  const bearer = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    const key = looksLikeKey(bearer) ? await keyByHash(db, hashOf(bearer), new Date()) : undefined;
    if (!key) throw new Refusal('wrong-credentials', 'This API key is not known, has ended or was revoked');
    return { kind: 'key', id: key.id, name: key.name, org: key.org, orgKind: key.kind, scopes: key.scopes };
  }
  const session = await auth.api.getSession({ headers });
  if (!session)
    throw new Refusal('not-signed-in', 'Sign in, or send an API key as "Authorization: Bearer …"');
  const { user } = session;
  const active = session.session.activeOrganizationId ?? (await organisationsOf(db, user.id))[0]?.id;
  const place = active ? await membership(db, user.id, active) : undefined;
  if (!active || !place)
    throw new Refusal('not-allowed', 'You belong to no organisation yet: accept an invitation');
  if (needsSecondFactor(place.kind) && !user.twoFactorEnabled) {
    throw new Refusal(
      'second-factor-needed',
      `${place.name} demands a second factor: turn it on under /api/auth/two-factor/enable, then sign in again`,
    );
  }
  return { kind: 'person', id: user.id, name: user.name, org: active, orgKind: place.kind, role: place.role };
}

/** @throws Refusal `not-found` when the caller may not: what is not yours is not there */
export function allow(caller: Caller, deed: Deed, what: string): void {
  if (!may(caller, deed)) throw notFound(what);
}

/** Writes down in the same transaction what was read of a person's data, or changed. */
export async function note(
  tx: Tx,
  { caller, requestId }: Asking,
  action: string,
  subject: string,
  detail?: unknown,
): Promise<void> {
  await addAudit(tx, {
    orgId: caller.org,
    actor: caller.id,
    actorKind: caller.kind,
    action,
    subject,
    requestId,
    ...(detail !== undefined && { detail }),
  });
}

export async function listKeys({ asOrg }: Database, { caller }: Asking) {
  allow(caller, 'manage keys', 'list of keys');
  return asOrg(caller.org, keys);
}

/** Makes a key. Its secret is in the answer and nowhere else. */
export async function makeKey(
  { asOrg }: Database,
  asking: Asking,
  wanted: { name: string; scopes: Scope[]; expiresAt?: Date | undefined },
) {
  const { caller } = asking;
  allow(caller, 'manage keys', 'list of keys');
  if (wanted.expiresAt && wanted.expiresAt <= new Date()) {
    throw new Refusal('invalid', 'The key would have ended already', [
      { path: 'expiresAt', detail: 'lies in the past' },
    ]);
  }
  return asOrg(caller.org, (tx) => insertKey(tx, asking, wanted, 'key.made'));
}

/** Makes a key in place of another, which works for one more day. */
export async function rotateKey({ asOrg }: Database, asking: Asking, id: string) {
  const { caller } = asking;
  allow(caller, 'manage keys', 'key');
  return asOrg(caller.org, async (tx) => {
    const old = await keyById(tx, id);
    if (!old) throw notFound('key');
    if (old.revokedAt)
      throw new Refusal('conflict', 'This key ends already: rotate the one that took its place');
    const made = await insertKey(
      tx,
      asking,
      { name: old.name, scopes: old.scopes, ...(old.expiresAt && { expiresAt: old.expiresAt }) },
      'key.rotated',
    );
    await endKey(tx, id, new Date(Date.now() + GRACE_MS), made.id);
    return made;
  });
}

export async function revokeKey({ asOrg }: Database, asking: Asking, id: string): Promise<void> {
  const { caller } = asking;
  allow(caller, 'manage keys', 'key');
  await asOrg(caller.org, async (tx) => {
    const key = await keyById(tx, id);
    if (!key) throw notFound('key');
    // A key that ended keeps the moment at which it did.
    if (key.revokedAt && key.revokedAt <= new Date()) return;
    await endKey(tx, id, new Date());
    await note(tx, asking, 'key.revoked', id);
  });
}

async function insertKey(
  tx: Tx,
  asking: Asking,
  { name, scopes, expiresAt }: { name: string; scopes: Scope[]; expiresAt?: Date | undefined },
  action: string,
) {
  const { secret, hash, shown } = newKey();
  const id = randomUUID();
  const { org, id: createdBy } = asking.caller;
  await addKey(tx, { id, orgId: org, name, hash, shown, scopes, createdBy, ...(expiresAt && { expiresAt }) });
  await note(tx, asking, action, id, { name, scopes });
  return { id, name, shown, scopes, secret, expiresAt: expiresAt ?? null };
}

export async function readAudit(
  { asOrg }: Database,
  { caller }: Asking,
  page: { before?: number | undefined; limit: number },
) {
  allow(caller, 'read audit', 'audit');
  return asOrg(caller.org, (tx) => audit(tx, page.before, page.limit));
}
