import type { Knowledge } from '@pugmark/knowledge/knowledge';
import type { ListingLine } from '@pugmark/knowledge/taxa/tables';
import type { CommonNames } from './common-names.ts';

export type Match = 'exact' | 'synonym' | 'common' | 'fuzzy' | 'genus' | 'higher' | 'none';

export type AnsweredLine = {
  taxon: string;
  appendix: string;
  party?: string;
  population?: string;
  annotation?: string;
  from: string;
  to?: string;
  certainty: string;
};

/** What is known of a name: the taxon, its place, its Appendix and the lines that come from, past and to come. */
export type TaxonAnswer = {
  query: string;
  name: string | null;
  rank: string | null;
  lineage: string[];
  appendix: string | null;
  /** Lines in force on the day asked for. */
  listings: AnsweredLine[];
  /** Lines that were in force before, or will be. */
  others: AnsweredLine[];
  match: Match;
  /** For a common name: the languages it is said in. */
  languages?: string[];
  asOf: string;
};

/** Answers for any name, scientific first. A common name may mean several taxa and gives an answer for each. */
export function answersFor(
  query: string,
  knowledge: Knowledge,
  names: CommonNames,
  asOf: string,
): TaxonAnswer[] {
  const scientific = knowledge.taxa.find(query);
  if (scientific && scientific.by === 'exact') return [answer(query, query, 'exact', knowledge, asOf)];
  const common = names.find(query);
  if (common.length > 0) {
    return common.map(({ taxon, languages }) => ({
      ...answer(query, taxon, 'common', knowledge, asOf),
      languages,
    }));
  }
  if (scientific) {
    const match =
      ({ synonym: 'synonym', misspelling: 'fuzzy', genus: 'genus' } as const)[scientific.by as 'synonym'] ??
      'exact';
    return [answer(query, query, match, knowledge, asOf)];
  }
  return [
    {
      query,
      name: null,
      rank: null,
      lineage: [],
      appendix: null,
      listings: [],
      others: [],
      match: 'none',
      asOf,
    },
  ];
}

function answer(query: string, name: string, match: Match, { taxa }: Knowledge, asOf: string): TaxonAnswer {
  const taxon = taxa.find(name);
  const resolution = taxa.resolve(name, asOf);
  const inForce = new Set(resolution.lines.map(key));
  const line = (given: ListingLine): AnsweredLine => {
    const notes = (given.annotation ?? '').split(/[ ,]+/).filter((part) => part !== '');
    const texts = notes.map((note) => {
      const text = taxa.annotation(note, asOf)?.text;
      return text === undefined ? note : `${note}: ${text}`;
    });
    return {
      taxon: given.taxon,
      appendix: given.appendix,
      ...(given.party && { party: given.party }),
      ...(given.population && { population: given.population }),
      ...(texts.length > 0 && { annotation: texts.join('; ') }),
      from: given.from,
      ...(given.to && { to: given.to }),
      certainty: given.certainty,
    };
  };
  return {
    query,
    name: taxon?.name ?? null,
    rank: taxon?.rank ?? null,
    lineage: taxon?.lineage ?? [],
    appendix: resolution.appendix,
    listings: resolution.lines.map(line),
    others: (taxon ? taxa.linesOf(taxon) : []).filter((given) => !inForce.has(key(given))).map(line),
    match: taxon ? match : 'none',
    asOf,
  };
}

function key(line: ListingLine): string {
  return [line.taxon, line.appendix, line.population, line.specimens, line.party, line.from].join('|');
}
