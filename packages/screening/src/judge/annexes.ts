import { type AnnexRow, holdsOn } from '@pugmark/knowledge/law/law';

const annexOfAppendix = { I: 'A', II: 'B', III: 'C' } as const;

/** The EU Annexes: what follows from the Appendix of a taxon, unless the table says otherwise. */
export class Annexes {
  private readonly rows = new Map<string, AnnexRow[]>();

  constructor(rows: readonly AnnexRow[]) {
    for (const row of rows) {
      const held = this.rows.get(row.taxon);
      if (held) held.push(row);
      else this.rows.set(row.taxon, [row]);
    }
  }

  /** The Annex on a day; the row of the narrowest taxon decides. What is in Appendix I is never less than A. */
  of(lineage: readonly string[], appendix: 'I' | 'II' | 'III' | null, day: string): AnnexRow['annex'] {
    for (let at = lineage.length - 1; at >= 0; at--) {
      const row = this.rows.get(lineage[at]!)?.find((one) => holdsOn(one, day));
      if (row) return appendix === 'I' && row.annex !== 'none' ? 'A' : row.annex;
    }
    return appendix === null ? 'none' : annexOfAppendix[appendix];
  }
}
