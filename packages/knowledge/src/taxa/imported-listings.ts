import type { NodeDrafts } from './build-nodes.ts';
import type { Appendix, ListingLine, Rank, TaxaTables } from './tables.ts';
import { Taxa } from './taxa.ts';

/** A row of `imported-listings.tsv` as an import wrote it. */
export interface ImportedRow {
  taxon: string;
  rank: string;
  /** One Appendix; of a group also a mixed value, which says what lies below it. */
  appendix: string;
  party: string;
  /** Keys of annotations and imported notes, separated by commas. */
  note: string;
  /** The day from which the row holds: of the export, or later where the entry into force is delayed. */
  from: string;
  /** The wider taxon that is listed; empty where it is the taxon itself. */
  under: string;
  /** Keys of sources, each with the day of its export. */
  source: string;
}

/** What one taxon is by the newest export that names it. */
interface Said {
  taxon: string;
  rank: Rank;
  /** The day of that export. */
  day: string;
  rows: ImportedRow[];
}

const species = new Set(['species', 'subspecies', 'variety']);
const groups = new Set(['class', 'order', 'family', 'genus']);

/**
 * The lines of the Appendices with what an operator imported. The newer list wins: an export of the day of our newest
 * list or later replaces what we hold of a taxon from its day on, where the two differ; an older one only adds taxa
 * of which we have no line at all. Where both say the same ours stay, since they know populations and specimens.
 *
 * A group that we do not list counts only where rows of its species say that they are listed under it: its own row
 * tells what lies below it, not that all of it is listed. Of a group that we list, its species tell what changed.
 */
export function importedLines(
  base: TaxaTables,
  drafts: NodeDrafts,
  imported: readonly ImportedRow[],
): { lines: ListingLine[]; citesAsOf: string } {
  const taxa = new Taxa(base);
  const lines = base.lines.map((line) => ({ ...line }));
  const byTaxon = new Map<string, ListingLine[]>();
  for (const line of lines) byTaxon.set(line.taxon, [...(byTaxon.get(line.taxon) ?? []), line]);
  const dropped = new Set<ListingLine>();
  let citesAsOf = base.citesAsOf;
  for (const said of [...listedGroups(imported, taxa), ...newest(imported, species)]) {
    if (said.day > citesAsOf) citesAsOf = said.day;
    const found = taxa.find(said.taxon);
    // An accepted name of the export may be a synonym here; a species no file names keeps its name.
    const name = found?.name ?? said.taxon;
    if (!placed(name, said.rank, drafts)) continue;
    const own = byTaxon.get(name) ?? [];
    const from = firstDay(said);
    const isOlder = said.day < base.citesAsOf;
    const isOurs = groups.has(said.rank)
      ? own.some((line) => line.to === undefined || line.to > from) || isCovered(said, name, taxa)
      : isSame(said, name, taxa);
    if (isOurs || (isOlder && found?.listed)) continue;
    for (const line of own) {
      if (line.from >= from) dropped.add(line);
      else if (line.to === undefined || line.to > from) line.to = from;
    }
    const rank = found?.rank ?? said.rank;
    for (const row of said.rows) lines.push(lineOf(row, name, rank, found?.listed ? from : row.from));
  }
  return { lines: lines.filter((line) => !dropped.has(line)), citesAsOf };
}

/** The rows of every taxon by the newest export that names it. */
function newest(imported: readonly ImportedRow[], ranks: ReadonlySet<string>): Said[] {
  const byTaxon = new Map<string, Said>();
  for (const row of imported) {
    if (!ranks.has(row.rank)) continue;
    const day = dayOf(row);
    const known = byTaxon.get(row.taxon);
    if (known === undefined || day > known.day)
      byTaxon.set(row.taxon, { taxon: row.taxon, rank: row.rank as Rank, day, rows: [row] });
    else if (day === known.day) known.rows.push(row);
  }
  return [...byTaxon.values()];
}

