import { SingleBar } from 'cli-progress';

const EVERY_MS = 5_000;

/**
 * Progress on stderr with rate and time left: a bar on a terminal, otherwise a plain line every five seconds, so that
 * a log stays readable and a short run stays silent.
 */
export class Progress {
  readonly #total: number | undefined;
  readonly #unit: string;
  readonly #started = performance.now();
  #bar: SingleBar | undefined;
  #lastLine = performance.now();

  /** `total` is in the measure of `update`'s `done` (bytes, mostly); undefined where it is not known. */
  constructor(total: number | undefined, unit: string, quiet = false) {
    this.#total = total;
    this.#unit = unit;
    if (quiet) this.#lastLine = Number.POSITIVE_INFINITY;
    else if (process.stderr.isTTY) {
      const measure = total === undefined ? '' : '{bar} {percentage} % · ';
      this.#bar = new SingleBar({
        format: `${measure}{count} ${unit} · {rate}/s{left}`,
        stream: process.stderr,
        barsize: 24,
        hideCursor: true,
        clearOnComplete: true,
        etaBuffer: 50,
      });
      this.#bar.start(total ?? 1, 0, { count: '0', rate: '0', left: '' });
    }
  }

  /** `done` of the total, and how many of the unit that is. */
  update(done: number, count: number): void {
    const seconds = (performance.now() - this.#started) / 1000;
    const rate = number(Math.round(count / Math.max(seconds, 0.001)));
    const left = this.#total && done > 0 ? ` · ${time((seconds * (this.#total - done)) / done)} left` : '';
    if (this.#bar)
      this.#bar.update(this.#total === undefined ? 0 : Math.min(done, this.#total), {
        count: number(count),
        rate,
        left,
      });
    else if (performance.now() - this.#lastLine >= EVERY_MS) {
      this.#lastLine = performance.now();
      const share = this.#total ? ` · ${Math.floor((100 * done) / this.#total)} %` : '';
      process.stderr.write(`${number(count)} ${this.#unit}${share} · ${rate}/s${left}\n`);
    }
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

/** A number as it is read: 12,345. */
export function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Seconds as it is said: 45 s, 3 min, 2.5 h. */
export function time(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
