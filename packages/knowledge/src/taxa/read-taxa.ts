import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { readTsv } from '../tsv.ts';
import { NodeDrafts } from './build-nodes.ts';
import { type Change, foldChanges } from './fold-changes.ts';
import { importedLines } from './imported-listings.ts';
import { type RowKind, rowSchemas } from './row-schemas.ts';
import type { AnnotationText, ListingLine, Rank, TaxaTables } from './tables.ts';

/** The day from which the lines of listings-2017.tsv are known to hold. */
const start = '2017-01-02';
/** The newest list in force that our changes lead to; later entries are adopted, but not in force. */
const citesAsOf = '2026-03-05';
const changeFiles = ['cop17', 'cop18', 'cop19', 'cop20', 'appendix-iii', 'nomenclature'];

type Row<K extends RowKind> = z.infer<(typeof rowSchemas)[K]>;

/**
 * Reads `taxa/` and `names/scientific.tsv` of the knowledge folders, the project's first and an operator's own
 * after it, checks every row and folds the changes into dated lines. Listings that an operator imported go before
 * ours where they are newer.
 *
 * @throws with file and line at the first row that is not as it should be
 */
export function readTaxa(roots: readonly string[]): TaxaTables {
  const drafts = new NodeDrafts();
  addClasses(drafts, rowsOf(roots, 'taxa/classes.tsv', 'classes'));
  addGenera(drafts, rowsOf(roots, 'taxa/genera.tsv', 'genera'));
  addHigher(drafts, rowsOf(roots, 'taxa/higher.tsv', 'higher'));
  for (const row of rowsOf(roots, 'taxa/unlisted.tsv', 'unlisted')) {
    drafts.add(row.taxon, row.rank, row.parent, { extinct: row.extinct === 'extinct' });
  }
  const lines = foldChanges(
    rowsOf(roots, 'taxa/listings-2017.tsv', 'listings').map((row) => lineOf(row, row.appendix, start)),
    changeFiles.flatMap((file) => rowsOf(roots, `taxa/changes/${file}.tsv`, 'changes').map(changeOf)),
  );
  for (const line of lines) addListed(drafts, line);
  const renames = rowsOf(roots, 'taxa/changes/names.tsv', 'names');
  for (const { name } of renames) {
    const [genus, species, subspecies] = name.split(' ');
    if (subspecies && genus && drafts.has(genus)) drafts.add(`${genus} ${species}`, 'species', genus);
  }
  const tables: TaxaTables = {
    citesAsOf,
    nodes: drafts.layOut(),
    lines,
    synonyms: [
      ...renames.map((row): TaxaTables['synonyms'][number] => [row.name, row.to, 'synonym', row.source]),
      ...rowsOf(roots, 'names/scientific.tsv', 'scientific').map((row): TaxaTables['synonyms'][number] => [
        row.name,
        row.accepted,
        row.kind,
        row.source,
      ]),
    ],
    renames: renames.map((row) => [row.name, row.to, row.in_force]),
    regions: Object.fromEntries(
      rowsOf(roots, 'taxa/regions.tsv', 'regions').map((r) => [r.region, r.countries.split(' ')]),
    ),
    annotations: rowsOf(roots, 'taxa/annotations.tsv', 'annotations').map(annotationOf),
  };
  const imported = rowsOf(roots, 'taxa/imported-listings.tsv', 'imported');
  if (imported.length === 0) return tables;
  const newer = importedLines(tables, drafts, imported);
  const notes = rowsOf(roots, 'taxa/imported-notes.tsv', 'notes').map(noteOf);
  return { ...tables, ...newer, nodes: drafts.layOut(), annotations: [...tables.annotations, ...notes] };
}

