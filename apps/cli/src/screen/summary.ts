import type { InputInfo } from '@pugmark/documents/input';
import { number, time } from '../progress.ts';
import type { Counts } from './block.ts';

export type RunSummary = { input: string; counts: Counts; seconds: number };

const order = ['block', 'review', 'ask', 'inform', 'clear'] as const;

/** The counts of a run as a person reads them, a few lines. */
export function summaryText({ input, counts, seconds }: RunSummary): string {
  const screened = screenedOf(counts);
  const width = number(screened + counts.refused).length;
  const line = (word: string, count: number) => {
    const share =
      screened === 0 || word === 'refused' ? '' : `  ${((100 * count) / screened).toFixed(2).padStart(6)} %`;
    return `  ${word.padEnd(8)}${number(count).padStart(width)}${share}`;
  };
  const rate = number(Math.round(screened / Math.max(seconds, 0.001)));
  return [
    `${number(screened)} listings of ${input} screened in ${seconds < 10 ? `${seconds.toFixed(1)} s` : time(seconds)} (${rate}/s)`,
    ...order.map((verdict) => line(verdict, counts[verdict])),
    ...(counts.refused > 0 ? [line('refused', counts.refused)] : []),
  ].join('\n');
}

/** The same for programs. */
export function summaryJson({ input, counts, seconds }: RunSummary): string {
  const screened = screenedOf(counts);
  const { refused, ...verdicts } = counts;
  return JSON.stringify({
    input,
    screened,
    refused,
    verdicts,
    seconds: round(seconds),
    perSecond: Math.round(screened / Math.max(seconds, 0.001)),
  });
}

/** What an input was taken for; a table's columns are told, as a wrong guess spoils everything. */
export function infoText(name: string, info: InputInfo): string | undefined {
  const encoding = info.encoding === 'utf-8' ? '' : `, ${info.encoding}`;
  if (info.columns === undefined) return encoding === '' ? undefined : `${name}: ${info.format}${encoding}`;
  const delimiter = info.delimiter === '\t' ? 'tabs' : `"${info.delimiter}"`;
  const fields = info.columns.fields.map(([field, column]) =>
    field === column ? field : `${field} = ${column}`,
  );
  const ignored = info.columns.ignored.length === 0 ? '' : `; left out: ${info.columns.ignored.join(', ')}`;
  const noId = info.columns.fields.some(([field]) => field === 'id')
    ? ''
    : '; no column for the id: rows are named by their line';
  return `${name}: a table with ${delimiter}${encoding}; ${fields.join(', ')}${ignored}${noId}`;
}

function screenedOf(counts: Counts): number {
  return order.reduce((sum, verdict) => sum + counts[verdict], 0);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
