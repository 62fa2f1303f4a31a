import { readFileSync } from 'node:fs';
import type { Verdict } from '@pugmark/documents/assessment';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import { FloodGuard } from '@pugmark/screening/policy/flood-guard';
import { Screener } from '@pugmark/screening/screener';
import { Progress } from '../progress.ts';
import { fileReason, UsageError } from '../usage-error.ts';
import { listingsOf } from './listings-of.ts';

/** What one rule did in the stream. */
export interface RuleCount {
  rule: string;
  verdict: Verdict;
  listings: number;
  /** Of the listings people decided on: what it stopped and they removed, stopped and they kept. */
  right?: number;
  wrong?: number;
  /** Share of what it stopped that people removed. */
  precision?: number;
  /** Share of all that people removed that it stopped. */
  recall?: number;
  /** It stopped more than the policy's share of the stream: it goes to review only. */
  flooded?: true;
}

export interface PolicySide {
  id: string;
  version: string;
  verdicts: Record<Verdict, number>;
  rules: RuleCount[];
}

export interface PolicyDiff {
  listings: number;
  refused: number;
  old: PolicySide;
  new: PolicySide;
  /** Old verdict and new verdict -> how many listings. */
  changes: { from: Verdict; to: Verdict; listings: number }[];
  changed: { id: string; title: string; from: Verdict; to: Verdict; oldRule: string; newRule: string }[];
}

const stops: ReadonlySet<Verdict> = new Set(['ask', 'review', 'block']);

/**
 * Screens every listing with both rule books, as the live screen would, and tells what changes.
 *
 * @param decisions file of JSON lines `{"id", "removed": true|false}`: what people decided
 */
export async function diffPolicies(
  before: Policy,
  after: Policy,
  listings: string,
  decisions: string | undefined,
  knowledge: Knowledge,
  quiet: boolean,
): Promise<PolicyDiff> {
  const decided = decisions === undefined ? undefined : readDecisions(decisions);
  const sides = [before, after].map((policy) => ({
    policy,
    screener: new Screener(knowledge, { policy }),
    count: new SideCount(policy, decided),
  })) as [Side, Side];
  const told = { refused: 0, at: 0, size: 0 };
  const changes = new Map<string, number>();
  const changed: PolicyDiff['changed'] = [];
  let progress: Progress | undefined;
  let rows = 0;
  try {
    for await (const { listing, warnings } of listingsOf(listings, told)) {
      const [a, b] = sides.map(({ screener, count }) => {
        const { verdict, policy } = screener.screen(listing, warnings);
        count.add(listing.id, verdict, policy.rule);
        return { verdict, rule: policy.rule };
      }) as [{ verdict: Verdict; rule: string }, { verdict: Verdict; rule: string }];
      const key = `${a.verdict} ${b.verdict}`;
      changes.set(key, (changes.get(key) ?? 0) + 1);
      if (a.verdict !== b.verdict) {
        const { id, title } = listing;
        changed.push({ id, title, from: a.verdict, to: b.verdict, oldRule: a.rule, newRule: b.rule });
      }
      progress ??= new Progress(told.size, 'listings', quiet);
      if (++rows % 500 === 0) progress.update(told.at, rows);
    }
  } finally {
    progress?.stop();
  }
  return {
    listings: rows,
    refused: told.refused,
    old: sides[0].count.side(),
    new: sides[1].count.side(),
    changes: [...changes]
      .map(([key, count]) => {
        const [from, to] = key.split(' ') as [Verdict, Verdict];
        return { from, to, listings: count };
      })
      .sort((x, y) => y.listings - x.listings),
    changed,
  };
}

type Side = { policy: Policy; screener: Screener; count: SideCount };

/** Counts verdicts and rules of one rule book. */
class SideCount {
  readonly #policy: Policy;
  readonly #decided: ReadonlyMap<string, boolean> | undefined;
  readonly #verdicts: Record<Verdict, number> = { clear: 0, inform: 0, ask: 0, review: 0, block: 0 };
  readonly #rules = new Map<string, RuleCount>();
  readonly #guard: FloodGuard;
  #removed = 0;

  constructor(policy: Policy, decided: ReadonlyMap<string, boolean> | undefined) {
    this.#policy = policy;
    this.#decided = decided;
    this.#guard = new FloodGuard(policy);
  }

  add(id: string, verdict: Verdict, rule: string): void {
    this.#verdicts[verdict] += 1;
    this.#guard.add(1, verdict === 'ask' || verdict === 'block' ? { [rule]: 1 } : {});
    const count = this.#rules.get(rule) ?? { rule, verdict, listings: 0 };
    count.listings += 1;
    const removed = this.#decided?.get(id);
    if (removed) this.#removed += 1;
    if (removed !== undefined && stops.has(verdict)) {
      count.right = (count.right ?? 0) + (removed ? 1 : 0);
      count.wrong = (count.wrong ?? 0) + (removed ? 0 : 1);
    }
    this.#rules.set(rule, count);
  }

  side(): PolicySide {
    const flooded = new Set(this.#guard.tripped.map(({ rule }) => rule));
    const rules = [...this.#rules.values()].map((count): RuleCount => {
      const { right = 0, wrong = 0 } = count;
      return {
        ...count,
        ...(right + wrong > 0 && { precision: share(right, right + wrong) }),
        ...(right + wrong > 0 && this.#removed > 0 && { recall: share(right, this.#removed) }),
        ...(flooded.has(count.rule) && { flooded: true as const }),
      };
    });
    const { id, version } = this.#policy;
    return { id, version, verdicts: this.#verdicts, rules: rules.sort((a, b) => b.listings - a.listings) };
  }
}

const share = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 1000;

function readDecisions(path: string): ReadonlyMap<string, boolean> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the decisions in ${path}: ${fileReason(error)}`);
  }
  const decided = new Map<string, boolean>();
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    let row: { id?: unknown; removed?: unknown } | null = null;
    try {
      row = JSON.parse(line);
    } catch {
      // Told below.
    }
    if (row === null || row.id === undefined || typeof row.removed !== 'boolean') {
      throw new UsageError(
        `Cannot use the decisions in ${path}:${at + 1}: a line is {"id": "…", "removed": true or false}`,
      );
    }
    decided.set(String(row.id), row.removed);
  }
  return decided;
}
