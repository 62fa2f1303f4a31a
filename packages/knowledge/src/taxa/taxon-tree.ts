import type { Node, Rank } from './tables.ts';
import { nameParts } from './taxon-name.ts';

/** Most taxa have nothing below them: they share one empty list, which is never added to. */
const none: number[] = [];

/** The taxa as a tree: who lies in whom. */
export class TaxonTree {
  readonly nodes: readonly Node[];
  readonly children: readonly (readonly number[])[];
  private readonly byName = new Map<string, number>();
  private readonly genera = new Map<string, number>();

  constructor(nodes: readonly Node[]) {
    this.nodes = nodes;
    const children: number[][] = nodes.map(() => none);
    for (let i = 0; i < nodes.length; i++) {
      const [name, rank, parent] = nodes[i]!;
      if (parent >= 0) {
        if (children[parent] === none) children[parent] = [i];
        else children[parent]!.push(i);
      }
      this.register(name, rank, i);
      // "Magnolia liliifera var. obovata" is also met without its rank, "Neo-Urbania" in lower case.
      if (rank === 'variety' || name.includes('-')) this.register(nameParts(name)?.name ?? name, rank, i);
    }
    this.children = children;
  }

  private register(name: string, rank: Rank, at: number): void {
    if (rank === 'genus') {
      this.genera.set(name, at);
      if (this.byName.has(name)) return;
    }
    this.byName.set(name, at);
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
