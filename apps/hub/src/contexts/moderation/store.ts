import { randomUUID } from 'node:crypto';
import type { Decision } from '@pugmark/documents/decision';
import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Db, Tx } from '../../db/database.ts';
import {
  moderationDecision,
  moderationDelivery,
  moderationEvent,
  moderationItem,
  moderationSkip,
  moderationSnapshot,
  moderationStrike,
  moderationWebhook,
} from './tables.ts';

export type Item = typeof moderationItem.$inferSelect;
export type NewItem = Omit<typeof moderationItem.$inferInsert, 'createdAt' | 'changedAt' | 'version'>;

/** Opens items; a screening that has one keeps it. */
export async function addItems(tx: Tx, items: readonly NewItem[]): Promise<void> {
  if (items.length > 0)
    await tx
      .insert(moderationItem)
      .values([...items])
      .onConflictDoNothing();
}

export interface Filter {
  state: 'open' | 'held' | 'decided';
  queue?: string | undefined;
  verdict?: string | undefined;
  platform?: string | undefined;
  /** Only what this person has claimed. */
  claimedBy?: string | undefined;
  /** Leave out what this person skipped. */
  unskippedBy?: string | undefined;
}

/** Where a page goes on: the last item of the one before. */
export interface Cursor {
  priority: number;
  createdAt: Date;
  id: string;
}

/** A page of the queue: the most urgent first, then the oldest. Walks one index, however long the queue is. */
export async function items(
  tx: Tx,
  filter: Filter,
  after: Cursor | undefined,
  limit: number,
): Promise<Item[]> {
  const conditions: (SQL | undefined)[] = [
    eq(moderationItem.state, filter.state),
    filter.queue === undefined ? undefined : eq(moderationItem.queue, filter.queue),
    filter.verdict === undefined ? undefined : eq(moderationItem.verdict, filter.verdict),
    filter.platform === undefined ? undefined : eq(moderationItem.platform, filter.platform),
    filter.claimedBy === undefined ? undefined : eq(moderationItem.claimedBy, filter.claimedBy),
    filter.unskippedBy === undefined
      ? undefined
      : notExists(
          tx
            .select({ one: sql`1` })
            .from(moderationSkip)
            .where(
              and(eq(moderationSkip.item, moderationItem.id), eq(moderationSkip.person, filter.unskippedBy)),
            ),
        ),
    after === undefined
      ? undefined
      : or(
          lt(moderationItem.priority, after.priority),
          and(
            eq(moderationItem.priority, after.priority),
            or(
              gt(moderationItem.createdAt, after.createdAt),
              and(eq(moderationItem.createdAt, after.createdAt), gt(moderationItem.id, after.id)),
            ),
          ),
        ),
  ];
  return tx
    .select()
    .from(moderationItem)
    .where(and(...conditions))
    .orderBy(desc(moderationItem.priority), asc(moderationItem.createdAt), asc(moderationItem.id))
    .limit(limit);
}

export async function itemById(tx: Tx, id: string): Promise<Item | undefined> {
  const [row] = await tx.select().from(moderationItem).where(eq(moderationItem.id, id));
  return row;
}

/** Changes an item that still has this version; answers the changed one, or nothing when it was changed meanwhile. */
export async function changeItem(
  tx: Tx,
  id: string,
  version: number,
  change: Partial<Pick<Item, 'state' | 'claimedBy' | 'claimedUntil'>>,
): Promise<Item | undefined> {
  const [row] = await tx
    .update(moderationItem)
    .set({ ...change, version: version + 1, changedAt: sql`now()` })
    .where(and(eq(moderationItem.id, id), eq(moderationItem.version, version)))
    .returning();
  return row;
}

export async function addSkip(tx: Tx, org: string, item: string, person: string): Promise<void> {
  await tx.insert(moderationSkip).values({ item, person, orgId: org }).onConflictDoNothing();
}

export async function addSnapshot(
  tx: Tx,
  snapshot: Omit<typeof moderationSnapshot.$inferInsert, 'at'>,
): Promise<void> {
  await tx.insert(moderationSnapshot).values(snapshot);
}

