import { randomUUID } from 'node:crypto';
import type { Assessment } from '@pugmark/documents/assessment';
import { type Action, type Decision, faultsOf, sixMonthsAfter } from '@pugmark/documents/decision';
import type { Listing } from '@pugmark/documents/listing';
import { newWebhookSecret } from '@pugmark/documents/standard-webhook';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { FIRST_LANGUAGE, say } from '@pugmark/knowledge/messages';
import { sellerText } from '@pugmark/screening/say/reasons';
import type { Database, Tx } from '../../db/database.ts';
import { notFound, Refusal } from '../../errors.ts';
import { AddressRefused, type AddressRules, readAddress } from '../../outgoing/address.ts';
import type { SecretBox } from '../../secret-box.ts';
import { type Asking, allow, note } from '../accounts/actions.ts';
import { type Kept, keptScreening } from '../screening/actions.ts';
import {
  CLAIM_MS,
  contradictionIn,
  DEFAULT_QUEUE,
  mustPreserve,
  opensItem,
  platformNews,
  priorityOf,
  STRIKE_MS,
  seal,
  stateAfter,
} from './model.ts';
import {
  addDecision,
  addDeliveries,
  addEvent,
  addItems,
  addSkip,
  addSnapshot,
  addStrike,
  addWebhook,
  type Cursor,
  changeItem,
  decisionById,
  decisionsByRule,
  decisionsOf,
  deliveries,
  endWebhook,
  type Filter,
  type Item,
  isSuperseded,
  itemById,
  items,
  replay,
  sellerHistory,
  undoStrikes,
  webhooks,
} from './store.ts';

/** What a reviewer decides. */
export interface Verdict {
  /** The version of the item the reviewer saw. */
  version: number;
  actions: readonly {
    kind: Action['kind'];
    until?: string | undefined;
    territories?: string[] | undefined;
  }[];
  /** Why, for staff: at least ten characters. */
  rationale: string;
  ground: 'law' | 'terms';
  /** The provision or the rule it rests on; default: the rule that stopped the listing. */
  clause?: string | undefined;
}

/** Opens an item for every kept screening that a person must look at: in the transaction that keeps it. */
export async function openItems(tx: Tx, org: string, kept: readonly Kept[]): Promise<void> {
  await addItems(
    tx,
    kept
      .filter(({ assessment }) => opensItem(assessment))
      .map(({ id, listing, assessment }) => ({
        id: randomUUID(),
        orgId: org,
        screening: id,
        platform: listing.platform ?? '',
        listingId: listing.id,
        seller: listing.seller?.id ?? null,
        title: listing.title.slice(0, 300),
        verdict: assessment.verdict,
        rule: assessment.policy.rule,
        queue: assessment.policy.queue ?? DEFAULT_QUEUE,
        priority: priorityOf(assessment),
        state: 'open',
      })),
  );
}

export class Moderation {
  private readonly database: Database;
  private readonly knowledge: Knowledge;
  private readonly box: SecretBox;
  private readonly rules: AddressRules;

  constructor(database: Database, knowledge: Knowledge, box: SecretBox, rules: AddressRules) {
    this.box = box;
    this.rules = rules;
    this.database = database;
    this.knowledge = knowledge;
  }

  /** A page of the queue, the most urgent first. */
  async queue(
    { caller }: Asking,
    filter: Omit<Filter, 'claimedBy' | 'unskippedBy'> & { mine?: boolean | undefined },
    after: Cursor | undefined,
    limit: number,
  ): Promise<Item[]> {
    allow(caller, 'read queue', 'queue');
    const { mine, ...rest } = filter;
    return this.database.asOrg(caller.org, (tx) =>
      items(tx, { ...rest, ...(mine ? { claimedBy: caller.id } : { unskippedBy: caller.id }) }, after, limit),
    );
  }

  /** All that a decision needs: the item, the listing as it was, what was said of it, the seller, decisions before. */
  async item(asking: Asking, id: string) {
    const { caller } = asking;
    allow(caller, 'read queue', 'item');
    return this.database.asOrg(caller.org, async (tx) => {
      const item = await existing(tx, id);
      const screening = await keptScreening(tx, item.screening);
      await note(tx, asking, 'item.read', id);
      return {
        item,
        listing: screening.listing,
        assessment: screening.assessment,
        seller: item.seller ? await sellerHistory(tx, item.platform, item.seller, new Date()) : undefined,
        decisions: await decisionsOf(tx, id),
        alike: (await decisionsByRule(tx, item.rule, 6)).filter(
          ({ subject }) => subject.id !== item.listingId,
        ),
      };
    });
  }

  /** Takes an item, or keeps it: nobody else can decide on it for a while. */
  async claim(asking: Asking, id: string, version: number): Promise<Item> {
    const { caller } = asking;
    allow(caller, 'decide', 'item');
    return this.database.asOrg(caller.org, async (tx) => {
      const item = await existing(tx, id);
      refuseOthers(item, caller.id);
      return changed(
        await changeItem(tx, id, version, {
          claimedBy: caller.id,
          claimedUntil: new Date(Date.now() + CLAIM_MS),
        }),
      );
    });
  }

