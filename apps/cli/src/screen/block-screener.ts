import type { Assessment, RefusedRow } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import type { ReadRow, Row } from '@pugmark/documents/listing-of';
import { eachRow } from '@pugmark/documents/read-listings';
import { isRefused, refusal } from '@pugmark/documents/refusal';
import { Printer } from '@pugmark/screening/print';
import { explain } from '../explain.ts';
import { type Block, type BlockResult, noCounts, type StreamPolicy, type Wants } from './block.ts';
import { eachCutRow } from './cut-rows.ts';

/** What the engine must offer; the real one is `Screener`. */
export type Engine = {
  readonly streamPolicy: StreamPolicy;
  screen(listing: Listing, warnings?: string[]): Assessment;
};

/** How many refusals of a block are named at the end; all of them stand in the output. */
const REFUSALS_NAMED = 3;

/** Reads, screens and prints one block after the other, in the main thread or in a worker. */
export class BlockScreener {
  readonly #engine: Engine;
  readonly #wants: Wants;
  readonly #json = new Printer();
  #explained = '';
  #result: BlockResult;

  constructor(engine: Engine, wants: Wants) {
    this.#engine = engine;
    this.#wants = wants;
    this.#result = emptyResult(0, engine.streamPolicy);
  }

  screen(block: Block): BlockResult {
    this.#explained = '';
    this.#result = emptyResult(block.at, this.#engine.streamPolicy);
    const take = (row: Row) => this.#take(row);
    if (block.form === 'lines') eachRow(block.bytes, block.firstLine, take);
    else eachCutRow(block.bytes, take);
    if (this.#wants.json) this.#result.json = this.#json.take();
    if (this.#wants.explain) this.#result.explained = bytesOf(this.#explained);
    return this.#result;
  }

  #take(row: Row): void {
    const assessment = isRefused(row) ? row : this.#assess(row);
    if (isRefused(assessment)) this.#refuse(assessment);
    else this.#keep(row as ReadRow, assessment);
  }

  #keep({ listing }: ReadRow, assessment: Assessment): void {
    const result = this.#result;
    const { json, explain: people, report } = this.#wants;
    const { verdict, policy } = assessment;
    result.counts[verdict] += 1;
    if (verdict === 'ask' || verdict === 'block') {
      const stopped = result.stopped[policy.rule] ?? { ask: 0, block: 0 };
      stopped[verdict] += 1;
      result.stopped[policy.rule] = stopped;
    }
    if (json) this.#json.add(assessment);
    if (people) this.#explained += `${explain(listing, assessment, people)}\n\n`;
    if (report && verdict !== 'clear') result.flagged.push([listing, assessment]);
    if (!result.damaged && listing.title.includes('\ufffd')) result.damaged = true;
  }

  #refuse(row: RefusedRow): void {
    const result = this.#result;
    result.counts.refused += 1;
    if (result.refusals.length < REFUSALS_NAMED) result.refusals.push(row.error.detail);
    if (this.#wants.json) this.#json.text(`${JSON.stringify(row)}\n`);
    if (this.#wants.explain) this.#explained += `${row.error.detail}\n\n`;
  }

  /** The engine does not throw. Should it do so after all, one row is lost and named, not the run. */
  #assess(row: ReadRow): Assessment | RefusedRow {
    try {
      return this.#engine.screen(row.listing, row.warnings);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const what = `the screen failed on it (${reason}); please report this listing as a bug`;
      return refusal(row.line, 'screen-failed', what, row.listing.id);
    }
  }
}

function emptyResult(at: number, policy: StreamPolicy): BlockResult {
  return {
    json: undefined,
    explained: undefined,
    counts: noCounts(),
    stopped: {},
    policy,
    refusals: [],
    damaged: false,
    flagged: [],
    at,
  };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
