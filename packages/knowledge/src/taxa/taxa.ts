import { type Resolution, type ResolveOptions, Resolver } from './resolver.ts';
import { type AnnotationText, type ListingLine, type Rank, ranks, type TaxaTables } from './tables.ts';
import { nameParts } from './taxon-name.ts';
import { TaxonTree } from './taxon-tree.ts';

export type { Resolution } from './resolver.ts';
export type { ListingLine, TaxaTables } from './tables.ts';

export interface Taxon {
  name: string;
  rank: Rank;
  /** From the kingdom to the taxon itself. */
  lineage: string[];
  /** Whether it, something above it or something below it ever was in the Appendices since 2017. */
  listed: boolean;
  extinct?: boolean;
  /** How the name was understood: as it stands in the files, as a synonym, a misspelling, or by its genus. */
  by: 'exact' | 'synonym' | 'misspelling' | 'genus';
}

/** Names that are kept after they were asked for; a crawl with endless new names must not fill the memory. */
const keep = 20_000;

/** The taxa and the Appendices: what a scientific name means and how it is listed on a day. */
export class Taxa {
  readonly citesAsOf: string;
  /** The first day of which the Appendices are known. */
  readonly knownFrom: string;
  readonly tables: TaxaTables;
  private readonly tree: TaxonTree;
  private readonly resolver: Resolver;
  private readonly synonyms = new Map<string, TaxaTables['synonyms'][number]>();
  private readonly found = new Map<string, Taxon | null>();
  private readonly resolved = new Map<string, Resolution>();
  /** The days on which a line begins or ends or a name changes. */
  private readonly days: readonly string[];
  private readonly epochs = new Map<string, number>();

  constructor(tables: TaxaTables) {
    this.tables = tables;
    this.citesAsOf = tables.citesAsOf;
    this.tree = new TaxonTree(tables.nodes);
    this.resolver = new Resolver(this.tree, tables);
    const days = new Set<string>();
    for (const { from, to } of tables.lines) {
      days.add(from);
      if (to !== undefined) days.add(to);
    }
    for (const [, , until] of tables.renames) days.add(until);
    this.days = [...days];
    this.knownFrom = [...this.days, tables.citesAsOf].sort()[0]!;
    for (const synonym of tables.synonyms) this.synonyms.set(synonym[0], synonym);
  }

  /**
   * Finds a taxon by any scientific name: accepted, synonym, known misspelling, any species of a known genus,
   * subspecies, "Genus spp.", hybrids, cultivars. Undefined when not even the genus is known.
   */
  find(name: string): Taxon | undefined {
    const kept = this.found.get(name);
    if (kept !== undefined) return kept ?? undefined;
    const taxon = this.search(name);
    if (this.found.size >= keep) this.found.clear();
    this.found.set(name, taxon ?? null);
    return taxon;
  }

  /** From the kingdom to the taxon itself. */
  lineage(taxon: Taxon): string[] {
    return taxon.lineage;
  }

  /**
   * How a taxon is listed on a day. With a country of origin (`population`, ISO 3166-1 alpha-2) only the lines of
   * that population count, with a CITES term code only the lines that cover such specimens. Of a day before the
   * history begins the oldest list is told: it is nearer than none.
   */
  resolve(name: string, day: string, options: ResolveOptions = {}): Resolution {
    const asOf = day < this.knownFrom ? this.knownFrom : day;
    const key = `${name}\n${this.epochOf(asOf)}\n${options.population ?? ''}\n${options.term ?? ''}`;
    const kept = this.resolved.get(key);
    if (kept) return kept;
    const taxon = this.find(name);
    const resolution = this.resolver.resolve(taxon ? taxon.lineage : [], asOf, options);
    if (this.resolved.size >= keep) this.resolved.clear();
    this.resolved.set(key, resolution);
    return resolution;
  }

  /** Between two days on which anything changed all days are alike: how many such days lie behind `asOf`. */
  private epochOf(asOf: string): number {
    let epoch = this.epochs.get(asOf);
    if (epoch === undefined) {
      epoch = this.days.filter((day) => day <= asOf).length;
      if (this.epochs.size >= keep) this.epochs.clear();
      this.epochs.set(asOf, epoch);
    }
    return epoch;
  }

  /** Every line the taxon had since 2017 by itself or through a wider taxon, oldest first. */
  linesOf(taxon: Taxon): ListingLine[] {
    return this.resolver.linesAbove(taxon.lineage);
  }

  /** What an annotation key of a line says on a day. */
  annotation(key: string, asOf: string): AnnotationText | undefined {
    return this.tables.annotations.find((a) => a.key === key && a.from <= asOf && (!a.to || asOf < a.to));
  }

  private search(text: string): Taxon | undefined {
    const parts = nameParts(text);
    if (!parts) return undefined;
    for (let length = parts.words.length; length >= 1; length--) {
      const head = parts.words.slice(0, length).join(' ');
      const rest = parts.words.slice(length);
      const direct =
        length === 1 && rest.length > 0
          ? (this.tree.genusOf(head) ?? this.tree.indexOf(head))
          : this.tree.indexOf(head);
      if (direct !== undefined) return this.taxonOf(direct, rest, rest.length === 0 ? 'exact' : 'genus');
      const synonym = this.synonyms.get(head);
      if (!synonym) continue;
      const [, accepted, kind] = synonym;
      const by = rest.length > 0 ? 'genus' : kind === 'misspelling' ? 'misspelling' : 'synonym';
      const whole = this.tree.indexOf([accepted, ...rest].join(' '));
      if (whole !== undefined) return this.taxonOf(whole, [], rest.length > 0 ? 'synonym' : by);
      const words = accepted.split(' ');
      for (let n = words.length; n >= 1; n--) {
        const at = this.tree.indexOf(words.slice(0, n).join(' '));
        if (at !== undefined) return this.taxonOf(at, [...words.slice(n), ...rest], by);
      }
    }
    return undefined;
  }

  /** A taxon of the tree, or a species or subspecies below it that no file names. */
  private taxonOf(at: number, rest: readonly string[], by: Taxon['by']): Taxon | undefined {
    const [, nodeRank, , extinct] = this.tree.nodes[at]!;
    const lineage = this.tree.lineage(at);
    let name = lineage.at(-1)!;
    let rank = nodeRank;
    for (const word of rest) {
      const next = rank === 'genus' ? 'species' : rank === 'species' ? 'subspecies' : undefined;
      // "Felidae sp. nov." and the like: words after a family are no part of its name.
      if (!next) break;
      name = `${name} ${word}`;
      rank = next;
      lineage.push(name);
    }
    const deep = ranks.indexOf(rank) > ranks.indexOf(nodeRank);
    return {
      name,
      rank,
      lineage,
      listed: this.resolver.everListed(at, deep),
      ...(extinct && { extinct: true }),
      by: deep || by !== 'genus' ? by : 'exact',
    };
  }
}
