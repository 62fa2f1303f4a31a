import { and, desc, eq, lt } from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import { isUsable, type OrganisationKind, type Role, type Scope } from './model.ts';
import { accountsAudit, accountsKey, accountsMember, accountsOrganisation } from './tables.ts';

/** A key as people see it: never its secret or hash. */
export interface KeyRow {
  id: string;
  name: string;
  shown: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const keyColumns = {
  id: accountsKey.id,
  name: accountsKey.name,
  shown: accountsKey.shown,
  scopes: accountsKey.scopes,
  createdAt: accountsKey.createdAt,
  expiresAt: accountsKey.expiresAt,
  revokedAt: accountsKey.revokedAt,
};

/** The key with this hash, if it works now, and its organisation: one look-up by an index. */
export async function keyByHash(db: Db, hash: string, now: Date) {
  const [row] = await db
    .select({ ...keyColumns, org: accountsKey.orgId, kind: accountsOrganisation.kind })
    .from(accountsKey)
    .innerJoin(accountsOrganisation, eq(accountsOrganisation.id, accountsKey.orgId))
    .where(eq(accountsKey.hash, hash));
  if (!row || !isUsable(row, now)) return undefined;
  return { ...row, kind: row.kind as OrganisationKind, scopes: row.scopes as Scope[] };
}

/** A person's place in an organisation. */
export async function membership(db: Db, person: string, org: string) {
  const [row] = await db
    .select({ role: accountsMember.role, kind: accountsOrganisation.kind, name: accountsOrganisation.name })
    .from(accountsMember)
    .innerJoin(accountsOrganisation, eq(accountsOrganisation.id, accountsMember.organizationId))
    .where(and(eq(accountsMember.userId, person), eq(accountsMember.organizationId, org)));
  return row && { role: row.role as Role, kind: row.kind as OrganisationKind, name: row.name };
}

/** The organisations of a person, oldest first. */
export async function organisationsOf(db: Db, person: string) {
  return db
    .select({
      id: accountsOrganisation.id,
      name: accountsOrganisation.name,
      kind: accountsOrganisation.kind,
      role: accountsMember.role,
    })
    .from(accountsMember)
    .innerJoin(accountsOrganisation, eq(accountsOrganisation.id, accountsMember.organizationId))
    .where(eq(accountsMember.userId, person))
    .orderBy(accountsMember.createdAt);
}

export async function keys(tx: Tx): Promise<KeyRow[]> {
  const rows = await tx.select(keyColumns).from(accountsKey).orderBy(desc(accountsKey.createdAt));
  return rows.map((row) => ({ ...row, scopes: row.scopes as Scope[] }));
}

export async function addKey(tx: Tx, key: typeof accountsKey.$inferInsert): Promise<void> {
  await tx.insert(accountsKey).values(key);
}

export async function keyById(tx: Tx, id: string): Promise<KeyRow | undefined> {
  const [row] = await tx.select(keyColumns).from(accountsKey).where(eq(accountsKey.id, id));
  return row && { ...row, scopes: row.scopes as Scope[] };
}

/** Ends a key, at once or when a grace time is over. */
export async function endKey(tx: Tx, id: string, at: Date, replacedBy?: string): Promise<void> {
  await tx
    .update(accountsKey)
    .set({ revokedAt: at, ...(replacedBy && { replacedBy }) })
    .where(eq(accountsKey.id, id));
}

export type AuditEntry = Omit<typeof accountsAudit.$inferInsert, 'id' | 'at'>;

export async function addAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx.insert(accountsAudit).values(entry);
}

/** The audit, newest first, before an entry. */
export async function audit(tx: Tx, before: number | undefined, limit: number) {
  return tx
    .select()
    .from(accountsAudit)
    .where(before === undefined ? undefined : lt(accountsAudit.id, before))
    .orderBy(desc(accountsAudit.id))
    .limit(limit);
}
