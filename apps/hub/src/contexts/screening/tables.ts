import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { ownedByOrg } from '../../db/row-level-security.ts';

const at = (name: string) => timestamp(name, { withTimezone: true });

/** A listing as it was handed in: a snapshot, never changed. Another content is another row. */
export const screeningListing = pgTable(
  'screening_listing',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    platform: text('platform').notNull(),
    /** The platform's own id. */
    listingId: text('listing_id').notNull(),
    /** SHA-256 over the listing as it is stored. */
    contentHash: text('content_hash').notNull(),
    listing: jsonb('listing').notNull(),
    receivedAt: at('received_at').notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('screening_listing_once').on(table.orgId, table.platform, table.listingId, table.contentHash),
    index('screening_listing_received').on(table.orgId, table.receivedAt),
    ownedByOrg('screening_listing_org'),
  ],
);

/** What the screen said of a listing with one knowledge and one policy. Another version is another row. */
export const screeningAssessment = pgTable(
  'screening_assessment',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    listing: text('listing')
      .notNull()
      .references(() => screeningListing.id, { onDelete: 'cascade' }),
    verdict: text('verdict').notNull(),
    knowledgeVersion: text('knowledge_version').notNull(),
    policyId: text('policy_id').notNull(),
    policyVersion: text('policy_version').notNull(),
    assessment: jsonb('assessment').notNull(),
    assessedAt: at('assessed_at').notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('screening_assessment_once').on(
      table.listing,
      table.knowledgeVersion,
      table.policyId,
      table.policyVersion,
    ),
    index('screening_assessment_verdict').on(table.orgId, table.verdict, table.assessedAt),
    ownedByOrg('screening_assessment_org'),
  ],
);