  async release(asking: Asking, id: string, version: number): Promise<Item> {
    const { caller } = asking;
    allow(caller, 'decide', 'item');
    return this.database.asOrg(caller.org, async (tx) => {
      const item = await existing(tx, id);
      refuseOthers(item, caller.id);
      return changed(await changeItem(tx, id, version, { claimedBy: null, claimedUntil: null }));
    });
  }

  /** Leaves an item to the others. */
  async skip(asking: Asking, id: string): Promise<void> {
    const { caller } = asking;
    allow(caller, 'decide', 'item');
    await this.database.asOrg(caller.org, async (tx) => {
      const item = await existing(tx, id);
      await addSkip(tx, caller.org, id, caller.id);
      if (item.claimedBy === caller.id) {
        changed(await changeItem(tx, id, item.version, { claimedBy: null, claimedUntil: null }));
      }
    });
  }

  /**
   * Decides on an item: one immutable record, the listing sealed first where something is taken away, and the news
   * for the platform, all in one transaction.
   */
  async decide(asking: Asking, id: string, verdict: Verdict): Promise<Decision> {
    const { caller } = asking;
    allow(caller, 'decide', 'item');
    refuseContradiction(verdict);
    return this.database.asOrg(caller.org, async (tx) => {
      const item = await existing(tx, id);
      refuseOthers(item, caller.id);
      if (item.state === 'decided') {
        throw new Refusal('conflict', 'It was decided meanwhile: read it again, or reverse that decision');
      }
      const screening = await keptScreening(tx, item.screening);
      const snapshot = seal({ listing: screening.listing, assessment: screening.assessment });
      const exhibitId = randomUUID();
      const preserves = mustPreserve(verdict.actions);
      if (preserves) await addSnapshot(tx, { id: exhibitId, orgId: caller.org, item: id, ...snapshot });
      const record = this.recordOf(caller.id, item, screening, verdict, {
        snapshotHash: snapshot.sha256,
        ...(preserves && { exhibitId }),
      });
      changed(
        await changeItem(tx, id, verdict.version, {
          state: stateAfter(verdict.actions),
          claimedBy: null,
          claimedUntil: null,
        }),
      );
      await this.keep(tx, asking, item, record);
      return record;
    });
  }

  /** Undoes a decision: a new record that points at it, and every consequence taken back. */
  async reverse(asking: Asking, id: string, rationale: string): Promise<Decision> {
    const { caller } = asking;
    allow(caller, 'decide', 'decision');
    return this.database.asOrg(caller.org, async (tx) => {
      const old = await decisionById(tx, id);
      if (!old) throw notFound('decision');
      if (await isSuperseded(tx, id)) throw new Refusal('conflict', 'It was undone already');
      const item = await existing(tx, old.item);
      const screening = await keptScreening(tx, item.screening);
      const record: Decision = {
        ...this.recordOf(
          caller.id,
          item,
          screening,
          {
            version: item.version,
            actions: [{ kind: 'publish' }],
            rationale,
            ground: old.record.ground.kind,
          },
          { snapshotHash: old.record.subject.snapshotHash },
        ),
        supersedes: id,
      };
      await undoStrikes(tx, id, record.id);
      await this.keep(tx, asking, item, record);
      return record;
    });
  }

  /** Where news are sent. The secret that signs them is in the answer and nowhere else in clear. */
  async addWebhook(asking: Asking, url: string): Promise<{ id: string; url: string; secret: string }> {
    const { caller } = asking;
    allow(caller, 'manage webhooks', 'address');
    try {
      readAddress(url, this.rules);
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      throw new Refusal('invalid', error.message, [{ path: 'url', detail: error.message }]);
    }
    const id = randomUUID();
    const secret = newWebhookSecret();
    await this.database.asOrg(caller.org, async (tx) => {
      await addWebhook(tx, { id, orgId: caller.org, url, secret: this.box.lock(secret) });
      await note(tx, asking, 'webhook.made', id);
    });
    return { id, url, secret };
  }

  async webhooks({ caller }: Asking) {
    allow(caller, 'manage webhooks', 'address');
    const found = await this.database.asOrg(caller.org, webhooks);
    return found.map(({ id, url, createdAt, disabledAt }) => ({ id, url, createdAt, disabledAt }));
  }

  async endWebhook(asking: Asking, id: string): Promise<void> {
    const { caller } = asking;
    allow(caller, 'manage webhooks', 'webhook');
    await this.database.asOrg(caller.org, async (tx) => {
      if (!(await endWebhook(tx, id, new Date()))) throw notFound('webhook');
      await note(tx, asking, 'webhook.ended', id);
    });
  }

  /** News that failed for good, or wait for their next attempt. */
  async deliveries({ caller }: Asking, failed: boolean) {
    allow(caller, 'manage webhooks', 'address');
    return this.database.asOrg(caller.org, (tx) => deliveries(tx, failed, 200));
  }

