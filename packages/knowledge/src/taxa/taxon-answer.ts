import { historyOf, type TaxonChange } from './history.ts';
import { NearNames } from './near-names.ts';
import { type Appendix, type Certainty, type ListingLine, type Rank, ranks } from './tables.ts';
import type { Taxa, Taxon } from './taxa.ts';
import { nameParts } from './taxon-name.ts';

/**
 * How a name was understood. `genus`: the species is in no file, its genus is; `higher`: only the family or order
 * named with it is known, or of a subspecies its species; `fuzzy`: misspelt; `common`: found by the caller in another language.
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
  /**
   * All that holds for the taxon, a part of it or what lies below it: I, II, III, I/II, I/NC …. NC: that part is left
   * out; NC alone: the taxon is excepted from a listing by name. Null: it is not listed and never named.
   */
  appendix: string | null;
  /** What holds for a specimen under this name of which no more is known. Null when it is not listed. */
  usual: string | null;
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
    if (taxon && taxon.by !== 'genus') return this.about(query, taxon, asOf, matchOf(taxon, query));
    if (taxon && this.known.has(taxon.name)) return this.about(query, taxon, asOf, 'exact');
    const near = this.nearest(query);
    const meant = near === undefined ? undefined : this.taxa.find(near);
    if (meant && (!taxon || this.isSafeGuess(taxon, meant, asOf)))
      return this.about(query, meant, asOf, 'fuzzy');
    if (taxon)
      return this.about(
        query,
        taxon,
        asOf,
        taxon.rank === 'subspecies' && this.isKnown(taxon) ? 'higher' : 'genus',
      );
    return {
      query,
      name: null,
      rank: null,
      lineage: [],
      appendix: null,
      usual: null,
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
    const { appendix, mixed, lines, certainty } = this.taxa.resolve(taxon.name, asOf);
    const named = lines.length > 0;
    return {
      query,
      name: taxon.name,
      rank: taxon.rank,
      lineage: taxon.lineage,
      appendix: named ? mixed.join('/') : null,
      usual: appendix,
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

  /** Whether the species of a subspecies is in some file. */
  private isKnown({ lineage }: Taxon): boolean {
    const species = lineage.at(-2)!;
    return this.known.has(species) || this.taxa.find(species)?.by === 'exact';
  }

  /**
   * Where the genus is known, a guess stays in it, and does not take a name out of the Appendices: there are species
   * that no file names, one letter from others that are not listed.
   */
  private isSafeGuess(asked: Taxon, meant: Taxon, asOf: string): boolean {
    const isListed = (taxon: Taxon) => this.taxa.resolve(taxon.name, asOf).appendix !== null;
    return (
      asked.lineage.every((name) => name === asked.name || meant.lineage.includes(name)) &&
      (isListed(meant) || !isListed(asked))
    );
  }

  /** The known name a misspelt one stands for: the genus within one or two edits, the epithet likewise. */
  private nearest(query: string): string | undefined {
    const parts = nameParts(query);
    if (!parts || parts.words[0]!.length < 4) return undefined;
    this.index();
    const [genus = '', ...rest] = parts.words;
    const known = this.taxa.find(genus);
    const right = known ? genus : this.genera!.find(genus, genus.length > 7 ? 2 : 1);
    if (right === undefined) return undefined;
    const [epithet, ...below] = rest;
    // A single word in small letters is rather a word of some language ("leather") than a genus misspelt.
    if (epithet === undefined) return known || !/^\p{Lu}/u.test(query.trim()) ? undefined : right;
    // In a genus that is right two edits are rather another species, unless the word is long.
    const most = epithet.length > (known ? 11 : 7) ? 2 : 1;
    for (const candidate of new Set([right, known?.name ?? right])) {
      const near: string | undefined = this.wholes!.get(candidate)?.find(epithet, most);
      if (near === undefined || (near === epithet && candidate === genus)) continue;
      return [candidate, near, ...below].join(' ');
    }
    // With nothing known behind it, a genus one letter away may be any word: "leather handbag".
    return known || right === genus || !/^\p{Lu}/u.test(query.trim())
      ? undefined
      : [right, ...rest].join(' ');
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

function matchOf(taxon: Taxon, query: string): Match {
  if (taxon.by === 'synonym') return 'synonym';
  if (taxon.by === 'misspelling') return 'fuzzy';
  // "Felidae leo": the family is known, what stands behind it is not.
  const isWide = ranks.indexOf(taxon.rank) < ranks.indexOf('genus');
  return isWide && (nameParts(query)?.words.length ?? 1) > 1 ? 'higher' : 'exact';
}
