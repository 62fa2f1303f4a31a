import { noTable, type Table, tableIn } from './csv-rows.ts';
import type { Format } from './input.ts';

/** What the first bytes of an input say it is; a table comes with its header. */
export type Sniffed = { format: Exclude<Format, 'csv'> } | { format: 'csv'; table: Table };

/** How much of an input is looked at to tell what it is. */
export const SNIFF_BYTES = 256 * 1024;

/** Tells the format from the content; throws when it is none. */
export function sniff(head: string): Sniffed {
  const text = head.trimStart();
  if (text === '') return { format: 'jsonl' };
  if (text.startsWith('[')) return { format: 'json' };
  if (text.startsWith('<')) return { format: 'html' };
  if (text.startsWith('{')) return { format: looksLikeLines(text) ? 'jsonl' : 'document' };
  const table = tableIn(head.trimStart() === head ? head : head.replace(/^\s*\n/, ''));
  if (table?.mapping.fields.has('title')) return { format: 'csv', table };
  // Broken first lines of JSON lines: the next line tells.
  if (/^[^\n]*\n\s*\{"/.test(text)) return { format: 'jsonl' };
  throw noTable(table);
}

/**
 * One object a line, or one object over many lines? In JSON lines the first line is a whole object, or, if it is
 * broken, the second begins another one at the margin. A document's second line is indented or goes on.
 */
function looksLikeLines(text: string): boolean {
  const end = text.indexOf('\n');
  if (end < 0) return true;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    const rest = text.slice(end + 1).replace(/^[\r\n]+/, '');
    return rest.startsWith('{') || (rest.trim() === '' && text.slice(0, end).length > 2);
  }
}
