import { randomInt } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import type { AddressRules } from '../../outgoing/address.ts';
import { nextAttempt } from '../../outgoing/schedule.ts';
import { sendWebhook } from '../../outgoing/send.ts';
import type { SecretBox } from '../../secret-box.ts';
import { cloudEvent } from './model.ts';
import { endWebhook, settle, takeDue } from './store.ts';

/** Deliveries of one round. */
const ROUND = 20;
/** How often a round begins, in milliseconds. */
const EVERY_MS = 1_000;
const CHANCES = 1_000_000;

/** Delivers news to platforms: at least once, signed, on the standard's schedule. */
export class Courier {
  private readonly database: Database;
  private readonly box: SecretBox;
  private readonly rules: AddressRules;
  private readonly source: string;
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<unknown> = Promise.resolve();

  /** @param source the hub's own address: who sends */
  constructor(database: Database, box: SecretBox, rules: AddressRules, source: string) {
    this.database = database;
    this.box = box;
    this.rules = rules;
    this.source = source;
  }

  start(): void {
    const next = () => {
      this.round = this.deliver()
        .catch((error: unknown) =>
          console.error(JSON.stringify({ level: 'error', job: 'courier', error: String(error) })),
        )
        .finally(() => {
          if (this.timer) this.timer = setTimeout(next, EVERY_MS);
        });
    };
    this.timer = setTimeout(next, EVERY_MS);
  }

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.round;
  }

  /** One round: everything that is due. Answers how many were tried. */
  async deliver(now = Date.now()): Promise<number> {
    const due = await takeDue(this.database.db, new Date(now), ROUND);
    await Promise.all(due.map((one) => this.tryOnce(one, now)));
    return due.length;
  }

  private async tryOnce(
    { delivery, event, webhook }: Awaited<ReturnType<typeof takeDue>>[number],
    now: number,
  ) {
    const { db } = this.database;
    const outcome = await sendWebhook(
      { id: event.id, body: JSON.stringify(cloudEvent(event, this.source)) },
      { url: webhook.url, secrets: [this.box.open(webhook.secret)] },
      now,
      { rules: this.rules },
    );
    const attempts = delivery.attempts + 1;
    const at = new Date(now);
    if (outcome.outcome === 'delivered') {
      await settle(db, delivery.id, { attempts, dueAt: null, deliveredAt: at, trouble: null });
      return;
    }
    if (outcome.outcome === 'disabled') {
      await this.database.asOrg(webhook.orgId, (tx) => endWebhook(tx, webhook.id, at));
      await settle(db, delivery.id, { attempts, dueAt: null, failedAt: at, trouble: 'disabled 410' });
      return;
    }
    const trouble = 'status' in outcome ? `${outcome.why} ${outcome.status}` : outcome.why;
    const next = nextAttempt(attempts, now, randomInt(CHANCES) / CHANCES);
    await settle(
      db,
      delivery.id,
      next === 'failed'
        ? { attempts, dueAt: null, failedAt: at, trouble }
        : { attempts, dueAt: new Date(next), trouble },
    );
  }
}
