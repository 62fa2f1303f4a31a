import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { loadKnowledge } from '@pugmark/knowledge/load';
import { Screener } from '@pugmark/screening/screener';
import type { ScreenJob } from './block.ts';
import { BlockScreener } from './block-screener.ts';

/** Opens the knowledge and makes a screener of blocks: once in the main thread, or once in each worker. */
export function blockScreener(job: ScreenJob): BlockScreener {
  const screener = new Screener(openKnowledge(job.compiled), {
    ...(job.asOf !== undefined && { asOf: job.asOf }),
    ...(job.policy && { policy: job.policy }),
  });
  return new BlockScreener(screener, job.wants);
}

/** Opens compiled knowledge; a file that another version of the program made says what to do. */
export function openKnowledge(compiled: string | undefined): Knowledge {
  try {
    return loadKnowledge(compiled === undefined ? {} : { compiled });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason.startsWith('Cannot ')) throw error;
    throw new Error(`Cannot open the compiled knowledge (${reason}): run "npm run build"`);
  }
}
