import { type Population, parsePopulation } from './population.ts';
import type { Appendix, Certainty, ListingLine, TaxaTables } from './tables.ts';
import type { TaxonTree } from './taxon-tree.ts';

export interface ResolveOptions {
  /** Country of origin, ISO 3166-1 alpha-2. */
  population?: string;
  /** CITES term code of the specimen. */
  term?: string;
}

/** How a taxon is listed on a day. */
export interface Resolution {
  /** What holds for a specimen under this name: I, II, III, I/II …; null when it is not listed. */
  appendix: string | null;
  /** Everything that holds for the taxon or a part of it: populations, specimens, and all that lies below it. */
  mixed: Appendix[];
  /** The lines it comes from: its own or a wider taxon's first, then those below. */
  lines: ListingLine[];
  /** The weakest certainty among the lines that decide. */
  certainty: Certainty;
}

/** A line made ready: what population it means. */
interface Ready {
  line: ListingLine;
  population: Population | undefined;
  specimens: readonly string[] | undefined;
}

/** What holds for one taxon by itself and by what it lies in. */
interface Rule {
  /** The lines that apply, nearest taxon first. */
  lines: ListingLine[];
  /** Whether the taxon itself has a line that covers it whole. */
  own: boolean;
  /** What remains unlisted beside the lines. */
  rest: boolean;
  /** Appendices that hold when no more is known. */
  usual: Set<Appendix>;
}

const order: readonly Appendix[] = ['I', 'II', 'III', 'NC'];
const certainties: readonly Certainty[] = ['verified', 'reported', 'unverified'];

/** Resolves taxa by the dated lines of the Appendices: exception before rule, species before genus before family. */
export class Resolver {
  private readonly tree: TaxonTree;
  private readonly ready = new Map<string, Ready[]>();
  /** Node -> nodes below it that ever had a line. */
  private readonly below = new Map<number, number[]>();

  /** Node -> listed nodes that lay below it under the names of the time, until a day. */
  private readonly formerly = new Map<number, { at: number; until: string }[]>();

  constructor(tree: TaxonTree, tables: Pick<TaxaTables, 'lines' | 'regions' | 'renames'>) {
    this.tree = tree;
    for (const line of tables.lines) {
      const ready: Ready = {
        line,
        population:
          line.population === undefined ? undefined : parsePopulation(line.population, tables.regions),
        specimens: line.specimens?.split(' '),
      };
      const list = this.ready.get(line.taxon);
      if (list) list.push(ready);
      else this.ready.set(line.taxon, [ready]);
    }
    for (const taxon of this.ready.keys()) {
      const at = tree.indexOf(taxon);
      if (at === undefined)
        throw new Error(`Cannot resolve taxa: "${taxon}" is listed, but in no file of taxa`);
      for (let i = tree.nodes[at]![2]; i >= 0; i = tree.nodes[i]![2]) {
        const list = this.below.get(i);
        if (list) list.push(at);
        else this.below.set(i, [at]);
      }
    }
    this.addFormer(tables.renames);
  }

  /** A taxon that bore another name lay in that name's genus then ("Epicrates", now Chilabothrus). */
  private addFormer(renames: TaxaTables['renames']): void {
    for (const [name, to, until] of renames) {
      const at = this.tree.indexOf(to);
      if (at === undefined || !this.ready.has(to)) continue;
      const words = name.split(' ').slice(0, -1);
      const parents = words.map((_, i) => this.tree.indexOf(words.slice(0, i + 1).join(' ')));
      for (const parent of parents) {
        if (parent === undefined || this.below.get(parent)?.includes(at)) continue;
        const list = this.formerly.get(parent);
        if (list) list.push({ at, until });
        else this.formerly.set(parent, [{ at, until }]);
      }
    }
  }

  /** Whether a node, something above it or (unless only what is above matters) below it ever had a line. */
  everListed(at: number, aboveOnly: boolean): boolean {
    if (!aboveOnly && this.below.has(at)) return true;
    const lines = this.tree.lineage(at).flatMap((name) => this.ready.get(name) ?? []);
    return lines.some(({ line }) => line.appendix !== 'NC');
  }