function rowsOf<K extends RowKind>(roots: readonly string[], file: string, kind: K): Row<K>[] {
  const schema = rowSchemas[kind];
  const rows: Row<K>[] = [];
  for (const path of roots.map((root) => join(root, file)).filter((path) => existsSync(path))) {
    for (const { line, cells } of readTsv(path).rows) {
      const read = schema.safeParse(cells);
      if (!read.success) {
        const issue = read.error.issues[0]!;
        const column = String(issue.path[0]);
        throw new Error(
          `Cannot read ${path}:${line}: "${column}" is ${JSON.stringify(cells[column] ?? null)}: ${issue.message}`,
        );
      }
      rows.push(read.data as Row<K>);
    }
  }
  return rows;
}

function addClasses(drafts: NodeDrafts, rows: Row<'classes'>[]): void {
  for (const row of rows) {
    drafts.add(row.kingdom, 'kingdom', '');
    drafts.add(row.phylum, 'phylum', row.kingdom);
    drafts.add(row.class, 'class', row.phylum);
  }
}

function addGenera(drafts: NodeDrafts, rows: Row<'genera'>[]): void {
  for (const row of rows) {
    // An export may leave the class out, as CITES does for plants; then the order must be known already.
    if (row.class !== '') drafts.add(row.order, 'order', row.class);
    drafts.add(row.family, 'family', row.order);
    const more = { listed: row.listed ?? '', species: Number(row.species ?? 0) } as const;
    drafts.add(row.genus, 'genus', row.family, more);
  }
}

function addHigher(drafts: NodeDrafts, rows: Row<'higher'>[]): void {
  for (const row of rows) {
    drafts.add(row.taxon, row.rank, row.parent, { listed: row.listed });
    for (const member of row.members.split(' ').filter(Boolean)) {
      drafts.add(member, memberRank[row.rank] ?? 'order', row.taxon, { move: true });
    }
  }
}

/** What the members of a group are, by the rank of the group; of wider ones orders. */
const memberRank: Partial<Record<Rank, Rank>> = { subfamily: 'genus', suborder: 'family' };

/** Species and subspecies with a line of their own are taxa, too. */
function addListed(drafts: NodeDrafts, line: ListingLine): void {
  if (drafts.has(line.taxon)) return;
  const words = line.taxon.split(' ');
  const species = words.slice(0, 2).join(' ');
  if (line.rank === 'species') drafts.add(species, 'species', words[0]!);
  else if (line.rank === 'subspecies' || line.rank === 'variety') {
    drafts.add(species, 'species', words[0]!);
    drafts.add(line.taxon, line.rank, species);
  } else
    throw new Error(`Cannot read taxa: the ${line.rank} "${line.taxon}" is listed, but in no file of taxa`);
}

type Listed = Pick<
  Row<'listings'>,
  'party' | 'population' | 'specimens' | 'annotation' | 'source' | 'certainty' | 'note'
>;

function lineOf(
  row: Listed & { taxon: string; rank: Rank },
  appendix: ListingLine['appendix'],
  from: string,
): ListingLine {
  return {
    taxon: row.taxon,
    rank: row.rank,
    appendix,
    ...(row.party && { party: row.party }),
    ...(row.population && { population: row.population }),
    ...(row.specimens && { specimens: row.specimens }),
    ...(row.annotation && { annotation: row.annotation }),
    from,
    source: row.source,
    certainty: row.certainty,
    ...(row.note && { note: row.note }),
  };
}

const changeOf = (row: Row<'changes'>): Change => ({
  line: lineOf(row, row.to, row.in_force),
  leaves: row.from,
});

const annotationOf = (row: Row<'annotations'>): AnnotationText => ({
  key: row.key,
  from: row.from,
  ...(row.to && { to: row.to }),
  covers: row.covers.split(' ').filter(Boolean),
  exempts: row.exempts.split(' ').filter(Boolean),
  text: row.text,
  source: row.source,
  certainty: row.certainty,
});

/** A note of an import, in the words of its export. */
const noteOf = (row: Row<'notes'>): AnnotationText => ({
  key: row.key,
  from: start,
  covers: [],
  exempts: [],
  text: row.text,
  source: row.source,
  certainty: 'verified',
});