/**
 * Groups that rows of what lies in them name as listed. Of a species with several Appendices it cannot be told which
 * of them the group brings.
 */
function listedGroups(imported: readonly ImportedRow[], taxa: Taxa): Said[] {
  const ranks = new Map(imported.map((row) => [row.taxon, row.rank]));
  const rows: ImportedRow[] = [];
  const seen = new Set<string>();
  const parts = new Map<string, number>();
  for (const { taxon } of imported) parts.set(taxon, (parts.get(taxon) ?? 0) + 1);
  for (const row of imported) {
    const { under, appendix } = row;
    if (parts.get(row.taxon) !== 1) continue;
    if (under === '' || under.includes(' ') || appendix.includes('/') || appendix === 'NC') continue;
    const rank = taxa.find(under)?.rank ?? ranks.get(under) ?? 'genus';
    const key = [under, appendix, dayOf(row)].join('\t');
    if (seen.has(key) || !groups.has(rank)) continue;
    seen.add(key);
    rows.push({ ...row, taxon: under, rank, under: '' });
  }
  return newest(rows, groups);
}

/**
 * The day from which an export speaks of a taxon: its own, or where nothing of it is in force by then, the first on
 * which something is. Until then what we have holds: exports show a delayed entry ahead of time.
 */
function firstDay({ day, rows }: Said): string {
  const first = rows.map((row) => row.from).sort()[0]!;
  return first > day ? first : day;
}

/** Whether our lines say the same from that day on, on every day from which a delayed row holds. */
function isSame(said: Said, name: string, taxa: Taxa): boolean {
  const { rows } = said;
  const first = firstDay(said);
  const days = [first, ...rows.map(({ from }) => from).filter((from) => from > first)];
  return days.every((at) => {
    const inForce = rows.filter(({ from }) => from <= at).map((row) => row.appendix);
    const theirs = [...new Set(inForce)].sort().join('/');
    const { appendix, mixed } = taxa.resolve(name, at);
    // Exports differ in whether what lies below a species or outside a population is rolled up into it.
    const ours = [appendix ?? '', mixed.join('/'), mixed.filter((part) => part !== 'NC').join('/')];
    return ours.map((value) => (value === 'NC' ? '' : value)).includes(theirs === 'NC' ? '' : theirs);
  });
}

/** Whether all of a group is listed here already, in the Appendices that the export lists it in and perhaps in more. */
function isCovered(said: Said, name: string, taxa: Taxa): boolean {
  const { mixed } = taxa.resolve(name, firstDay(said));
  return !mixed.includes('NC') && said.rows.every((row) => mixed.includes(row.appendix as Appendix));
}

/** Sees that a taxon with a line of its own has its place; false where not even its genus is known. */
function placed(name: string, rank: Rank, drafts: NodeDrafts): boolean {
  if (drafts.has(name)) return true;
  const [genus = '', epithet] = name.split(' ');
  if (!species.has(rank) || epithet === undefined || !drafts.has(genus)) return false;
  drafts.add(`${genus} ${epithet}`, 'species', genus);
  if (rank !== 'species') drafts.add(name, rank, `${genus} ${epithet}`);
  return true;
}

function lineOf(row: ImportedRow, taxon: string, rank: Rank, earliest: string): ListingLine {
  const annotation = row.note.split(',').filter(Boolean).join(' ');
  return {
    taxon,
    rank,
    appendix: row.appendix as Appendix,
    ...(row.party && { party: row.party }),
    ...(annotation && { annotation }),
    from: row.from > earliest ? row.from : earliest,
    source: row.source,
    certainty: 'verified',
  };
}

/** The day of the newest export among the sources of a row; of a row the operator wrote, the day it holds from. */
function dayOf({ source, from }: ImportedRow): string {
  const days = source.split(',').flatMap((key) => key.match(/\d{4}-\d{2}-\d{2}$/) ?? []);
  return days.sort().at(-1) ?? from;
}
