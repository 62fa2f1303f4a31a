import { z } from 'zod';
import { date, need, scientific, text } from '../cell-schemas.ts';
import { cueKinds, nameKinds, termKinds } from '../lexicon/entry.ts';

const source = z
  .string()
  .regex(/^[^\s,]+(,[^\s,]+)*$/, 'is not keys of sources.tsv with commas, or "unsourced"');
const code = z.string().regex(/^([A-Z]{3})?$/, 'is not a term code of three letters');
const figure = z.string().regex(/^-?\d+(\.\d+)?$/, 'is not a number');
/** A word as people write it. Brackets and bars are what is left of a list that was split in the wrong place. */
const word = z
  .string()
  .min(1, 'is empty')
  .regex(/^[^{}<>|=\\]*$/, 'has a bracket, bar or equals sign: what is left of another file');
const nature = z.enum(['', 'live', 'part', 'product', 'plant', 'fossil']);
const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/, 'is not a language tag like "vi" or "zh-Hans"');

/** What a row of each file of words, and of the lists beside them, must be. */
export const wordSchemas = {
  commonNames: z.object({ name: word, taxon: scientific, kind: z.enum(nameKinds), source }),
  terms: z.object({
    term: word,
    code,
    nature,
    taxon: z.union([scientific, z.literal('')]),
    kind: z.enum(termKinds),
    source,
  }),
  cues: z.object({ cue: word, kind: z.enum(cueKinds), source }),
  mostTraded: z.object({ taxon: scientific, group: need }),
  ordinaryWords: z.object({ word, language, source }),
  signs: z.object({ sign: z.string().regex(/^\P{L}+$/u, 'is a letter, not a sign'), reads: need, source }),
  negations: z.object({ word, side: z.enum(['before', 'after']), language, source }),
  functionWords: z.object({ word, language, source }),
  issuingCountries: z.object({ country: word, source }),
  platforms: z.object({
    host: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'is not the name of a host in small letters'),
    kind: z.enum(['social', 'marketplace']),
    source,
  }),
  weights: z.object({
    answer: z.enum(['specimen', 'offered', 'regulated']),
    feature: z.string().regex(/^[a-z][a-z./-]*$/, 'is not the name of a feature'),
    weight: figure,
    prior: figure,
  }),
  termCodes: z.object({ code: z.string().regex(/^[A-Z]{3}$/, 'is not three letters'), name: need, source }),
  meetings: z.object({ meeting: z.string().regex(/^CoP\d+$/), closed: date, in_force: date, source }),
  sources: z.object({
    key: z.string().regex(/^[^\s,]+$/, 'has a space or a comma'),
    source: need,
    where: text,
  }),
  differences: z.object({ taxon: scientific, rank: need, export: text, ours: need, reason: need }),
  importedListings: z.object({
    taxon: scientific,
    rank: need,
    appendix: need,
    party: text,
    from: z.union([date, z.literal('')]),
    under: text,
    source,
  }),
  importedAnnexes: z.object({
    taxon: scientific,
    rank: need,
    annex: need,
    party: text,
    from: z.union([date, z.literal('')]),
    under: text,
    source,
  }),
  importedNotes: z.object({ key: need, text: need, source }),
};
