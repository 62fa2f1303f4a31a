/** One fact of the lexicon: a word or phrase and what it tells, as a file of knowledge states it. */
export interface Entry {
  /** As written in the file; `word*` has an open end, `*word` an open beginning. */
  form: string;
  folder: Folder;
  /** `name`, `trade`, `specimen`, `colour` … */
  kind: string;
  /** BCP 47, or `la` for scientific names, `mul` for what belongs to no language. */
  language: string;
  taxon?: string;
  /** CITES term code. */
  code?: string;
  nature?: string;
  /** Keys of sources.tsv, or `unsourced`. */
  source: string;
  note?: string;
}

export const folders = ['names', 'terms', 'cues'] as const;
export type Folder = (typeof folders)[number];

export const nameKinds = ['name', 'trade', 'everyday', 'genus', 'scientific'] as const;
export const termKinds = ['specimen', 'material', 'object', 'code'] as const;

/** The innocent senses: what a traded word means when no animal or plant is for sale. */
// biome-ignore format: a list
export const senseKinds = [
  'colour', 'pattern', 'brand', 'toy', 'depiction', 'stamp', 'coin', 'publication', 'jewel', 'food', 'place',
  'team', 'game', 'software', 'media', 'vehicle', 'tool', 'decor', 'person', 'costume', 'imitation', 'fossil',
  'domestic', 'plant-alike', 'word', 'substance',
] as const;
export const supportKinds = ['genuine', 'test', 'care', 'biology', 'evasion', 'wild'] as const;
export const offerKinds = [
  'sell',
  'buy',
  'swap',
  'price',
  'delivery',
  'contact',
  'adopt',
  'stock',
  'auction',
] as const;
export const noOfferKinds = ['news', 'policy', 'museum', 'question', 'sold', 'service', 'free'] as const;
// biome-ignore format: a list
export const claimKinds = [
  'antique', 'pre-convention', 'captive-bred', 'permit', 'not-listed', 'faux', 'mammoth', 'vintage', 'legal',
] as const;

export const cueKinds = [
  ...senseKinds,
  ...supportKinds,
  ...offerKinds,
  ...noOfferKinds,
  ...claimKinds,
] as const;
