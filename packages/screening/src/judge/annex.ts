import { holdsOn, type Law } from '@pugmark/knowledge/law/law';

const annexOfAppendix = { I: 'A', II: 'B', III: 'C' } as const;

/** The EU Annex of a taxon on a day: what follows from its Appendix, unless the table says otherwise. */
export function annexOf(
  law: Law,
  lineage: readonly string[],
  appendix: 'I' | 'II' | 'III' | null,
  day: string,
): 'A' | 'B' | 'C' | 'D' | 'none' {
  for (let at = lineage.length - 1; at >= 0; at--) {
    const row = law.annexes.find((one) => one.taxon === lineage[at] && holdsOn(one, day));
    if (row) return appendix === 'I' && row.annex !== 'none' ? 'A' : row.annex;
  }
  return appendix === null ? 'none' : annexOfAppendix[appendix];
}
