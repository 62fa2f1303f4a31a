import { z } from 'zod';
import { Assessment } from './assessment.ts';

/** A moment, ISO 8601 with its offset from UTC: `2026-11-22T10:05:00Z`. */
const Moment = z.iso.datetime({ offset: true });

const Text = z.string().trim().min(1);

/** What is done about a listing or a seller. */
export const ActionKind = z.enum([
  'publish',
  'inform-buyer',
  'ask-document',
  'remove',
  'restrict',
  'warn',
  'strike',
  'suspend',
  'terminate',
]);
export type ActionKind = z.infer<typeof ActionKind>;

export const Action = z.object({
  kind: ActionKind,
  from: Moment,
  /** The first moment at which it holds no more; absent: for good. */
  until: Moment.optional(),
  /** ISO 3166 codes (`DE`, `US-CA`), or `EU` for all its members; absent: everywhere. */
  territories: z
    .array(z.string().regex(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/, 'a code of ISO 3166 in capitals, or EU'))
    .min(1)
    .optional(),
});
export type Action = z.infer<typeof Action>;

/**
 * What was decided about one listing or seller, by whom, on what ground (contract `v1`).
 *
 * It is written once. An appeal or an override is a new record that names this one in `supersedes`. Staff view,
 * notice to the seller, statement of reasons, webhook and figures are functions of it and of nothing else that
 * changes. What the schema cannot say, `faultsOf` checks.
 */
export const Decision = z.object({
  id: z.string().min(1).max(512),
  subject: z.object({
    kind: z.enum(['listing', 'seller']),
    /** The platform's own id. */
    id: z.string().min(1).max(512),
    /** SHA-256, in hex, of what the one who decided saw. */
    snapshotHash: z.string().regex(/^[0-9a-f]{64}$/, '64 hex digits in lower case'),
  }),
  /** What the platform acted upon; `ref` is its id of the notice or the request. */
  source: z.object({
    kind: z.enum(['own', 'notice', 'trusted-flagger', 'authority']),
    ref: Text.optional(),
  }),
  detection: z.object({
    /** Whether a program found it. */
    automated: z.boolean(),
    /** The screen's answer as it was then, whole; null if the listing was not screened. */
    assessment: Assessment.nullable(),
  }),
  /** What the decision rests on, one fact a sentence. */
  facts: z.array(Text),
  ground: z.object({
    kind: z.enum(['law', 'terms']),
    /** The provision of the law, or the section of the terms. */
    clause: z.string().optional(),
    policyId: Text,
    policyVersion: Text,
    /** What the ground said at that version, word for word. */
    text: z.string(),
  }),
  actions: z.array(Action).min(1),
  /** How much of the deciding (not of the finding) a program did. */
  automation: z.enum(['none', 'partial', 'full']),
  /** Id of the person, or of the rule that decided by itself. */
  decidedBy: Text,
  decidedAt: Moment,
  reasonForStaff: Text,
  /** Says what to do next, and never which words matched. */
  reasonForSeller: Text,
  redress: z.object({
    /** Until when the platform takes a complaint (DSA, Article 20). */
    appealUntil: Moment,
    /** Which bodies settle disputes out of court, and where to find them (DSA, Article 21). */
    outOfCourt: Text,
  }),
  /** The sealed exhibit that keeps the page as it was. */
  preserved: z.object({ exhibitId: Text }).optional(),
  /** Id of the decision this one takes the place of. */
  supersedes: Text.optional(),
});
export type Decision = z.infer<typeof Decision>;

/**
 * Whether an action takes something from the seller: visibility, service or account (DSA, Article 17(1)).
 * `ask-document` alone does not; a listing on hold until papers are shown carries `restrict` beside it.
 */
export function restricts(kind: ActionKind): boolean {
  return kind === 'remove' || kind === 'restrict' || kind === 'suspend' || kind === 'terminate';
}

/** What is wrong with a decision record: where, and what would mend it. */
export interface DecisionFault {
  /** `preserved`, `actions.0.until`. */
  field: string;
  detail: string;
}

/**
 * Everything that keeps a well-formed record from being acted upon; empty when nothing does.
 *
 * - What restricts is refused until its exhibit is sealed (contract, "Decision record").
 * - The ground of law names the provision (DSA, Article 17(3)(d)).
 * - An action ends after it begins.
 * - What restricts can be appealed for six months or more (DSA, Article 20(1)).
 */
export function faultsOf(decision: Decision): DecisionFault[] {
  const faults: DecisionFault[] = [];
  const restricting = decision.actions.filter(({ kind }) => restricts(kind));
  if (restricting.length > 0 && !decision.preserved) {
    const kinds = [...new Set(restricting.map(({ kind }) => kind))].join(', ');
    faults.push({ field: 'preserved', detail: `seal the page as an exhibit before you ${kinds}` });
  }
  if (decision.ground.kind === 'law' && !decision.ground.clause?.trim()) {
    faults.push({ field: 'ground.clause', detail: 'name the provision of the law' });
  }
  decision.actions.forEach(({ from, until }, at) => {
    if (until !== undefined && Date.parse(until) <= Date.parse(from)) {
      faults.push({ field: `actions.${at}.until`, detail: `must be after ${from}` });
    }
  });
  const earliest = sixMonthsAfter(decision.decidedAt);
  if (restricting.length > 0 && Date.parse(decision.redress.appealUntil) < Date.parse(earliest)) {
    faults.push({ field: 'redress.appealUntil', detail: `must not be before ${earliest}` });
  }
  return faults;
}

/**
 * The same day and time six calendar months on, in UTC. Where that month is too short it is the month's last day
 * (Regulation (EEC, Euratom) 1182/71, Article 3(2)(c)): from 31 August to 28 or 29 February.
 */
export function sixMonthsAfter(moment: string): string {
  const then = new Date(moment);
  const day = then.getUTCDate();
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() + 6);
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(day, last));
  return then.toISOString();
}
