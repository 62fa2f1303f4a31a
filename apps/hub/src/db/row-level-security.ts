import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** The role in which every request works. It owns no table, so the policies bind it. */
export const appRole = pgRole('pugmark_app');

const mine = sql`org_id = nullif(current_setting('app.org', true), '')`;

/** A row belongs to one organisation, and nobody else sees or writes it. */
export const ownedByOrg = (name: string) =>
  pgPolicy(name, { as: 'permissive', for: 'all', to: appRole, using: mine, withCheck: mine });