export async function addDecision(
  tx: Tx,
  org: string,
  item: string,
  rule: string,
  record: Decision,
): Promise<void> {
  await tx.insert(moderationDecision).values({
    id: record.id,
    orgId: org,
    item,
    rule,
    record,
    decidedBy: record.decidedBy,
    decidedAt: new Date(record.decidedAt),
    supersedes: record.supersedes ?? null,
  });
}

export async function decisionById(
  tx: Tx,
  id: string,
): Promise<{ record: Decision; item: string; rule: string } | undefined> {
  const [row] = await tx
    .select({
      record: moderationDecision.record,
      item: moderationDecision.item,
      rule: moderationDecision.rule,
    })
    .from(moderationDecision)
    .where(eq(moderationDecision.id, id));
  return row && { ...row, record: row.record as Decision };
}

/** The records about one item, oldest first. */
export async function decisionsOf(tx: Tx, item: string): Promise<Decision[]> {
  const rows = await tx
    .select({ record: moderationDecision.record })
    .from(moderationDecision)
    .where(eq(moderationDecision.item, item))
    .orderBy(asc(moderationDecision.decidedAt));
  return rows.map(({ record }) => record as Decision);
}

/** Records of a time, with the screening they rest on, oldest first. */
export async function decisionsBetween(tx: Tx, from: Date, until: Date, limit: number) {
  const rows = await tx
    .select({
      record: moderationDecision.record,
      screening: moderationItem.screening,
      receivedAt: moderationItem.createdAt,
    })
    .from(moderationDecision)
    .innerJoin(moderationItem, eq(moderationItem.id, moderationDecision.item))
    .where(and(gte(moderationDecision.decidedAt, from), lt(moderationDecision.decidedAt, until)))
    .orderBy(asc(moderationDecision.decidedAt))
    .limit(limit);
  return rows.map((row) => ({ ...row, record: row.record as Decision }));
}

/** Whether a record was undone by a later one. */
export async function isSuperseded(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: moderationDecision.id })
    .from(moderationDecision)
    .where(eq(moderationDecision.supersedes, id));
  return rows.length > 0;
}

/** What was decided last on other listings that the same rule stopped. */
export async function decisionsByRule(tx: Tx, rule: string, limit: number): Promise<Decision[]> {
  const rows = await tx
    .select({ record: moderationDecision.record })
    .from(moderationDecision)
    .where(eq(moderationDecision.rule, rule))
    .orderBy(desc(moderationDecision.decidedAt))
    .limit(limit);
  return rows.map(({ record }) => record as Decision);
}

/** What is known of a seller: items, and strikes that count at a moment. */
export async function sellerHistory(tx: Tx, platform: string, seller: string, now: Date) {
  const [all] = await tx
    .select({ items: count() })
    .from(moderationItem)
    .where(and(eq(moderationItem.platform, platform), eq(moderationItem.seller, seller)));
  const strikes = await tx
    .select({
      decision: moderationStrike.decision,
      at: moderationStrike.at,
      expiresAt: moderationStrike.expiresAt,
    })
    .from(moderationStrike)
    .where(
      and(
        eq(moderationStrike.platform, platform),
        eq(moderationStrike.seller, seller),
        gt(moderationStrike.expiresAt, now),
        isNull(moderationStrike.undoneBy),
      ),
    )
    .orderBy(desc(moderationStrike.at));
  return { items: all?.items ?? 0, strikes };
}

export async function addStrike(tx: Tx, strike: typeof moderationStrike.$inferInsert): Promise<void> {
  await tx.insert(moderationStrike).values(strike);
}

/** Undoes the strikes that a decision brought. */
export async function undoStrikes(tx: Tx, decision: string, by: string): Promise<void> {
  await tx
    .update(moderationStrike)
    .set({ undoneBy: by })
    .where(and(eq(moderationStrike.decision, decision), isNull(moderationStrike.undoneBy)));
}

export async function addEvent(tx: Tx, event: typeof moderationEvent.$inferInsert): Promise<void> {
  await tx.insert(moderationEvent).values(event);
}

