import { Worker } from 'node:worker_threads';
import type { Block, BlockResult, ScreenJob } from './block.ts';
import { blockScreener } from './engine.ts';

/** Where blocks are screened. `waiting` is how many blocks keep it busy. */
export type Pool = {
  waiting: number;
  screen(block: Block): Promise<BlockResult>;
  close(): Promise<void>;
};

/** Screens in this thread. */
export function onePool(job: ScreenJob): Pool {
  const screener = blockScreener(job);
  return { waiting: 1, screen: async (block) => screener.screen(block), close: async () => {} };
}

type Task = { block: Block; resolve: (result: BlockResult) => void; reject: (error: Error) => void };

/** Blocks are short-lived: a small nursery costs no time here and saves some 30 MB a thread. */
const YOUNG_MB = 24;

/** At work on one block, with the next at hand so that it never waits for this thread. */
const AT_HAND = 2;

/** Screens in `threads` workers; each holds the knowledge for itself. */
export class WorkerPool implements Pool {
  readonly waiting: number;
  readonly #members: { worker: Worker; tasks: Task[] }[];
  readonly #queue: Task[] = [];
  #failed: Error | undefined;

  constructor(job: ScreenJob, threads: number) {
    this.waiting = threads * (AT_HAND + 1);
    this.#members = Array.from({ length: threads }, () => this.#member(job));
  }

  screen(block: Block): Promise<BlockResult> {
    const answer = new Promise<BlockResult>((resolve, reject) => {
      if (this.#failed) reject(this.#failed);
      else this.#queue.push({ block, resolve, reject });
    });
    // It is awaited in its turn; until then a failure is not unhandled.
    answer.catch(() => {});
    this.#hand();
    return answer;
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
  }

  #member(job: ScreenJob): { worker: Worker; tasks: Task[] } {
    const url = new URL(
      import.meta.url.endsWith('.ts') ? '../../dist/screen/worker.js' : './worker.js',
      import.meta.url,
    );
    const worker = new Worker(url, {
      workerData: job,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const member = { worker, tasks: [] as Task[] };
    worker.on('message', (result: BlockResult) => {
      member.tasks.shift()?.resolve(result);
      this.#hand();
    });
    worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    return member;
  }

  #hand(): void {
    while (this.#queue.length > 0) {
      const member = this.#members.reduce((a, b) => (b.tasks.length < a.tasks.length ? b : a));
      if (member.tasks.length >= AT_HAND) return;
      const task = this.#queue.shift()!;
      member.tasks.push(task);
      member.worker.postMessage(task.block, [task.block.bytes.buffer]);
    }
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    for (const { tasks } of this.#members) for (const task of tasks.splice(0)) task.reject(this.#failed);
    for (const task of this.#queue.splice(0)) task.reject(this.#failed);
  }
}
