import { basename } from 'node:path';
import type { Assessed } from './read-labelled.ts';
import { type Mistake, measures, Score, share } from './score.ts';
import { sharesWanted, toBeat } from './to-beat.ts';

/** The scores of one labelled file: of all rows, by language, and without the stamps where there are some. */
export class Evaluation {
  readonly name: string;
  readonly all = new Score();
  readonly byLanguage = new Map<string, Score>();
  readonly mistakes: Mistake[] = [];
  readonly #withoutStamps = new Score();

  constructor(path: string) {
    this.name = basename(path).replace(/\.jsonl?$/, '');
  }

  add({ row, assessment }: Assessed): void {
    this.mistakes.push(...this.all.add(row, assessment));
    // The shop "ebid" sells stamps in this set: one rule about stamps would look like a triumph.
    if (row.platform !== 'ebid') this.#withoutStamps.add(row, assessment);
    if (row.language !== undefined) {
      let score = this.byLanguage.get(row.language);
      if (score === undefined) {
        score = new Score();
        this.byLanguage.set(row.language, score);
      }
      score.add(row, assessment);
    }
  }

  get withoutStamps(): Score | undefined {
    return this.#withoutStamps.rows < this.all.rows ? this.#withoutStamps : undefined;
  }

  /** Everything as plain data, rounded to four places. */
  json(): Record<string, unknown> {
    return rounded({
      set: this.name,
      ...scoreJson(this.all),
      ...(this.withoutStamps && { withoutStamps: scoreJson(this.withoutStamps) }),
      ...(this.byLanguage.size > 0 && {
        languages: Object.fromEntries(
          [...this.byLanguage]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([language, score]) => [language, scoreJson(score)]),
        ),
      }),
      ...((toBeat[this.name] || sharesWanted[this.name]) && {
        toBeat: { ...toBeat[this.name], ...sharesWanted[this.name] },
      }),
    });
  }
}

function scoreJson(score: Score): Record<string, unknown> {
  const errors = Object.entries(score.calibration).map(([answer, bins]) => [answer, bins.error]);
  return {
    rows: score.rows,
    refused: score.refused,
    labels: Object.fromEntries(
      Object.entries(score.labels).map(([label, tally]) => [label, { ...tally, ...measures(tally) }]),
    ),
    ...(score.taxon.asked > 0 && { taxon: { ...score.taxon, share: share(score.taxon) } }),
    ...(score.appendix.asked > 0 && { appendix: { ...score.appendix, share: share(score.appendix) } }),
    ...(errors.length > 0 && { calibrationError: Object.fromEntries(errors) }),
  };
}

function rounded<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inner) => (typeof inner === 'number' ? Math.round(inner * 1e4) / 1e4 : inner)),
  ) as T;
}
