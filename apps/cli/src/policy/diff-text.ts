import { plainTable } from '../plain-table.ts';
import { number } from '../progress.ts';
import type { PolicyDiff, PolicySide } from './diff.ts';

/** Changed listings that are shown; all of them stand in the JSON. */
const SHOWN = 20;

/** What changes between two rule books, for a person. */
export function diffText(diff: PolicyDiff): string {
  const moved = diff.changes.filter(({ from, to }) => from !== to);
  const verdicts = plainTable(['verdict', diff.old.id, diff.new.id]);
  for (const verdict of ['clear', 'inform', 'ask', 'review', 'block'] as const) {
    verdicts.push([verdict, number(diff.old.verdicts[verdict]), number(diff.new.verdicts[verdict])]);
  }
  const parts = [
    verdicts.toString(),
    rulesTable(diff.old),
    rulesTable(diff.new),
    `${number(diff.changed.length)} of ${number(diff.listings)} listings change${diff.refused > 0 ? ` (${number(diff.refused)} rows could not be read)` : ''}${moved.length > 0 ? `: ${moved.map(({ from, to, listings }) => `${number(listings)} from ${from} to ${to}`).join(', ')}` : ''}`,
    ...diff.changed
      .slice(0, SHOWN)
      .map(
        ({ id, title, from, to, oldRule, newRule }) =>
          `  ${id}  ${from} (${oldRule}) -> ${to} (${newRule})  ${title.slice(0, 80)}`,
      ),
  ];
  if (diff.changed.length > SHOWN)
    parts.push(`  … and ${number(diff.changed.length - SHOWN)} more; --json has all`);
  return parts.join('\n');
}

function rulesTable({ id, rules }: PolicySide): string {
  const table = plainTable(
    [`rules of ${id}`, 'verdict', 'listings', 'precision', 'recall', 'flood guard'],
    1,
  );
  for (const { rule, verdict, listings, precision, recall, flooded } of rules) {
    table.push([
      rule,
      verdict,
      number(listings),
      precision === undefined ? '' : precision.toFixed(3),
      recall === undefined ? '' : recall.toFixed(3),
      flooded ? 'tripped: review only' : '',
    ]);
  }
  return table.toString();
}
