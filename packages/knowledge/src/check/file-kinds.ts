import type { z } from 'zod';
import { LawFile } from '../law/law-schema.ts';
import { lawSchemas } from '../law/row-schemas.ts';
import { PolicyFile } from '../policy/policy-schema.ts';
import { rowSchemas } from '../taxa/row-schemas.ts';
import { wordSchemas } from './word-schemas.ts';

/** What a file of knowledge is, and what each of its rows must be. */
export interface FileKind {
  /** For people: "names of taxa in one language". */
  what: string;
  path: RegExp;
  row: z.ZodObject;
  /** Columns that together make a row; a second row with the same is a problem. Empty: rows may repeat. */
  key: readonly string[];
  /** Its sources are texts of law, written out, and no keys of sources.tsv. */
  writtenSources: boolean;
}

const kind = (what: string, path: RegExp, row: z.ZodObject, key: readonly string[]): FileKind => ({
  what,
  path,
  row,
  key,
  writtenSources: path.source.startsWith('^law'),
});
const language = '(?:[a-z]{2,3}(?:-[A-Z][a-z]{3})?)';

/** Every kind of file that `knowledge/` and an operator's own folder may hold. What fits none is a problem. */
export const fileKinds: readonly FileKind[] = [
  kind('sources', /^sources\.tsv$/, wordSchemas.sources, ['key']),
  kind('CITES term codes', /^codes\/term\.tsv$/, wordSchemas.termCodes, ['code']),
  kind('meetings of the Parties', /^codes\/meetings\.tsv$/, wordSchemas.meetings, ['meeting']),
  kind('classes', /^taxa\/classes\.tsv$/, rowSchemas.classes, ['class']),
  kind('genera', /^taxa\/genera\.tsv$/, rowSchemas.genera, ['genus']),
  kind('groups of taxa', /^taxa\/higher\.tsv$/, rowSchemas.higher, ['taxon']),
  kind('unlisted taxa', /^taxa\/unlisted\.tsv$/, rowSchemas.unlisted, ['taxon']),
  kind('regions', /^taxa\/regions\.tsv$/, rowSchemas.regions, ['region']),
  kind('annotations', /^taxa\/annotations\.tsv$/, rowSchemas.annotations, ['key', 'from']),
  kind('listing lines', /^taxa\/listings-2017\.tsv$/, rowSchemas.listings, []),
  kind('renamings', /^taxa\/changes\/names\.tsv$/, rowSchemas.names, ['name', 'in_force']),
  kind(
    'changes of listing',
    /^taxa\/changes\/(?:cop\d+|appendix-iii|nomenclature)\.tsv$/,
    rowSchemas.changes,
    [],
  ),
  kind('reviewed differences', /^taxa\/differences-2017\.tsv$/, wordSchemas.differences, ['taxon', 'rank']),
  kind('imported listings', /^taxa\/imported-listings\.tsv$/, wordSchemas.importedListings, []),
  kind('imported Annexes', /^taxa\/imported-annexes\.tsv$/, wordSchemas.importedAnnexes, []),
  kind('imported notes', /^taxa\/imported-notes\.tsv$/, wordSchemas.importedNotes, ['key']),
  kind('synonyms and misspellings', /^names\/scientific\.tsv$/, rowSchemas.scientific, []),
  kind('most traded taxa', /^names\/most-traded\.tsv$/, wordSchemas.mostTraded, ['taxon']),
  kind('names that are ordinary words', /^names\/ordinary-words\.tsv$/, wordSchemas.ordinaryWords, []),
  kind('names of taxa', new RegExp(`^names/${language}\\.tsv$`), wordSchemas.commonNames, ['name', 'kind']),
  kind('signs', /^terms\/signs\.tsv$/, wordSchemas.signs, ['sign']),
  kind('terms', new RegExp(`^terms/${language}\\.tsv$`), wordSchemas.terms, ['term', 'kind']),
  kind('weights', /^cues\/weights\.tsv$/, wordSchemas.weights, ['answer', 'feature']),
  kind('small words', /^cues\/function-words\.tsv$/, wordSchemas.functionWords, ['word', 'language']),
  kind('denials', /^cues\/negations\.tsv$/, wordSchemas.negations, ['word', 'side', 'language']),
  kind('platforms', /^cues\/platforms\.tsv$/, wordSchemas.platforms, ['host']),
  kind(
    'countries that issue stamps and coins',
    /^cues\/issuing-countries\.tsv$/,
    wordSchemas.issuingCountries,
    ['country'],
  ),
  kind('cues', new RegExp(`^cues/${language}\\.tsv$`), wordSchemas.cues, ['cue', 'kind']),
  kind('questions to a law', /^law\/questions\.tsv$/, lawSchemas.questions, ['key']),
  kind('sets of terms', /^law\/term-sets\.tsv$/, lawSchemas.termSets, ['set', 'term']),
  kind('EU Annexes', /^law\/eu-annexes\.tsv$/, lawSchemas.annexes, ['taxon', 'from']),
  kind('domestic animals', /^law\/domestic\.tsv$/, lawSchemas.domestic, ['taxon']),
  kind('words for people', new RegExp(`^messages/${language}\\.tsv$`), lawSchemas.messages, ['key']),
];

/** What a YAML file of knowledge is, and how many facts a valid one holds. */
export interface YamlKind {
  what: string;
  path: RegExp;
  schema: z.ZodType;
  facts(value: unknown): number;
}

const yamlKind = <T>(
  what: string,
  path: RegExp,
  schema: z.ZodType<T>,
  facts: (value: T) => number,
): YamlKind => ({ what, path, schema, facts: facts as (value: unknown) => number });

/** Every kind of file that is written as YAML because its facts are not rows. */
export const yamlKinds: readonly YamlKind[] = [
  yamlKind('law of a place', /^law\/[a-z0-9-]+\.yaml$/, LawFile, ({ provisions = [] }) => provisions.length),
  yamlKind('rule book', /^policies\/[a-z0-9-]+\.yaml$/, PolicyFile, ({ rules }) => rules.length),
];

/** What may lie beside the facts: pages for people, the licence. */
export const notFacts = /^(?:LICENSE|(?:.*\/)?[^/]+\.md)$/;