  /** All lines ever of a taxon and of what it lies in, oldest first, the taxon's own first within a day. */
  linesAbove(lineage: readonly string[]): ListingLine[] {
    const lines = [...lineage]
      .reverse()
      .flatMap((name) => (this.ready.get(name) ?? []).map(({ line }) => line));
    return lines.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  }

  /** Resolves the taxon at the end of a lineage (kingdom first); an empty lineage is an unknown taxon. */
  resolve(lineage: readonly string[], asOf: string, options: ResolveOptions): Resolution {
    const rule = this.rule(lineage, asOf, options);
    const name = lineage.at(-1);
    const at = name === undefined ? undefined : this.tree.indexOf(name);
    if (at === undefined) return answer(rule.usual, rule, rule.lines, []);

    const formerly = (this.formerly.get(at) ?? [])
      .filter(({ until }) => asOf < until)
      .map((former) => former.at);
    const under = [...(this.below.get(at) ?? []), ...formerly].filter(
      (i) => this.activeLines(this.tree.nodes[i]![0], asOf).length > 0,
    );
    const all = new Set<Appendix>();
    const usual = new Set<Appendix>();
    const needed = this.isRuleNeeded(at, asOf);
    if (rule.own || needed) for (const line of rule.lines) all.add(line.appendix);
    if (rule.rest && !this.isWhole(at)) all.add('NC');
    if (needed) for (const appendix of rule.usual) usual.add(appendix);

    const [, rank, , , listed] = this.tree.nodes[at]!;
    const isSpecies = rank === 'species' || rank === 'subspecies' || rank === 'variety';
    const covered = rule.lines.some((line) => line.appendix !== 'NC');
    const lines: ListingLine[] = [];
    for (const i of under) {
      const part = this.rule(this.tree.lineage(i), asOf, options);
      for (const line of part.lines) if (line.taxon === this.tree.nodes[i]![0]) lines.push(line);
      if (part.rest) all.add('NC');
      // A domestic form left out of a listed species (dog, wolf) does not make the species unlisted in part.
      for (const { appendix } of part.lines)
        if (appendix !== 'NC' || !isSpecies || !covered) all.add(appendix);
      // A subspecies says nothing of its species, nor a few species of a group that is mostly not listed.
      if (isSpecies || (!covered && listed === '')) continue;
      if (['subspecies', 'variety'].includes(this.tree.nodes[i]![1])) continue;
      for (const appendix of part.usual) usual.add(appendix);
    }
    // What single Parties listed does not speak for a wide group (rays: the river stingrays of Brazil).
    if (!covered && !isSpecies && rank !== 'genus' && (usual.has('I') || usual.has('II')))
      usual.delete('III');
    return answer(usual, rule, [...rule.lines, ...lines], [...all]);
  }

  /** What a taxon has by itself and, for what its own lines leave over, by what it lies in. */
  private rule(lineage: readonly string[], asOf: string, options: ResolveOptions): Rule {
    const lines: ListingLine[] = [];
    const usual = new Set<Appendix>();
    const known = options.population !== undefined;
    let own = false;
    let rest = false;
    for (let i = lineage.length - 1; i >= 0; i--) {
      const active = this.activeLines(lineage[i]!, asOf);
      if (active.length === 0) continue;
      const { chosen, whole } = choose(active, options);
      if (i === lineage.length - 1) own = chosen.length > 0;
      const hasGeneral = chosen.some((r) => r.population === undefined);
      for (const { line, population } of chosen) {
        // An exception for a population does not speak of the others.
        if (!known && line.appendix === 'NC' && population && hasGeneral) continue;
        // A population that a narrower taxon's line speaks of is not left to the wider one's.
        if (population && lines.some((l) => l.taxon !== line.taxon && l.population === line.population))
          continue;
        lines.push(line);
        if (population && population.scope !== 'plain') rest = true;
        if (line.appendix !== 'NC' && (known || population?.scope !== 'only')) usual.add(line.appendix);
      }
      if (whole) return { lines, own, rest: false, usual };
    }
    // Populations written plainly are all there is of the taxon.
    return { lines, own, rest: rest || known || lines.length === 0, usual };
  }

