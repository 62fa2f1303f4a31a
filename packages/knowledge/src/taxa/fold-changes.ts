import type { ListingLine } from './tables.ts';

/** One change of the Appendices: the line it begins, and the Appendix the taxon leaves. */
export interface Change {
  line: ListingLine;
  leaves: string;
}

/**
 * The history of the Appendices: the lines of 2017 and every change in the order in which they came into force,
 * folded into lines with the days they hold.
 *
 * A change ends what the taxon itself had in the Appendix it leaves: of the same population and specimens if the
 * change names them, otherwise of the whole taxon. An exception (NC) and a listing by single Parties (III) give
 * way whole. What a taxon had through its genus or family is not ended; the taxon's own line goes before it.
 */
export function foldChanges(start: readonly ListingLine[], changes: readonly Change[]): ListingLine[] {
  const byTaxon = new Map<string, ListingLine[]>();
  const own = (taxon: string): ListingLine[] => {
    const lines = byTaxon.get(taxon);
    if (lines) return lines;
    const fresh: ListingLine[] = [];
    byTaxon.set(taxon, fresh);
    return fresh;
  };
  for (const line of start) own(line.taxon).push({ ...line });
  const inOrder = [...changes].sort((a, b) =>
    a.line.from < b.line.from ? -1 : a.line.from > b.line.from ? 1 : 0,
  );
  for (const { line, leaves } of inOrder) {
    const lines = own(line.taxon);
    for (const old of lines) {
      if (old.to !== undefined || old.from === line.from || old.appendix !== leaves) continue;
      const whole = leaves === 'NC' || (leaves === 'III' && line.appendix !== 'III');
      const same =
        (old.population ?? '') === (line.population ?? '') &&
        (old.specimens ?? '') === (line.specimens ?? '');
      if (whole || same) old.to = line.from;
    }
    lines.push({ ...line });
  }
  return [...byTaxon.values()].flat();
}
