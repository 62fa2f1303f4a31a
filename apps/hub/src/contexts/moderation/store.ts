import type { Decision } from '@pugmark/documents/decision';
import { and, asc, count, desc, eq, gt, isNull, lt, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import {
  moderationDecision,
  moderationEvent,
  moderationItem,
  moderationSkip,
  moderationSnapshot,
  moderationStrike,
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

/** News that nobody has delivered yet, oldest first. */
export async function waitingEvents(tx: Tx, limit: number) {
  return tx
    .select()
    .from(moderationEvent)
    .where(isNull(moderationEvent.deliveredAt))
    .orderBy(asc(moderationEvent.at))
    .limit(limit);
}
