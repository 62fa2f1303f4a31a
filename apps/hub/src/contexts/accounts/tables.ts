import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { ownedByOrg } from '../../db/row-level-security.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });
const id = () => text('id').primaryKey();

// Persons, sessions and organisations are read and written by the sign-in library, in the shape it asks for.

export const accountsPerson = pgTable('accounts_person', {
  id: id(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
});

export const accountsSession = pgTable(
  'accounts_session',
  {
    id: id(),
    expiresAt: at('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => accountsPerson.id, { onDelete: 'cascade' }),
    activeOrganizationId: text('active_organization_id'),
  },
  (table) => [index('accounts_session_user').on(table.userId)],
);

export const accountsCredential = pgTable(
  'accounts_credential',
  {
    id: id(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => accountsPerson.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [index('accounts_credential_user').on(table.userId)],
);

export const accountsVerification = pgTable(
  'accounts_verification',
  {
    id: id(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [index('accounts_verification_identifier').on(table.identifier)],
);

export const accountsTwoFactor = pgTable(
  'accounts_two_factor',
  {
    id: id(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => accountsPerson.id, { onDelete: 'cascade' }),
    verified: boolean('verified').default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: at('locked_until'),
  },
  (table) => [index('accounts_two_factor_user').on(table.userId)],
);

export const accountsOrganisation = pgTable('accounts_organisation', {
  id: id(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  logo: text('logo'),
  createdAt: at('created_at').notNull(),
  metadata: text('metadata'),
  kind: text('kind').notNull(),
});

export const accountsMember = pgTable(
  'accounts_member',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => accountsOrganisation.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => accountsPerson.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [uniqueIndex('accounts_member_once').on(table.organizationId, table.userId)],
);

export const accountsInvitation = pgTable(
  'accounts_invitation',
  {
    id: id(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => accountsOrganisation.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    role: text('role'),
    status: text('status').notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at').notNull(),
    inviterId: text('inviter_id')
      .notNull()
      .references(() => accountsPerson.id, { onDelete: 'cascade' }),
  },
  (table) => [index('accounts_invitation_email').on(table.email)],
);

// Our own.

export const accountsKey = pgTable(
  'accounts_key',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => accountsOrganisation.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** SHA-256 of the secret: the secret itself is shown once and kept nowhere. */
    hash: text('hash').notNull(),
    /** The beginning of the key, by which people know it again. */
    shown: text('shown').notNull(),
    scopes: text('scopes').array().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull().default(sql`now()`),
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    /** The key that took its place; it works on until the grace time is over. */
    replacedBy: text('replaced_by'),
  },
  (table) => [
    uniqueIndex('accounts_key_hash').on(table.hash),
    index('accounts_key_org').on(table.orgId),
    ownedByOrg('accounts_key_org'),
  ],
);

/** What was read of a person's data and what was changed. Rows are added, never changed or removed. */
export const accountsAudit = pgTable(
  'accounts_audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orgId: text('org_id').notNull(),
    at: at('at').notNull().default(sql`now()`),
    actor: text('actor').notNull(),
    /** `person` or `key`. */
    actorKind: text('actor_kind').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    requestId: text('request_id').notNull(),
    detail: jsonb('detail'),
  },
  (table) => [index('accounts_audit_org').on(table.orgId, table.id), ownedByOrg('accounts_audit_org')],
);
