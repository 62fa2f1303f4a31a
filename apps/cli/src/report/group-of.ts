import type { Finding } from '@pugmark/documents/assessment';

/** How a class (or a higher rank) is called on the page. The first that the lineage holds is taken. */
const GROUPS: readonly [string, string][] = [
  ['Plantae', 'Plants'],
  ['Mammalia', 'Mammals'],
  ['Aves', 'Birds'],
  ['Reptilia', 'Reptiles'],
  ['Amphibia', 'Amphibians'],
  ['Elasmobranchii', 'Sharks and rays'],
  ['Holocephali', 'Sharks and rays'],
  ['Chondrichthyes', 'Sharks and rays'],
  ['Actinopteri', 'Bony fishes'],
  ['Actinopterygii', 'Bony fishes'],
  ['Dipneusti', 'Bony fishes'],
  ['Coelacanthi', 'Bony fishes'],
  ['Insecta', 'Insects'],
  ['Arachnida', 'Spiders and scorpions'],
  ['Cnidaria', 'Corals'],
  ['Mollusca', 'Molluscs'],
  ['Echinodermata', 'Sea cucumbers'],
];

/** The large group a finding belongs to, from its lineage. */
export function groupOf(taxon: Finding['taxon']): string {
  if (!taxon) return 'Taxon not told';
  const lineage = new Set([...taxon.lineage, taxon.name]);
  return GROUPS.find(([name]) => lineage.has(name))?.[1] ?? 'Other';
}
