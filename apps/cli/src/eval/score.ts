import type { Assessment } from '@pugmark/documents/assessment';
import { calibrated, findingOf, predictions } from './predictions.ts';

/** What is known of a labelled listing; other labels are left alone. */
export type Labels = Record<string, unknown> & {
  taxon?: string | null;
  appendix?: string | null;
  regulated?: boolean;
};

export type LabelledRow = {
  id: string;
  title: string;
  language: string | undefined;
  platform: string | undefined;
  labels: Labels;
};

export type Tally = { tp: number; fp: number; fn: number; tn: number };
export type Share = { asked: number; right: number };
export type Mistake = {
  label: string;
  kind: 'missed' | 'false alarm' | 'taxon' | 'appendix';
  id: string;
  title: string;
  said?: string;
};

/** The scores of a set, or of one part of it. */
export class Score {
  readonly labels: Record<string, Tally> = {};
  readonly taxon: Share = { asked: 0, right: 0 };
  readonly appendix: Share = { asked: 0, right: 0 };
  readonly calibration: Record<string, Bins> = {};
  rows = 0;
  refused = 0;

  /** Counts one row; gives what was wrong with its assessment. */
  add(row: LabelledRow, assessment: Assessment | undefined): Mistake[] {
    const mistakes: Mistake[] = [];
    const { labels } = row;
    this.rows += 1;
    if (assessment === undefined) this.refused += 1;
    for (const [label, predict] of Object.entries(predictions)) {
      const truth = labels[label];
      if (typeof truth !== 'boolean') continue;
      const guess = predict(assessment);
      const outcome = truth ? (guess ? 'tp' : 'fn') : guess ? 'fp' : 'tn';
      this.labels[label] ??= { tp: 0, fp: 0, fn: 0, tn: 0 };
      this.labels[label][outcome] += 1;
      if (guess !== truth)
        mistakes.push({ label, kind: truth ? 'missed' : 'false alarm', id: row.id, title: row.title });
    }
    for (const [label, { answer, where }] of Object.entries(calibrated)) {
      const truth = labels[label];
      if (typeof truth !== 'boolean' || assessment === undefined || where?.(assessment) === false) continue;
      this.calibration[answer] ??= new Bins();
      this.calibration[answer].add(assessment.wildlife[answer], truth);
    }
    if (labels.taxon && labels.regulated !== false)
      mistakes.push(...this.#addTaxon(row, labels.taxon, assessment));
    return mistakes;
  }

  #addTaxon(row: LabelledRow, taxon: string, assessment: Assessment | undefined): Mistake[] {
    const hit = findingOf(assessment, taxon);
    const { id, title } = row;
    this.taxon.asked += 1;
    if (hit) this.taxon.right += 1;
    const said = (assessment?.findings ?? []).map((f) => f.taxon?.name ?? '?').join(', ') || 'nothing';
    if (row.labels.appendix) {
      this.appendix.asked += 1;
      if (hit?.appendix === row.labels.appendix) this.appendix.right += 1;
      else if (hit)
        return [
          {
            label: `Appendix ${row.labels.appendix}`,
            kind: 'appendix',
            id,
            title,
            said: hit.appendix ?? 'not listed',
          },
        ];
    }
    return hit ? [] : [{ label: taxon, kind: 'taxon', id, title, said }];
  }
}

/** Expected calibration error over ten bins of equal width. */
export class Bins {
  readonly #count = new Array<number>(10).fill(0);
  readonly #sum = new Array<number>(10).fill(0);
  readonly #true = new Array<number>(10).fill(0);

  add(probability: number, truth: boolean): void {
    const bin = Math.min(9, Math.max(0, Math.floor(probability * 10)));
    this.#count[bin]! += 1;
    this.#sum[bin]! += probability;
    if (truth) this.#true[bin]! += 1;
  }

  /** Cases counted. */
  get cases(): number {
    return this.#count.reduce((a, b) => a + b, 0);
  }

  /** How far, on average, a stated probability lies from the share of cases in which it was so. */
  get error(): number {
    return (
      this.#count.reduce(
        (sum, count, bin) => sum + Math.abs(this.#sum[bin]! - this.#true[bin]!) * (count > 0 ? 1 : 0),
        0,
      ) / (this.cases || 1)
    );
  }
}

/** Precision, recall, F1 and false alarms per 10,000 innocent rows. Nothing asked, nothing found: 0. */
export function measures({ tp, fp, fn, tn }: Tally) {
  return {
    precision: tp / (tp + fp || 1),
    recall: tp / (tp + fn || 1),
    f1: (2 * tp) / (2 * tp + fp + fn || 1),
    alertsPer10k: (10_000 * fp) / (fp + tn || 1),
  };
}

export function share({ asked, right }: Share): number | undefined {
  return asked === 0 ? undefined : right / asked;
}