  async replay(asking: Asking, id: string): Promise<void> {
    const { caller } = asking;
    allow(caller, 'manage webhooks', 'delivery');
    await this.database.asOrg(caller.org, async (tx) => {
      if (!(await replay(tx, id, new Date()))) throw notFound('delivery');
      await note(tx, asking, 'delivery.replayed', id);
    });
  }

  async decision(asking: Asking, id: string): Promise<Decision> {
    allow(asking.caller, 'read queue', 'decision');
    return this.database.asOrg(asking.caller.org, async (tx) => {
      const found = await decisionById(tx, id);
      if (!found) throw notFound('decision');
      return found.record;
    });
  }

  private async keep(tx: Tx, asking: Asking, item: Item, record: Decision): Promise<void> {
    refuseFaults(record);
    const { org } = asking.caller;
    await addDecision(tx, org, item.id, item.rule, record);
    const at = new Date(record.decidedAt);
    if (item.seller && record.actions.some(({ kind }) => kind === 'strike')) {
      await addStrike(tx, {
        id: randomUUID(),
        orgId: org,
        platform: item.platform,
        seller: item.seller,
        decision: record.id,
        at,
        expiresAt: new Date(at.getTime() + STRIKE_MS),
      });
    }
    const event = randomUUID();
    await addEvent(tx, {
      id: event,
      orgId: org,
      type: record.supersedes ? 'decision.reversed' : 'decision.made',
      subject: item.listingId,
      data: platformNews(record),
      at,
    });
    await addDeliveries(tx, org, event, at);
    await note(tx, asking, record.supersedes ? 'decision.reversed' : 'decision.made', record.id);
  }

  private recordOf(
    decidedBy: string,
    item: Item,
    screening: { listing: Listing; assessment: Assessment },
    { actions, rationale, ground, clause }: Verdict,
    preserved: { snapshotHash: string; exhibitId?: string },
  ): Decision {
    const { assessment, listing } = screening;
    const { policy } = assessment;
    const now = new Date();
    const rule = this.knowledge.policies[policy.id]?.rules.find(({ id }) => id === policy.rule);
    const kept = actions.every(({ kind }) => kind === 'publish');
    const text = sellerText(
      kept
        ? { verdict: 'clear' }
        : { verdict: actions.some(({ kind }) => kind === 'ask-document') ? 'ask' : 'block', by: rule },
      this.knowledge.messages,
      listing.language,
    );
    return {
      id: randomUUID(),
      subject: { kind: 'listing', id: item.listingId, snapshotHash: preserved.snapshotHash },
      source: { kind: 'own' },
      detection: { automated: true, assessment },
      facts: assessment.findings
        .slice(0, 3)
        .map(({ taxon, nature, appendix }) =>
          [
            taxon?.name ?? 'an animal or plant',
            nature,
            appendix ? `Appendix ${appendix}` : 'not listed',
          ].join(', '),
        ),
      ground: {
        kind: ground,
        clause: clause ?? (ground === 'law' ? (assessment.law[0]?.cite ?? policy.rule) : policy.rule),
        policyId: policy.id,
        policyVersion: policy.version,
        text: rule?.says ?? policy.rule,
      },
      actions: actions.map(({ kind, until, territories }) => ({
        kind,
        from: now.toISOString(),
        ...(until && { until }),
        ...(territories && { territories }),
      })),
      automation: 'partial',
      decidedBy,
      decidedAt: now.toISOString(),
      reasonForStaff: rationale,
      reasonForSeller: text,
      redress: {
        appealUntil: sixMonthsAfter(now.toISOString()),
        outOfCourt: say(this.knowledge.messages, listing.language ?? FIRST_LANGUAGE, 'redress.out-of-court'),
      },
      ...(preserved.exhibitId && { preserved: { exhibitId: preserved.exhibitId } }),
    };
  }
}

async function existing(tx: Tx, id: string): Promise<Item> {
  const item = await itemById(tx, id);
  if (!item) throw notFound('item');
  return item;
}

function changed(item: Item | undefined): Item {
  if (!item) throw new Refusal('conflict', 'It was changed meanwhile: read it again');
  return item;
}

/** @throws Refusal `conflict` while another person holds the item */
function refuseOthers(item: Item, person: string): void {
  const held = item.claimedBy !== null && item.claimedUntil !== null && item.claimedUntil > new Date();
  if (held && item.claimedBy !== person) throw new Refusal('conflict', 'Another person is at work on it');
}

function refuseContradiction({ actions }: Verdict): void {
  const wrong = contradictionIn(actions);
  if (wrong)
    throw new Refusal('invalid', `These actions contradict each other: ${wrong}`, [
      { path: 'actions', detail: wrong },
    ]);
}

/** @throws Refusal `invalid` for a record that must not be acted upon */
function refuseFaults(record: Decision): void {
  const faults = faultsOf(record).map(({ field, detail }) => ({ path: field, detail }));
  if (faults.length > 0) throw new Refusal('invalid', 'The decision is not complete', faults);
}
