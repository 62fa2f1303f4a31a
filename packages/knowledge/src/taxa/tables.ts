/** Ranks from wide to narrow. CITES keeps Sauria and Serpentes as orders. */
export const ranks = [
  'kingdom',
  'phylum',
  'class',
  'superorder',
  'order',
  'suborder',
  'family',
  'subfamily',
  'genus',
  'species',
  'subspecies',
  'variety',
] as const;
export type Rank = (typeof ranks)[number];

/** `NC`: an exception inside a listed taxon, or what is left outside a listed population. */
export type Appendix = 'I' | 'II' | 'III' | 'NC';
export type Certainty = 'verified' | 'reported' | 'unverified';

/** One line of the Appendices with the days it holds: `from` inclusive, `to` exclusive. */
export interface ListingLine {
  taxon: string;
  rank: Rank;
  appendix: Appendix;
  /** Appendix III: the Parties that listed it, ISO 3166-1 alpha-2. */
  party?: string;
  /** As written in the files: countries or a region, `AR:part`, `only MX`, `mainly africa`. */
  population?: string;
  /** CITES term codes the line is limited to, or `other`: all that its sibling does not cover. */
  specimens?: string;
  /** Keys of annotations.tsv. */
  annotation?: string;
  from: string;
  to?: string;
  source: string;
  certainty: Certainty;
  note?: string;
}

export interface AnnotationText {
  key: string;
  from: string;
  to?: string;
  /** CITES term codes; empty when the note does not say it in such terms. */
  covers: string[];
  exempts: string[];
  text: string;
  source: string;
  certainty: Certainty;
}

/** [name, rank, index of the parent or -1, `extinct`, how much of an unlisted group is listed, listed species] */
export type Node = [
  name: string,
  rank: Rank,
  parent: number,
  extinct: 0 | 1,
  listed: '' | 'all' | 'most',
  species: number,
];

/** All that the taxa files say, as plain data: what `readTaxa` yields and `Taxa` is made of. */
export interface TaxaTables {
  /** The day the newest list of the Appendices came into force. */
  citesAsOf: string;
  /** Parents stand before their children. */
  nodes: Node[];
  lines: ListingLine[];
  /** [name, accepted name, `synonym` or `misspelling`, source] */
  synonyms: [name: string, accepted: string, kind: string, source: string][];
  /** [name, name since, day]: what the Appendices called a taxon before. */
  renames: [name: string, to: string, inForce: string][];
  regions: Record<string, string[]>;
  annotations: AnnotationText[];
}
