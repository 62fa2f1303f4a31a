import { parentPort, workerData } from 'node:worker_threads';
import type { Block, ScreenJob } from './block.ts';
import { blockScreener } from './engine.ts';

// A thread of `screen`: blocks in, results out, one answer for each in the order they came.
const port = parentPort!;
const screener = blockScreener(workerData as ScreenJob);

port.on('message', (block: Block) => {
  const result = screener.screen(block);
  const moved = [result.json, result.explained].flatMap((bytes) =>
    bytes === undefined ? [] : [bytes.buffer],
  );
  port.postMessage(result, moved);
});
