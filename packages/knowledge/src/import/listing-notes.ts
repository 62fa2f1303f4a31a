import { createHash } from 'node:crypto';
import { lastDayOf, monthsLater } from './export-date.ts';
import { plainText } from './plain-text.ts';

/** When a meeting of the Conference of the Parties closed (`knowledge/codes/meetings.tsv`). */
export type Meetings = ReadonlyMap<string, string>;

/** The part of a note that belongs to one Appendix, read out of "**I** …\n**II** …" or "Appendix I: …". */
export function notesByPart(note: string): Map<string, string> {
  const parts = new Map<string, string>();
  const heads = [
    ...note.matchAll(/(?:^|\n)[ \t]{0,9}\*\*([A-Z/]{1,9})\*\*|(?:^|\n|\s)Appendix (I{1,3}|NC):/g),
  ];
  if (heads.length === 0) {
    parts.set('', plainText(note));
    return parts;
  }
  heads.forEach((head, index) => {
    const text = plainText(note.slice(head.index + head[0].length, heads[index + 1]?.index ?? note.length));
    const part = (head[1] ?? head[2])!;
    const before = parts.get(part);
    parts.set(part, before ? (text && before !== text ? `${before} ${text}` : before) : text);
  });
  return parts;
}

/** The taxon a listing belongs to, from a note such as "[GENUS listing Mustelus spp.] …"; else ''. */
export function listedUnder(note: string): string {
  return note.match(/\[[A-Z]+ listing ([A-Z][a-z-]+(?: [a-z-]+)?)(?: spp\.)?\]/)?.[1] ?? '';
}

/**
 * The day from which a listing holds, where its note says that its entry into effect is delayed; else undefined.
 * A meeting that `meetings` does not know counts from the end of the month that the note names.
 */
export function delayedUntil(note: string, meetings: Meetings): { from: string; known: boolean } | undefined {
  const found = note.match(
    /at (CoP\s?\d{1,3}) in ([A-Z][a-z]+) (\d{4}),? with entry into (?:effect|force) delayed by (\d{1,3}) months/,
  );
  if (!found) return undefined;
  const closed = meetings.get(found[1]!.replace(/\s/, ''));
  const day = closed ?? lastDayOf(found[2]!, found[3]!);
  return day === undefined
    ? undefined
    : { from: monthsLater(day, Number(found[4])), known: closed !== undefined };
}

/** A short name for a note, the same for the same words. */
export function noteKey(text: string): string {
  return `n-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;
}
