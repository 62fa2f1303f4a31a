import type { FoundRow } from './findings.ts';

/**
 * Brings the rows of one name file to one row a name. A name that several species of a genus bear means the
 * genus, one that several genera of a family bear means the family; a name of unrelated taxa keeps one of them,
 * counts only beside other evidence and says which others there are.
 */
export function oneMeaning(rows: Map<string, FoundRow>, familyOf: (genus: string) => string): void {
  const byName = new Map<string, [string, FoundRow][]>();
  for (const [key, row] of rows) {
    const name = row.cells.name!.toLowerCase();
    const same = byName.get(name);
    if (same) same.push([key, row]);
    else byName.set(name, [[key, row]]);
  }
  for (const same of byName.values()) {
    if (same.length < 2) continue;
    same.sort(([a], [b]) => (a < b ? -1 : 1));
    const taxa = same.map(([, row]) => row.cells.taxon!);
    const shared = sharedTaxon(taxa, familyOf);
    const [, first] = same[0]!;
    for (const [key, row] of same) {
      rows.delete(key);
      for (const source of row.sources) first.sources.add(source);
      if (row.cells.kind === 'everyday') first.cells.kind = 'everyday';
    }
    const taxon = shared ?? taxa[0]!;
    first.cells.taxon = taxon;
    first.taxon = taxon;
    if (!shared) {
      first.cells.kind = 'everyday';
      first.cells.note = `also ${taxa.slice(1, 4).join(', ')}`;
    }
    rows.set(`${first.cells.name}\t${taxon}`, first);
  }
}

function sharedTaxon(taxa: string[], familyOf: (genus: string) => string): string | undefined {
  const genera = new Set(taxa.map((taxon) => taxon.split(' ', 1)[0]!));
  if (genera.size === 1) {
    // "Wolf" for Canis lupus and its subspecies is the species.
    const species = new Set(taxa.map((taxon) => taxon.split(' ').slice(0, 2).join(' ')));
    return species.size === 1 ? [...species][0] : [...genera][0];
  }
  const families = new Set(
    [...genera].map((genus) => (/(?:idae|aceae)$/.test(genus) ? genus : familyOf(genus))),
  );
  const [family] = families;
  return families.size === 1 && family ? family : undefined;
}
