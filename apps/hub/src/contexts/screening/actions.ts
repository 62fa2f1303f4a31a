import { randomUUID } from 'node:crypto';
import type { Assessment, RefusedRow } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import type { ReadRow, Row } from '@pugmark/documents/listing-of';
import { isRefused, refusal } from '@pugmark/documents/refusal';
import { rowsOf } from '@pugmark/documents/rows-of';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import { policyOf } from '@pugmark/screening/policy/policy-of';
import { Screener } from '@pugmark/screening/screener';
import type { Database, Tx } from '../../db/database.ts';
import { notFound, Refusal } from '../../errors.ts';
import { type Asking, allow, note } from '../accounts/actions.ts';
import { contentHash, platformKey, storable } from './model.ts';
import { assessmentById, type KeptAssessment, keepAssessments, keepListings } from './store.ts';

/** A screening that is kept, with its listing: what higher contexts are handed in the same transaction. */
export interface Kept {
  id: string;
  listing: Listing;
  assessment: Assessment;
}

/**
 * A screening as it is kept, for contexts that stand on it.
 *
 * @throws Refusal `not-found`
 */
export async function keptScreening(tx: Tx, id: string): Promise<KeptAssessment> {
  const found = await assessmentById(tx, id);
  if (!found) throw notFound('screening');
  return found;
}

/** An assessment that is kept, by its id; or why a listing could not be read. */
export type Screened = { id: string; assessment: Assessment } | RefusedRow;

/** Screens with the shipped knowledge and a policy; holds one screener for each policy that was asked for. */
export class Screening {
  readonly knowledge: Knowledge;
  private readonly database: Database;
  private readonly screeners = new Map<string, { screener: Screener; policy: Policy }>();

  private readonly onKept: (tx: Tx, org: string, kept: readonly Kept[]) => Promise<void>;

  /** @param onKept what else is to be kept together with screenings, handed in by who knows it */
  constructor(database: Database, knowledge: Knowledge, onKept: Screening['onKept'] = async () => {}) {
    this.onKept = onKept;
    this.database = database;
    this.knowledge = knowledge;
  }

  /**
   * Screens listings and keeps them with their assessments. The same listing, knowledge and policy is kept once,
   * however often it is sent: the answer is the one that is kept. A listing that cannot be read stands as an error
   * in its place.
   */
  async screen(
    asking: Asking,
    values: readonly unknown[],
    policyId?: string,
    lineOf = (at: number): number => at + 1,
  ): Promise<Screened[]> {
    const { caller } = asking;
    const { screener, policy } = this.ready(asking, policyId);
    const rows = values.map((value, at) => oneRow(value, lineOf(at)));
    const read = rows.filter((row): row is ReadRow => !isRefused(row));
    if (read.length === 0) return rows as RefusedRow[];
    const prepared = read.map(({ listing, warnings }) => {
      const kept = storable(listing);
      return {
        id: randomUUID(),
        platform: platformKey(kept),
        listing: kept,
        contentHash: contentHash(kept),
        assessment: screener.screen(kept, warnings),
      };
    });
    const kept = await this.database.asOrg(caller.org, async (tx) => {
      const ids = await keepListings(tx, caller.org, prepared);
      const screened = await keepAssessments(
        tx,
        caller.org,
        prepared.map(({ assessment }, i) => ({
          id: randomUUID(),
          listing: ids[i]!,
          verdict: assessment.verdict,
          knowledgeVersion: assessment.knowledge.version,
          policyId: policy.id,
          policyVersion: policy.version,
          assessment,
        })),
      );
      await this.onKept(
        tx,
        caller.org,
        screened.map((one, i) => ({ ...one, listing: prepared[i]!.listing })),
      );
      return screened;
    });
    let at = 0;
    return rows.map((row) => (isRefused(row) ? row : kept[at++]!));
  }

  /**
   * Whether the caller may screen with this policy: asked before a stream begins to be answered.
   *
   * @throws Refusal when not
   */
  ready({ caller }: Asking, policyId?: string): { screener: Screener; policy: Policy } {
    allow(caller, 'screen listings', 'address');
    return this.screenerFor(policyId);
  }

  /** One kept assessment with the listing it is of. Reading a seller's data is written down. */
  async get(asking: Asking, id: string): Promise<KeptAssessment> {
    allow(asking.caller, 'read screenings', 'screening');
    return this.database.asOrg(asking.caller.org, async (tx) => {
      const found = await keptScreening(tx, id);
      await note(tx, asking, 'screening.read', id);
      return found;
    });
  }

  private screenerFor(id: string | undefined): { screener: Screener; policy: Policy } {
    const key = id ?? '';
    let made = this.screeners.get(key);
    if (!made) {
      if (id !== undefined && !Object.hasOwn(this.knowledge.policies, id)) {
        const there = Object.keys(this.knowledge.policies).join(', ');
        throw new Refusal('invalid', `There is no policy "${id.slice(0, 60)}"`, [
          { path: 'policy', detail: `use one of ${there}` },
        ]);
      }
      const policy = policyOf(this.knowledge, id);
      made = { screener: new Screener(this.knowledge, { policy }), policy };
      this.screeners.set(key, made);
    }
    return made;
  }
}

/** A document with several products is no listing: each has its own answer, so each is sent by itself. */
function oneRow(value: unknown, line: number): Row {
  const rows = [rowsOf(value, line)].flat();
  if (rows.length === 1) return rows[0]!;
  return refusal(line, 'too-many-rows', `it holds ${rows.length} listings: send each by itself`);
}
