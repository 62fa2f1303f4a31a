import { type Node, type Rank, ranks } from './tables.ts';

interface Draft {
  rank: Rank;
  parent: string;
  extinct: boolean;
  listed: '' | 'all' | 'most';
  species: number;
}

/** Collects taxa from the files in any order and lays them out with parents before children. */
export class NodeDrafts {
  /** By key: a genus may bear the name of an order (Pholidota: pangolins, and an orchid). */
  private readonly drafts = new Map<string, Draft & { name: string }>();

  has(name: string): boolean {
    return this.drafts.has(`${name}|genus`) || this.drafts.has(name);
  }

  /** Adds a taxon, or fills in what is not yet known of it. A parent once given stays, unless `move` is set. */
  add(
    name: string,
    rank: Rank,
    parent: string,
    more: Partial<Omit<Draft, 'rank' | 'parent'>> & { move?: boolean } = {},
  ): void {
    const key = keyOf(name, rank);
    const known = this.drafts.get(key);
    if (!known) {
      this.drafts.set(key, {
        name,
        rank,
        parent,
        extinct: more.extinct ?? false,
        listed: more.listed ?? '',
        species: more.species ?? 0,
      });
      return;
    }
    if (more.move && parent !== '' && parent !== name) known.parent = parent;
    if (more.listed) known.listed = more.listed;
    if (more.species) known.species = Math.max(known.species, more.species);
  }

  /** @throws when a parent is not known or a taxon is its own ancestor */
  layOut(): Node[] {
    const index = new Map<string, number>();
    const nodes: Node[] = [];
    const place = (key: string, below: readonly string[]): number => {
      const done = index.get(key);
      if (done !== undefined) return done;
      const draft = this.drafts.get(key);
      const name = draft?.name ?? key;
      if (!draft)
        throw new Error(`Cannot lay out taxa: "${below.at(-1)}" lies in "${name}", which no file names`);
      if (below.includes(name))
        throw new Error(`Cannot lay out taxa: "${name}" lies in itself (${below.join(' < ')})`);
      const parent =
        draft.parent === ''
          ? -1
          : place(
              keyOf(
                draft.parent,
                draft.rank === 'species' && this.drafts.has(`${draft.parent}|genus`) ? 'genus' : 'family',
              ),
              [...below, name],
            );
      const at = nodes.length;
      if (parent >= 0 && ranks.indexOf(nodes[parent]![1]) >= ranks.indexOf(draft.rank)) {
        throw new Error(
          `Cannot lay out taxa: the ${draft.rank} "${name}" lies in the ${nodes[parent]![1]} "${draft.parent}"`,
        );
      }
      nodes.push([name, draft.rank, parent, draft.extinct ? 1 : 0, draft.listed, draft.species]);
      index.set(key, at);
      return at;
    };
    for (const key of this.drafts.keys()) place(key, []);
    return nodes;
  }
}

const keyOf = (name: string, rank: Rank): string => (rank === 'genus' ? `${name}|genus` : name);
