import type { Appendix, Certainty, ListingLine } from './tables.ts';
import type { Taxa, Taxon } from './taxa.ts';

/** What changed for a taxon on a day: lines of it or of what it lies in that ended and began. */
export interface TaxonChange {
  on: string;
  /** The taxon whose line changed: the one asked for or a wider one. */
  taxon: string;
  /** Appendix before and after; null when it had no line of its own. */
  from: Appendix | null;
  to: Appendix | null;
  population?: string;
  annotation?: string;
  party?: string;
  source: string;
  certainty: Certainty;
  note?: string;
}

/**
 * What changed when for a taxon since January 2017, oldest first, adopted changes that are not yet in force
 * included. A listing that already held in 2017 and has not changed gives nothing.
 */
export function historyOf(taxa: Taxa, taxon: Taxon): TaxonChange[] {
  const lines = taxa.linesOf(taxon);
  const first = lines[0]?.from;
  const changes: TaxonChange[] = [];
  for (const line of lines) {
    if (line.from === first && !isLater(line)) continue;
    const before = lines.find((l) => l.taxon === line.taxon && l.to === line.from && samePart(l, line));
    const earlier = before ?? lines.find((l) => l.taxon === line.taxon && l.to === line.from);
    changes.push({
      on: line.from,
      taxon: line.taxon,
      from: earlier?.appendix ?? null,
      to: line.appendix,
      ...(line.population && { population: line.population }),
      ...(line.annotation && { annotation: line.annotation }),
      ...(line.party && { party: line.party }),
      source: line.source,
      certainty: line.certainty,
      ...(line.note && { note: line.note }),
    });
  }
  return changes;
}

/** The first day in the files; lines that hold since then held before, too. */
const isLater = (line: ListingLine): boolean => line.from > '2017-01-02';

const samePart = (a: ListingLine, b: ListingLine): boolean =>
  (a.population ?? '') === (b.population ?? '') && (a.specimens ?? '') === (b.specimens ?? '');
