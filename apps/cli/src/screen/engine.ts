import { loadKnowledge } from '@pugmark/knowledge/load';
import { Screener } from '@pugmark/screening/screener';
import type { ScreenJob } from './block.ts';
import { BlockScreener } from './block-screener.ts';

/** Opens the knowledge and makes a screener of blocks: once in the main thread, or once in each worker. */
export function blockScreener(job: ScreenJob): BlockScreener {
  const knowledge = loadKnowledge(job.compiled === undefined ? {} : { compiled: job.compiled });
  return new BlockScreener(
    new Screener(knowledge, job.asOf === undefined ? {} : { asOf: job.asOf }),
    job.wants,
  );
}
