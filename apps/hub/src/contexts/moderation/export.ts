import type { Assessment } from '@pugmark/documents/assessment';
import type { Decision } from '@pugmark/documents/decision';
import type { Listing } from '@pugmark/documents/listing';
import {
  batchesOf,
  type Statement,
  type StatementFacts,
  statementOf,
} from '@pugmark/documents/statement-of-reasons';
import { transparencyCsv } from '@pugmark/documents/transparency-template';
import type { Database } from '../../db/database.ts';
import { Refusal } from '../../errors.ts';
import { type Asking, allow, note } from '../accounts/actions.ts';
import { keptScreening } from '../screening/actions.ts';
import { decisionsBetween } from './store.ts';

/** Days of one export. */
const MOST_DAYS = 400;
/** Decisions of one export; more are exported in shorter periods. */
const MOST_DECISIONS = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Two days, both inclusive (YYYY-MM-DD, UTC). */
export interface Period {
  from: string;
  to: string;
}

/** Statements of reasons of a period, for the EU database: in batches as it takes them, safe to send again. */
export async function exportStatements(database: Database, asking: Asking, period: Period) {
  const statements = await statementsOf(database, asking, period);
  return { count: statements.length, batches: batchesOf(statements) };
}

/** The figures of a period as rows of the transparency template. */
export async function exportFigures(database: Database, asking: Asking, period: Period): Promise<string> {
  const statements = await statementsOf(database, asking, period);
  return transparencyCsv(statements, { service: asking.caller.org, ...period });
}

async function statementsOf(database: Database, asking: Asking, { from, to }: Period): Promise<Statement[]> {
  const { caller } = asking;
  allow(caller, 'export statements', 'address');
  const [start, end] = [new Date(`${from}T00:00:00Z`), new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS)];
  if (!(start < end) || end.getTime() - start.getTime() > MOST_DAYS * DAY_MS) {
    throw new Refusal('invalid', `A period has 1 to ${MOST_DAYS} days`, [
      { path: 'to', detail: 'is not in a period with "from"' },
    ]);
  }
  return database.asOrg(caller.org, async (tx) => {
    const found = await decisionsBetween(tx, start, end, MOST_DECISIONS + 1);
    if (found.length > MOST_DECISIONS) {
      throw new Refusal('invalid', `More than ${MOST_DECISIONS} decisions: export a shorter period`, [
        { path: 'from', detail: 'begins too early' },
      ]);
    }
    await note(tx, asking, 'statements.exported', `${from} to ${to}`);
    const statements: Statement[] = [];
    for (const { record, screening, receivedAt } of found) {
      if (record.source.kind === 'authority') continue;
      const { listing } = await keptScreening(tx, screening);
      const statement = statementOf(record, factsOf(record, listing, receivedAt));
      if (statement) statements.push(statement);
    }
    return statements;
  });
}

function factsOf(record: Decision, listing: Listing, receivedAt: Date): StatementFacts {
  const { assessment } = record.detection;
  const { seller, language } = listing;
  return {
    contentDate: contentDateOf(listing, receivedAt),
    language,
    thing: assessment ? thingOf(assessment) : 'animal-part',
    alsoIllegal: assessment?.law.some(({ outcome }) => outcome === 'prohibited') ?? false,
    ...(seller && { seller: { id: seller.id, name: seller.name } }),
  };
}

const contentDateOf = ({ listedAt }: Listing, receivedAt: Date): string =>
  listedAt !== undefined && /^20[0-3]\d-\d\d-\d\d/.test(listedAt)
    ? listedAt.slice(0, 10)
    : receivedAt.toISOString();

function thingOf({ findings }: Assessment): StatementFacts['thing'] {
  const [first] = findings;
  if (first?.taxon?.lineage[0] === 'Plantae') return 'plant';
  return first?.nature === 'live' ? 'live-animal' : 'animal-part';
}
