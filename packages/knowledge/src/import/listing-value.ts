/** Values that a listing may take: Appendices and "not covered by CITES", or the Annexes of the EU. */
const appendices = new Set(['I', 'II', 'III', 'NC']);
const annexes = new Set(['A', 'B', 'C', 'D', 'NC']);

/** "I/II" -> ["I", "II"]; blank -> []; undefined where the value is none of the scheme's. */
export function listingParts(value: string, scheme: 'appendix' | 'annex'): string[] | undefined {
  const parts = value
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean);
  const known = scheme === 'appendix' ? appendices : annexes;
  return parts.every((part) => known.has(part)) ? parts : undefined;
}
