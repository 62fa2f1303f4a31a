import { languageOf, nameKind, type OrdinaryWords, splitCommonNames } from './common-names.ts';
import type { Findings, Known } from './findings.ts';
import { ImportError } from './import-error.ts';
import { listingParts } from './listing-value.ts';
import { isDamaged, plainText } from './plain-text.ts';
import type { TableRow } from './read-table.ts';
import { splitSynonyms } from './split-synonyms.ts';

const nameCells = [
  ['EnglishNames', 'EN'],
  ['SpanishNames', 'ES'],
  ['FrenchNames', 'FR'],
] as const;

/** Takes what one row of the CITES Checklist "Index" export says: genus, listing, synonyms, names. */
export function readChecklistRow(
  row: TableRow,
  file: string,
  into: Findings,
  ordinary: OrdinaryWords,
): Known | undefined {
  const where = `${file}, line ${row.line}`;
  const taxon = plainText(row.cell('FullName'));
  const kingdom = row.cell('Kingdom');
  const rank = row.cell('RankName').toLowerCase();
  if (!/^[A-Z]/.test(taxon) || isDamaged(taxon)) {
    into.count('scientific', where);
    return undefined;
  }
  into.sawTaxon(taxon, kingdom);
  const genus = row.cell('Genus') || (rank === 'genus' ? taxon : '');
  if (genus)
    into.genus(
      { genus, family: row.cell('Family'), order: row.cell('Order'), class: row.cell('Class') },
      kingdom,
    );

  const parts = listingParts(row.cell('CurrentListing'), 'appendix');
  if (!parts)
    throw new ImportError(
      `Cannot read ${where}: "CurrentListing" is "${row.cell('CurrentListing')}", not an Appendix (I, II, III, NC or a mix such as I/II)`,
    );
  if (parts.length > 0) {
    const note = row.cell('FullAnnotationEnglish') || row.cell('AnnotationEnglish');
    into.listing(
      {
        taxon,
        rank,
        parts,
        party: '',
        note,
        hashNote: row.cell('#AnnotationSymbol').trim(),
        under: '',
        effective: undefined,
      },
      kingdom,
      where,
    );
  }

  for (const synonym of splitSynonyms(plainText(row.cell('SynonymsWithAuthors')), rank))
    into.synonym(synonym, taxon, kingdom);
  for (const [column, code] of nameCells) {
    const cell = row.cell(column);
    if (cell === '') continue;
    if (isDamaged(cell)) into.count('damaged', where);
    for (const name of splitCommonNames(cell, rank))
      into.commonName(languageOf(code, name)!, name, nameKind(name, ordinary), taxon, kingdom);
  }
  return { taxon, rank, kingdom };
}
