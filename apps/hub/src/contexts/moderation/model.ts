import { createHash } from 'node:crypto';
import type { Assessment, Verdict } from '@pugmark/documents/assessment';
import { type Action, type Decision, restricts } from '@pugmark/documents/decision';

/** Verdicts that a person must look at. */
const opening: ReadonlySet<Verdict> = new Set(['ask', 'review', 'block']);
export const opensItem = ({ verdict }: Pick<Assessment, 'verdict'>): boolean => opening.has(verdict);

/** Where an item waits and how soon, if its rule does not say. */
export const DEFAULT_QUEUE = 'listed';
const defaultPriority: Record<string, number> = { block: 80, review: 50, ask: 40 };
export const priorityOf = ({ verdict, policy }: Pick<Assessment, 'verdict' | 'policy'>): number =>
  policy.priority ?? defaultPriority[verdict] ?? 0;

/** How long a claim holds without a sign of life, in milliseconds. */
export const CLAIM_MS = 15 * 60 * 1000;
/** How long a strike counts, in milliseconds. */
export const STRIKE_MS = 180 * 24 * 60 * 60 * 1000;
/** Whether the listing must be sealed first. */
export const mustPreserve = (actions: readonly Pick<Action, 'kind'>[]): boolean =>
  actions.some(({ kind }) => restricts(kind));

/** What state an item is in after these actions. */
export const stateAfter = (actions: readonly Pick<Action, 'kind'>[]): 'held' | 'decided' =>
  actions.some(({ kind }) => kind === 'ask-document') ? 'held' : 'decided';

/** Actions that do not go together. */
export function contradictionIn(actions: readonly Pick<Action, 'kind'>[]): string | undefined {
  const kinds = new Set(actions.map(({ kind }) => kind));
  if (kinds.size < actions.length) return 'the same action stands there twice';
  const keeps = kinds.has('publish') || kinds.has('inform-buyer');
  if (keeps && (kinds.has('remove') || kinds.has('strike') || kinds.has('ask-document'))) {
    return 'a listing that stays cannot be removed, held or followed by a strike';
  }
  return undefined;
}

/** What is sealed: as it is here it is hashed. */
export function seal(content: unknown): { sealed: string; sha256: string } {
  const sealed = JSON.stringify(content);
  return { sealed, sha256: createHash('sha256').update(sealed).digest('hex') };
}

/** What the platform is told of a decision: what to do, and nothing of how it was found. */
export const platformNews = ({
  id,
  subject,
  actions,
  reasonForSeller,
  decidedAt,
  redress,
  supersedes,
}: Decision) => ({
  decision: id,
  listing: subject.id,
  actions,
  reasonForSeller,
  decidedAt,
  appealUntil: redress.appealUntil,
  ...(supersedes && { supersedes }),
});

/** An event as the platform gets it: CloudEvents 1.0. */
export const cloudEvent = (
  { id, type, subject, data, at }: { id: string; type: string; subject: string; data: unknown; at: Date },
  source: string,
) => ({
  specversion: '1.0' as const,
  id,
  source,
  type: `org.pugmark.${type}`,
  subject,
  time: at.toISOString(),
  datacontenttype: 'application/json',
  data,
});
