import type { Node } from './tables.ts';
import { nameParts } from './taxon-name.ts';

/** The taxa as a tree: who lies in whom. */
export class TaxonTree {
  readonly nodes: readonly Node[];
  readonly children: readonly (readonly number[])[];
  private readonly byName = new Map<string, number>();
  private readonly genera = new Map<string, number>();

  constructor(nodes: readonly Node[]) {
    this.nodes = nodes;
    const children: number[][] = nodes.map(() => []);
    for (let i = 0; i < nodes.length; i++) {
      const [name, rank, parent] = nodes[i]!;
      if (parent >= 0) children[parent]!.push(i);
      // "Magnolia liliifera var. obovata" is also met without its rank, "Neo-Urbania" in lower case.
      for (const form of new Set([
        name,
        rank === 'variety' || name.includes('-') ? (nameParts(name)?.name ?? name) : name,
      ])) {
        if (rank === 'genus') this.genera.set(form, i);
        if (rank !== 'genus' || !this.byName.has(form)) this.byName.set(form, i);
      }
    }
    this.children = children;
  }

  indexOf(name: string): number | undefined {
    return this.byName.get(name);
  }

  /** The genus of that name, where an order bears it, too. */
  genusOf(name: string): number | undefined {
    return this.genera.get(name);
  }

  /** Names from the kingdom to the taxon itself. */
  lineage(at: number): string[] {
    const out: string[] = [];
    for (let i = at; i >= 0; i = this.nodes[i]![2]) out.push(this.nodes[i]![0]);
    return out.reverse();
  }
}
