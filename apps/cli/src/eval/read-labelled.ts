import type { Assessment } from '@pugmark/documents/assessment';
import { lineBlocks } from '@pugmark/documents/line-blocks';
import { isRefused } from '@pugmark/documents/refusal';
import { rowsOf } from '@pugmark/documents/rows-of';
import { openFile } from '../input-file.ts';
import type { Engine } from '../screen/block-screener.ts';
import { UsageError } from '../usage-error.ts';
import type { LabelledRow, Labels } from './score.ts';

export type Assessed = { row: LabelledRow; assessment: Assessment | undefined; at: number };

/** Screens every listing of a labelled file. A row that cannot be read has no assessment, and counts as such. */
export async function* assessedRows(path: string, engine: Engine): AsyncGenerator<Assessed> {
  const file = await openFile(path);
  let labelled = false;
  for await (const block of lineBlocks(file.bytes)) {
    if (isRefused(block)) throw new UsageError(`${path}: ${block.error.detail}`);
    let line = block.firstLine - 1;
    for (const text of Buffer.from(block.bytes).toString('utf8').split('\n')) {
      line += 1;
      if (text.trim() === '') continue;
      const value = parsed(text, path, line);
      labelled ||= isLabels(value.labels);
      const read = [rowsOf(value, line)].flat()[0]!;
      const row: LabelledRow = {
        id: String(value.id),
        title: String(value.title ?? ''),
        language: typeof value.language === 'string' ? value.language : undefined,
        platform: typeof value.platform === 'string' ? value.platform : undefined,
        labels: isLabels(value.labels) ? value.labels : {},
      };
      yield {
        row,
        assessment: isRefused(read) ? undefined : engine.screen(read.listing, read.warnings),
        at: file.read(),
      };
    }
  }
  if (!labelled) {
    throw new UsageError(
      `Cannot score ${path}: no row has "labels"; see docs/commands.md for what a labelled listing is`,
    );
  }
}

function parsed(text: string, path: string, line: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new UsageError(`Cannot score ${path}: line ${line} is no JSON object`);
}

function isLabels(value: unknown): value is Labels {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