export type Webhook = typeof moderationWebhook.$inferSelect;

export async function addWebhook(tx: Tx, webhook: typeof moderationWebhook.$inferInsert): Promise<void> {
  await tx.insert(moderationWebhook).values(webhook);
}

export async function webhooks(tx: Tx): Promise<Webhook[]> {
  return tx.select().from(moderationWebhook).orderBy(asc(moderationWebhook.createdAt));
}

/** Ends a receiver; what waits for it waits no more. Answers whether there was one. */
export async function endWebhook(tx: Tx, id: string, now: Date): Promise<boolean> {
  const ended = await tx
    .update(moderationWebhook)
    .set({ disabledAt: now })
    .where(and(eq(moderationWebhook.id, id), isNull(moderationWebhook.disabledAt)))
    .returning({ id: moderationWebhook.id });
  if (ended.length === 0) return false;
  await tx
    .update(moderationDelivery)
    .set({ dueAt: null, failedAt: now, trouble: 'disabled' })
    .where(and(eq(moderationDelivery.webhook, id), isNotNull(moderationDelivery.dueAt)));
  return true;
}

/** Puts news on its way to every receiver that wants it. */
export async function addDeliveries(tx: Tx, org: string, event: string, at: Date): Promise<void> {
  const receivers = (await webhooks(tx)).filter(({ disabledAt }) => disabledAt === null);
  if (receivers.length === 0) return;
  await tx
    .insert(moderationDelivery)
    .values(receivers.map(({ id }) => ({ id: randomUUID(), orgId: org, event, webhook: id, dueAt: at })));
}

export type Delivery = typeof moderationDelivery.$inferSelect;

/** Deliveries that failed for good, or are on their way; the latest first. */
export async function deliveries(tx: Tx, failed: boolean, limit: number): Promise<Delivery[]> {
  return tx
    .select()
    .from(moderationDelivery)
    .where(failed ? isNotNull(moderationDelivery.failedAt) : isNotNull(moderationDelivery.dueAt))
    .orderBy(desc(moderationDelivery.id))
    .limit(limit);
}

/** Sends a delivery again from the beginning of the schedule. Answers whether there was one. */
export async function replay(tx: Tx, id: string, now: Date): Promise<boolean> {
  const found = await tx
    .update(moderationDelivery)
    .set({ attempts: 0, dueAt: now, failedAt: null, deliveredAt: null })
    .where(eq(moderationDelivery.id, id))
    .returning({ id: moderationDelivery.id });
  return found.length > 0;
}

/** How long a worker that took a delivery may take before another does, in milliseconds. */
const LEASE_MS = 60_000;

/** What is due, of all organisations, taken so that no other worker takes it too. For jobs only. */
export async function takeDue(db: Db, now: Date, limit: number) {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({ id: moderationDelivery.id })
      .from(moderationDelivery)
      .where(lte(moderationDelivery.dueAt, now))
      .orderBy(asc(moderationDelivery.dueAt))
      .limit(limit)
      .for('update', { skipLocked: true });
    const ids = due.map(({ id }) => id);
    if (ids.length === 0) return [];
    await tx
      .update(moderationDelivery)
      .set({ dueAt: new Date(now.getTime() + LEASE_MS) })
      .where(inArray(moderationDelivery.id, ids));
    return tx
      .select({ delivery: moderationDelivery, event: moderationEvent, webhook: moderationWebhook })
      .from(moderationDelivery)
      .innerJoin(moderationEvent, eq(moderationEvent.id, moderationDelivery.event))
      .innerJoin(moderationWebhook, eq(moderationWebhook.id, moderationDelivery.webhook))
      .where(inArray(moderationDelivery.id, ids));
  });
}

/** Writes down what came of an attempt. For jobs only. */
export async function settle(
  db: Db,
  id: string,
  change: Partial<Pick<Delivery, 'attempts' | 'dueAt' | 'deliveredAt' | 'failedAt' | 'trouble'>>,
): Promise<void> {
  await db.update(moderationDelivery).set(change).where(eq(moderationDelivery.id, id));
}
