import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { ownedByOrg } from '../../db/row-level-security.ts';

/** To the millisecond, as JavaScript has it: a page goes on at an exact time. */
const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** A listing that a person must decide on. One screening opens at most one. */
export const moderationItem = pgTable(
  'moderation_item',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    screening: text('screening').notNull(),
    platform: text('platform').notNull(),
    listingId: text('listing_id').notNull(),
    seller: text('seller'),
    title: text('title').notNull(),
    verdict: text('verdict').notNull(),
    rule: text('rule').notNull(),
    queue: text('queue').notNull(),
    priority: integer('priority').notNull(),
    /** `open`, `held` (waits for papers) or `decided`. */
    state: text('state').notNull().default('open'),
    /** Rises with every change: who decides on an older one is told. */
    version: integer('version').notNull().default(1),
    claimedBy: text('claimed_by'),
    claimedUntil: at('claimed_until'),
    createdAt: at('created_at').notNull().default(sql`now()`),
    changedAt: at('changed_at').notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('moderation_item_screening').on(table.screening),
    index('moderation_item_queue').on(
      table.orgId,
      table.state,
      table.priority.desc(),
      table.createdAt,
      table.id,
    ),
    index('moderation_item_listing').on(table.orgId, table.platform, table.listingId),
    index('moderation_item_seller').on(table.orgId, table.platform, table.seller),
    ownedByOrg('moderation_item_org'),
  ],
);

/** Who does not want an item: it is shown to the others only. */
export const moderationSkip = pgTable(
  'moderation_skip',
  {
    item: text('item')
      .notNull()
      .references(() => moderationItem.id, { onDelete: 'cascade' }),
    person: text('person').notNull(),
    orgId: text('org_id').notNull(),
    at: at('at').notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.item, table.person] }), ownedByOrg('moderation_skip_org')],
);

/** What the reviewer saw, sealed before anything is removed: a text and its SHA-256. */
export const moderationSnapshot = pgTable(
  'moderation_snapshot',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    item: text('item')
      .notNull()
      .references(() => moderationItem.id),
    sealed: text('sealed').notNull(),
    sha256: text('sha256').notNull(),
    at: at('at').notNull().default(sql`now()`),
  },
  (table) => [index('moderation_snapshot_item').on(table.item), ownedByOrg('moderation_snapshot_org')],
);

/** Decision records: added, never changed. An override or an appeal's outcome is a new one. */
export const moderationDecision = pgTable(
  'moderation_decision',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    item: text('item')
      .notNull()
      .references(() => moderationItem.id),
    record: jsonb('record').notNull(),
    rule: text('rule').notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: at('decided_at').notNull(),
    supersedes: text('supersedes'),
  },
  (table) => [
    index('moderation_decision_item').on(table.item, table.decidedAt),
    index('moderation_decision_rule').on(table.orgId, table.rule, table.decidedAt),
    uniqueIndex('moderation_decision_supersedes').on(table.supersedes),
    ownedByOrg('moderation_decision_org'),
  ],
);

/** Strikes against a seller. A strike ends with its time, or with the decision that undoes it. */
export const moderationStrike = pgTable(
  'moderation_strike',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    platform: text('platform').notNull(),
    seller: text('seller').notNull(),
    decision: text('decision')
      .notNull()
      .references(() => moderationDecision.id),
    at: at('at').notNull(),
    expiresAt: at('expires_at').notNull(),
    undoneBy: text('undone_by'),
  },
  (table) => [
    index('moderation_strike_seller').on(table.orgId, table.platform, table.seller),
    ownedByOrg('moderation_strike_org'),
  ],
);

/** What the platform is told, written together with its cause. */
export const moderationEvent = pgTable(
  'moderation_event',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    type: text('type').notNull(),
    subject: text('subject').notNull(),
    data: jsonb('data').notNull(),
    at: at('at').notNull(),
  },
  (table) => [index('moderation_event_org_at').on(table.orgId, table.at), ownedByOrg('moderation_event_org')],
);

/** Where a platform wants its news. */
export const moderationWebhook = pgTable(
  'moderation_webhook',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    url: text('url').notNull(),
    /** Signs what is sent; locked with the hub's own secret. */
    secret: text('secret').notNull(),
    createdAt: at('created_at').notNull().default(sql`now()`),
    /** Set when the receiver wants no more (410), or a person ended it. */
    disabledAt: at('disabled_at'),
  },
  (table) => [index('moderation_webhook_org').on(table.orgId), ownedByOrg('moderation_webhook_org')],
);

/** One piece of news on its way to one receiver. */
export const moderationDelivery = pgTable(
  'moderation_delivery',
  {
    id: text('id').primaryKey(),
    orgId: text('org_id').notNull(),
    event: text('event')
      .notNull()
      .references(() => moderationEvent.id),
    webhook: text('webhook')
      .notNull()
      .references(() => moderationWebhook.id),
    attempts: integer('attempts').notNull().default(0),
    /** When it is due; empty: no more. */
    dueAt: at('due_at'),
    deliveredAt: at('delivered_at'),
    failedAt: at('failed_at'),
    /** What came of the last attempt: a word and a number. */
    trouble: text('trouble'),
  },
  (table) => [
    uniqueIndex('moderation_delivery_once').on(table.event, table.webhook),
    index('moderation_delivery_due').on(table.dueAt).where(sql`due_at is not null`),
    index('moderation_delivery_failed').on(table.orgId, table.failedAt),
    ownedByOrg('moderation_delivery_org'),
  ],
);
