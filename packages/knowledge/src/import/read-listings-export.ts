import type { Findings, Known } from './findings.ts';
import { ImportError } from './import-error.ts';
import { listingParts } from './listing-value.ts';
import { isDamaged, plainText } from './plain-text.ts';
import type { TableRow } from './read-table.ts';

/** Whether a "Listing" value is an Annex of the EU; undefined where it does not tell (blank, NC). */
export function isAnnexValue(value: string): boolean | undefined {
  const listed = value.replace(/NC/g, '');
  if (/[ABCD]/.test(listed)) return true;
  return listed.includes('I') ? false : undefined;
}

/** Takes what one row of a Species+ "CITES listings" or "EU listings" export says. Columns may be missing. */
export function readListingsRow(row: TableRow, file: string, into: Findings): Known | undefined {
  const where = `${file}, line ${row.line}`;
  const taxon = plainText(row.cell('Scientific Name'));
  const kingdom = row.cell('Kingdom') || 'Animalia';
  if (!/^[A-Z]/.test(taxon) || isDamaged(taxon)) {
    into.count('scientific', where);
    return undefined;
  }
  const rank = row.cell('Rank').toLowerCase() || rankOf(taxon, row);
  into.sawTaxon(taxon, kingdom);
  const belowFamily = ['genus', 'species', 'subspecies', 'variety'].includes(rank);
  if (belowFamily)
    into.genus(
      {
        genus: taxon.split(' ', 1)[0]!,
        family: row.cell('Family'),
        order: row.cell('Order'),
        class: row.cell('Class'),
      },
      kingdom,
    );

  const annex = into.kind === 'eu';
  const parts = listingParts(row.cell('Listing'), annex ? 'annex' : 'appendix');
  if (!parts)
    throw new ImportError(
      `Cannot read ${where}: "Listing" is "${row.cell('Listing')}", not ${annex ? 'an Annex (A, B, C, D, NC or a mix)' : 'an Appendix (I, II, III, NC or a mix such as I/II)'}`,
    );
  if (parts.length > 0) {
    const hash = plainText(row.cell('# Full note')).match(/#\d{1,3}/g) ?? [];
    const note = row.cell('Full note');
    const under = plainText(row.cell('Listed under')).replace(/ spp\.$/, '');
    into.listing(
      {
        taxon,
        rank,
        parts,
        party: plainText(row.cell('Party')),
        note,
        hashNote: hash.join(','),
        under: under === taxon ? '' : under,
        effective: undefined,
      },
      kingdom,
      where,
    );
  }
  return { taxon, rank, kingdom };
}

function rankOf(taxon: string, row: TableRow): string {
  const words = taxon.split(' ').length;
  if (row.cell('Subspecies').trim() !== '' || words > 2)
    return / var\. /.test(taxon) ? 'variety' : 'subspecies';
  if (words === 2) return 'species';
  for (const column of ['Family', 'Order', 'Class', 'Phylum', 'Kingdom'])
    if (row.cell(column) === taxon) return column.toLowerCase();
  return 'genus';
}
