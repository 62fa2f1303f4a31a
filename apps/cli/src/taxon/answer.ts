import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { type TaxonAnswer as Scientific, TaxonAnswers } from '@pugmark/knowledge/taxa/taxon-answer';
import { CommonNames } from './common-names.ts';

/** What else a name may mean. */
export type OtherMeaning = { name: string; rank: string; appendix: string | null; languages: string[] };

/** What is known of a name: the taxon, its place, its Appendix and the lines that come from, past and to come. */
export type TaxonAnswer = Scientific & {
  /** For a common name: the languages it is said in. */
  languages?: string[];
  /** Other taxa that bear the same common name. */
  others?: OtherMeaning[];
  /** Where the word names a specimen or a material and no taxon: what it comes from. */
  comesFrom?: string[];
  asOf: string;
};

const looksLatin =
  /^\p{Lu}\p{Ll}+ (?:\p{Ll}+ )?\p{Ll}+(?:us|um|a|is|i|ae|ense|[nlrsv]e|or|ens|ans|ops|oides|es)$/u;

/** Answers for any name: scientific as it stands, then common names of every language, then synonyms and misspellings. */
export class Answers {
  readonly #taxa: Knowledge['taxa'];
  readonly #scientific: TaxonAnswers;
  readonly #names: CommonNames;
  readonly #asOf: string;

  constructor({ taxa, lexicon }: Knowledge, asOf: string) {
    this.#taxa = taxa;
    this.#names = new CommonNames(lexicon);
    // Names of today beside those the files use: both count as known.
    const known = [...this.#names.taxa].flatMap((name) => [name, taxa.find(name)?.name ?? name]);
    this.#scientific = new TaxonAnswers(taxa, known);
    this.#asOf = asOf;
  }

  /** One answer for one name. */
  answer(query: string): TaxonAnswer {
    const asOf = this.#asOf;
    const scientific = this.#scientific.answer(query, asOf);
    if (scientific.match === 'exact') return { ...scientific, asOf };
    // A genus of old that is also a word ("Manta") is meant as the genus where it is written as one.
    if (scientific.match === 'synonym' && /^\p{Lu}/u.test(query)) return { ...scientific, asOf };
    const meanings = this.#names.find(query);
    // Some species stand among the common names with no more than their genus: the name itself says more.
    const isSpecies = scientific.match === 'genus' && looksLatin.test(query.trim());
    if (isSpecies && meanings.some(({ taxon }) => scientific.lineage.includes(taxon)))
      return { ...scientific, match: 'exact', asOf };
    const [best, ...rest] = this.#widestFirst(meanings);
    if (best !== undefined) {
      return {
        ...this.#scientific.answerCommon(query, best.taxon, asOf),
        languages: best.languages,
        ...(rest.length > 0 && { others: rest.map((other) => this.#other(other)) }),
        asOf,
      };
    }
    const comesFrom = scientific.match === 'synonym' ? [] : this.#names.termOf(query);
    if (comesFrom.length === 0) return { ...scientific, asOf };
    return { ...this.#scientific.answer('', asOf), query, comesFrom, asOf };
  }

  /** The likeliest stands first; of equals the one that holds all the others (turtle, sea turtle). */
  #widestFirst(meanings: ReturnType<CommonNames['find']>): ReturnType<CommonNames['find']> {
    const lineages = meanings.map(({ taxon }) => this.#taxa.find(taxon)?.lineage ?? []);
    const widest = meanings.findIndex(({ taxon }, at) => {
      const name = this.#taxa.find(taxon)?.name ?? taxon;
      const { kind, languages } = meanings[0]!;
      const isEqual = meanings[at]!.kind === kind && meanings[at]!.languages.length === languages.length;
      return isEqual && lineages.every((lineage) => lineage.includes(name));
    });
    return widest > 0 ? [meanings[widest]!, ...meanings.filter((_, at) => at !== widest)] : [...meanings];
  }

  #other({ taxon, languages }: { taxon: string; languages: string[] }): OtherMeaning {
    const { name, rank, appendix } = this.#scientific.answerCommon(taxon, taxon, this.#asOf);
    return { name: name ?? taxon, rank: rank ?? '', appendix, languages };
  }
}
