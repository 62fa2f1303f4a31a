import { historyOf, type TaxonChange } from './history.ts';
import { NearNames } from './near-names.ts';
import type { Appendix, Certainty, ListingLine, Rank } from './tables.ts';
import type { Taxa, Taxon } from './taxa.ts';
import { nameParts } from './taxon-name.ts';

/**
 * How a name was understood. `genus`: the species is in no file, its genus is; `higher`: only the family or order
 * named with it is known; `fuzzy`: misspelt; `common`: found by the caller in another language.
 */
export type Match = 'exact' | 'synonym' | 'common' | 'fuzzy' | 'genus' | 'higher' | 'none';

export interface AnsweredListing {
  taxon: string;
  appendix: Appendix;
  party?: string;
  population?: string;
  specimens?: string;
  annotation?: string;
  /** What the annotation says, in our words. */
  says?: string;
  from: string;
  to?: string;
  certainty: Certainty;
  source: string;
  note?: string;
}

/** The answer of `pugmark taxon`. */
export interface TaxonAnswer {
  query: string;
  name: string | null;
  rank: Rank | null;
  lineage: string[];
  /** All Appendices that hold for the taxon or a part of it: I, II, III, I/II …; null when it is not listed. */
  appendix: string | null;
  /** The same with NC, where a part of the taxon is left out. */
  mixed: Appendix[];
  listings: AnsweredListing[];
  changes: TaxonChange[];
  match: Match;
  certainty?: Certainty;
}

/** Answers for scientific names, misspelt ones too. Make it once: it indexes the known names. */
export class TaxonAnswers {
  private readonly taxa: Taxa;
  private readonly known: ReadonlySet<string>;
  private genera: NearNames | undefined;
  private wholes: Map<string, NearNames> | undefined;

  /** `known`: scientific names that other files use; they count as exact and can be what a misspelling meant. */
  constructor(taxa: Taxa, known: Iterable<string> = []) {
    this.taxa = taxa;
    this.known = new Set(known);
  }

  /** The answer for a scientific name, as of a day. */
  answer(query: string, asOf: string): TaxonAnswer {
    const taxon = this.taxa.find(query);
    if (taxon && taxon.by !== 'genus') return this.about(query, taxon, asOf, matchOf(taxon));
    if (taxon && this.known.has(taxon.name)) return this.about(query, taxon, asOf, 'exact');
    const near = this.nearest(query);
    const meant = near === undefined ? undefined : this.taxa.find(near);
    if (meant) return this.about(query, meant, asOf, 'fuzzy');
    if (taxon) return this.about(query, taxon, asOf, 'genus');
    return {
      query,
      name: null,
      rank: null,
      lineage: [],
      appendix: null,
      mixed: [],
      listings: [],
      changes: [],
      match: 'none',
    };
  }

  /** The answer for a taxon that the caller found by a common name. */
  answerCommon(query: string, taxonName: string, asOf: string): TaxonAnswer {
    const taxon = this.taxa.find(taxonName);
    return taxon ? this.about(query, taxon, asOf, 'common') : this.answer(query, asOf);
  }

  private about(query: string, taxon: Taxon, asOf: string, match: Match): TaxonAnswer {
    const { mixed, lines, certainty } = this.taxa.resolve(taxon.name, asOf);
    const listed = mixed.filter((appendix) => appendix !== 'NC');
    return {
      query,
      name: taxon.name,
      rank: taxon.rank,
      lineage: taxon.lineage,
      appendix: listed.length > 0 ? listed.join('/') : null,
      mixed,
      listings: lines.map((line) => this.listing(line, asOf)),
      changes: historyOf(this.taxa, taxon),
      match,
      certainty,
    };
  }

  private listing(line: ListingLine, asOf: string): AnsweredListing {
    const { rank: _rank, ...rest } = line;
    const says = (line.annotation ?? '')
      .split(' ')
      .map((key) => this.taxa.annotation(key, asOf)?.text)
      .filter(Boolean)
      .join(' ');
    return { ...rest, ...(says && { says }) };
  }

  /** The known name a misspelt one stands for: the genus within one or two edits, the epithet likewise. */
  private nearest(query: string): string | undefined {
    const parts = nameParts(query);
    if (!parts || parts.words[0]!.length < 4) return undefined;
    this.index();
    const [genus = '', ...rest] = parts.words;
    const right = this.taxa.find(genus) ? genus : this.genera!.find(genus, genus.length > 7 ? 2 : 1);
    if (right === undefined) return undefined;
    if (rest.length === 0) return right === genus ? undefined : right;
    const epithets = this.wholes!.get(right);
    const epithet = rest[0]!;
    const near = epithets?.find(epithet, epithet.length > 7 ? 2 : 1);
    if (near !== undefined)
      return near === epithet && right === genus ? undefined : [right, near, ...rest.slice(1)].join(' ');
    return right === genus ? undefined : [right, ...rest].join(' ');
  }

  private index(): void {
    if (this.genera) return;
    const genera: string[] = [];
    const epithets = new Map<string, string[]>();
    const add = (name: string): void => {
      const [genus = '', epithet] = name.split(' ');
      if (!epithet) return;
      const list = epithets.get(genus);
      if (list) list.push(epithet);
      else epithets.set(genus, [epithet]);
    };
    for (const [name, rank] of this.taxa.tables.nodes) {
      if (rank === 'genus' || rank === 'family' || rank === 'order') genera.push(name);
      add(name);
    }
    for (const [name, accepted, kind] of this.taxa.tables.synonyms) {
      if (kind === 'synonym') add(name);
      add(accepted);
    }
    for (const name of this.known) add(name);
    this.genera = new NearNames(genera);
    this.wholes = new Map([...epithets].map(([genus, list]) => [genus, new NearNames(list)]));
  }
}

function matchOf(taxon: Taxon): Match {
  if (taxon.by === 'synonym') return 'synonym';
  if (taxon.by === 'misspelling') return 'fuzzy';
  return 'exact';
}
