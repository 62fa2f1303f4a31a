import type { Progress } from '../progress.ts';
import type { Report } from '../report/report.ts';
import { type BlockResult, noCounts } from './block.ts';
import { Flood, type Flooded } from './flood.ts';
import { type Output, standardOutput } from './output.ts';

const floodNote = (rule: string): Uint8Array =>
  new TextEncoder().encode(`Flood guard: what rule "${rule}" stops from here on goes to review only.\n\n`);

/** What a run adds up to, result after result in input order. */
export class Run {
  readonly counts = noCounts();
  readonly refusals: string[] = [];
  readonly report: Report | undefined;
  damaged = false;
  readonly #flood = new Flood();
  readonly #json: Output;
  readonly #people = standardOutput();
  readonly #progress: Progress;
  #rows = 0;

  constructor(json: Output, report: Report | undefined, progress: Progress) {
    this.#json = json;
    this.report = report;
    this.#progress = progress;
  }

  async take(given: BlockResult): Promise<void> {
    const before = this.flooded.length;
    const result = this.#flood.pass(given);
    for (const [name, count] of Object.entries(result.counts) as [keyof typeof this.counts, number][]) {
      this.counts[name] += count;
      this.#rows += count;
    }
    this.damaged ||= result.damaged;
    if (this.refusals.length < 3) this.refusals.push(...result.refusals);
    if (result.json) await this.#json.write(result.json);
    if (result.explained) {
      await this.#people.write(result.explained);
      // The text is made in the threads: from here on the rule's verdict is to be read as review.
      for (const { rule } of this.flooded.slice(before)) await this.#people.write(floodNote(rule));
    }
    if (this.report) {
      for (const [listing, assessment] of result.flagged) this.report.add(listing, assessment);
      this.report.addClear(result.counts.clear);
    }
    this.#progress.update(result.at, this.#rows);
  }

  /** Rules that stopped too much of the stream, and what they did from then on. */
  get flooded(): Flooded[] {
    return this.#flood.told;
  }
}
