import type { Assessment, Verdict } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import type { Policy } from '@pugmark/knowledge/policy/policy';

/** A piece of the input on its way to a thread. Its bytes own their memory, so they are moved and not copied. */
export type Block = {
  bytes: Uint8Array<ArrayBuffer>;
  firstLine: number;
  /** `lines`: as the input has them. `cut`: rows cut from another format, see cut-rows.ts. */
  form: 'lines' | 'cut';
  /** How much of the input was read when the block was cut, for the progress. */
  at: number;
};

/** What a thread needs to begin. */
export type ScreenJob = {
  compiled: string | undefined;
  asOf: string | undefined;
  /** Rule book in place of the shipped default. */
  policy: Policy | undefined;
  wants: Wants;
};

/** What is to be made of a block. */
export type Wants = {
  /** JSON lines. */
  json: boolean;
  /** Texts for people. */
  explain: { color: boolean; width: number } | undefined;
  /** Flagged listings with their assessments. */
  report: boolean;
};

export type Counts = Record<Verdict, number> & { refused: number };

/** What the run must know of the policy, whose rules only the threads hold. */
export type StreamPolicy = { flood?: number; reviewText: string };

export type BlockResult = {
  json: Uint8Array<ArrayBuffer> | undefined;
  explained: Uint8Array<ArrayBuffer> | undefined;
  counts: Counts;
  /** How many listings each rule stopped, by verdict. */
  stopped: Record<string, { ask: number; block: number }>;
  /** The share a rule may stop, and what a seller is told of a review. */
  policy: StreamPolicy;
  /** The first refusals, to be named at the end. */
  refusals: string[];
  /** Some text was no valid UTF-8. */
  damaged: boolean;
  flagged: [Listing, Assessment][];
  at: number;
};

export function noCounts(): Counts {
  return { clear: 0, inform: 0, ask: 0, review: 0, block: 0, refused: 0 };
}
