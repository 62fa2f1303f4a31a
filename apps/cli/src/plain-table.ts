import Table from 'cli-table3';
import { colourOn } from './colour.ts';

/** A table for a terminal: the first column and the last `texts` stand left, numbers right. */
export function plainTable(head: string[], texts = 0): InstanceType<typeof Table> {
  const color = colourOn(process.stdout);
  return new Table({
    head,
    colAligns: head.map((_, column) => (column === 0 || column >= head.length - texts ? 'left' : 'right')),
    style: { head: color ? ['bold'] : [], border: color ? ['gray'] : [], compact: true },
  });
}