  private activeLines(taxon: string, asOf: string): Ready[] {
    const lines = this.ready.get(taxon);
    if (!lines) return [];
    return lines.filter(({ line }) => line.from <= asOf && (line.to === undefined || asOf < line.to));
  }

  /** Whether anything in the taxon is left to what it is listed under: not when all that lives in it has own lines. */
  private isRuleNeeded(at: number, asOf: string): boolean {
    const [name, rank, , extinct, , species] = this.tree.nodes[at]!;
    if (extinct) return false;
    const children = this.tree.children[at]!;
    if (rank === 'species' || rank === 'subspecies' || rank === 'variety') return true;
    if (rank === 'genus') {
      if (species === 0) return true;
      let covered = 0;
      for (const child of children) if (this.coversWhole(child, asOf)) covered++;
      return covered < species;
    }
    if (children.length === 0) return true;
    return children.some((child) => {
      if (this.tree.nodes[child]![0] === name || this.tree.nodes[child]![3]) return false;
      return !this.coversWhole(child, asOf) && this.isRuleNeeded(child, asOf);
    });
  }

  private coversWhole(at: number, asOf: string): boolean {
    const active = this.activeLines(this.tree.nodes[at]![0], asOf);
    return active.length > 0 && choose(active, {}).whole;
  }

  private isWhole(at: number): boolean {
    return this.tree.nodes[at]![4] === 'all';
  }
}

/**
 * The lines of one taxon that apply. A line of a population goes before the taxon's general line; of a line with
 * specimens and its sibling `other` the one that covers the term. `whole`: nothing is left to a wider taxon.
 */
function choose(active: readonly Ready[], options: ResolveOptions): { chosen: Ready[]; whole: boolean } {
  const covered =
    options.term === undefined ? active : active.filter((r) => coversTerm(r, active, options.term!));
  const general = covered.filter((r) => r.population === undefined);
  const { population } = options;
  if (population === undefined) {
    return {
      chosen: [...general, ...covered.filter((r) => r.population !== undefined)],
      whole: general.length > 0,
    };
  }
  const full = covered.filter((r) => r.population?.countries.has(population));
  const part = covered.filter((r) => r.population?.parts.has(population));
  if (full.length > 0) return { chosen: [...full, ...part], whole: true };
  return { chosen: [...part, ...general], whole: general.length > 0 };
}

function coversTerm(ready: Ready, siblings: readonly Ready[], term: string): boolean {
  if (!ready.specimens) return true;
  if (ready.specimens[0] !== 'other') return ready.specimens.includes(term);
  return !siblings.some(
    (s) => s !== ready && s.line.population === ready.line.population && s.specimens?.includes(term),
  );
}

function answer(
  usual: ReadonlySet<Appendix>,
  rule: Rule,
  lines: ListingLine[],
  all: readonly Appendix[],
): Resolution {
  const mixed =
    all.length > 0
      ? all
      : [...new Set([...rule.lines.map((l) => l.appendix), ...(rule.rest ? (['NC'] as const) : [])])];
  const decisive = lines.filter((line) => usual.has(line.appendix));
  const rest = lines.filter((line) => !usual.has(line.appendix));
  const certainty = certainties[Math.max(0, ...decisive.map((line) => certainties.indexOf(line.certainty)))]!;
  const appendix = order.filter((a) => a !== 'NC' && usual.has(a)).join('/');
  return {
    appendix: appendix === '' ? null : appendix,
    mixed: order.filter((a) => mixed.includes(a)),
    lines: [...decisive, ...rest],
    certainty,
  };
}
