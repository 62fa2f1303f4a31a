import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { isInOwnScript, languageOf, nameKind, type OrdinaryWords, splitCommonNames } from './common-names.ts';
import { dayOf } from './export-date.ts';
import type { Findings, Known } from './findings.ts';
import { ImportError } from './import-error.ts';
import { listingParts } from './listing-value.ts';
import { plainText } from './plain-text.ts';
import { nameAtStart } from './split-synonyms.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const Listing = z.object({
  taxon_concept_id: z.number().optional(),
  is_current: z.boolean().optional(),
  appendix: text,
  annex: text,
  annotation: text,
  hash_annotation: z.union([z.string(), z.object({ symbol: text })]).nullish(),
  effective_at: text,
  party: z.union([z.string(), z.object({ iso_code2: text })]).nullish(),
});
type Listing = z.infer<typeof Listing>;
const Named = z.object({ id: z.number(), full_name: z.string(), rank: text });
const Concept = z.object({
  id: z.number(),
  full_name: z.string(),
  rank: z.string(),
  name_status: z.string(),
  updated_at: text,
  active: z.boolean().optional(),
  cites_listing: text,
  higher_taxa: z.object({ kingdom: text, phylum: text, class: text, order: text, family: text }).nullish(),
  synonyms: z.array(Named).nullish(),
  accepted_names: z.array(Named).nullish(),
  common_names: z.array(z.object({ name: z.string(), language: z.unknown() })).nullish(),
  cites_listings: z.array(Listing).nullish(),
});
type Concept = z.infer<typeof Concept>;
const Page = z.object({
  pagination: z.object({ current_page: z.number(), per_page: z.number(), total_entries: z.number() }),
  taxon_concepts: z.array(Concept),
});
const Legislation = z.object({
  cites_listings: z.array(Listing).optional(),
  eu_listings: z.array(Listing).optional(),
});

/** One body of the Species+ API, told apart by what it holds. */
export type ApiBody =
  | { is: 'concepts'; page: z.infer<typeof Page> }
  | { is: 'cites' | 'eu'; listings: Listing[] }
  | { is: 'other'; what: string };

export interface ApiFile {
  path: string;
  body: ApiBody;
  /** The day of the answer, or else of the newest entry in it. */
  date: string | undefined;
}

const largest = 64 * 1024 * 1024;

/** Reads one page: a bare body, or a recorded answer `{request, date, status, body}`. Refuses errors and cut pages. */
export function readApiFile(path: string, gzip: boolean): ApiFile {
  const file = basename(path);
  const bytes = readFileSync(path);
  if (bytes.length > largest)
    throw new ImportError(`${file} is larger than 64 MB: a page of the API never is`);
  let value: unknown;
  try {
    value = JSON.parse(
      (gzip ? gunzipSync(bytes, { maxOutputLength: largest }) : bytes)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch (error) {
    throw new ImportError(
      `${file} is no whole JSON document, it may be cut: ${(error as Error).message}. Download it again`,
    );
  }
  const wrapped = isObject(value) && 'body' in value ? value : undefined;
  const body = wrapped ? wrapped.body : value;
  const status = wrapped && isObject(wrapped.status) ? wrapped.status.status_code : undefined;
  if ((typeof status === 'number' && status >= 400) || (isObject(body) && 'error' in body))
    throw new ImportError(
      `${file} holds an error of the server${status ? ` (${status})` : ''} and no data: download it again`,
    );
  return { path, body: bodyOf(body, file), date: dayOf(wrapped?.date) ?? newest(body) };
}

function bodyOf(body: unknown, file: string): ApiBody {
  if (Array.isArray(body)) return { is: 'other', what: 'distributions or references' };
  if (isObject(body) && 'taxon_concepts' in body) {
    const page = checked(Page, body, file);
    const { current_page, per_page, total_entries } = page.pagination;
    const expected = Math.max(0, Math.min(per_page, total_entries - (current_page - 1) * per_page));
    if (page.taxon_concepts.length !== expected)
      throw new ImportError(
        `${file} is cut: page ${current_page} holds ${page.taxon_concepts.length} taxa, not ${expected}. Download it again`,
      );
    return { is: 'concepts', page };
  }
  if (isObject(body) && ('cites_listings' in body || 'eu_listings' in body)) {
    const { cites_listings, eu_listings } = checked(Legislation, body, file);
    return cites_listings ? { is: 'cites', listings: cites_listings } : { is: 'eu', listings: eu_listings! };
  }
  throw new ImportError(
    `${file} is no page of the Species+ API: it has neither "taxon_concepts" nor listings`,
  );
}

/** Takes what the taxon concepts of a page say. Names every taxon it meets in `names`, by its id. */
export function readConcept(
  concept: Concept,
  file: string,
  into: Findings,
  names: Map<number, Known>,
  ordinary: OrdinaryWords,
): Known | undefined {
  const taxon = plainText(concept.full_name);
  const kingdom = concept.higher_taxa?.kingdom || 'Animalia';
  const rank = concept.rank.toLowerCase();
  if (concept.active === false) return undefined;
  if (concept.name_status !== 'A') {
    const accepted = concept.accepted_names?.length === 1 ? concept.accepted_names[0]! : undefined;
    if (accepted && concept.name_status === 'S')
      addSynonym(taxon, rank, plainText(accepted.full_name), accepted.rank.toLowerCase(), kingdom, into);
    return undefined;
  }
  names.set(concept.id, { taxon, rank, kingdom });
  into.sawTaxon(taxon, kingdom);
  const higher = concept.higher_taxa;
  if (['genus', 'species', 'subspecies', 'variety'].includes(rank) && higher)
    into.genus(
      { genus: taxon.split(' ', 1)[0]!, family: higher.family, order: higher.order, class: higher.class },
      kingdom,
    );

  const listings = (concept.cites_listings ?? []).filter((listing) => listing.appendix !== '');
  for (const listing of listings) readListing(listing, { taxon, rank, kingdom }, file, into);
  const isGroup = !['species', 'subspecies', 'variety'].includes(rank);
  if (listings.length === 0 && !isGroup)
    readListing({ ...empty, appendix: concept.cites_listing }, { taxon, rank, kingdom }, file, into);

  for (const synonym of concept.synonyms ?? [])
    addSynonym(plainText(synonym.full_name), synonym.rank.toLowerCase(), taxon, rank, kingdom, into);
  for (const common of concept.common_names ?? []) {
    for (const name of splitCommonNames(common.name, rank)) {
      const language = languageOf(common.language, name);
      if (!language) into.count('language', name);
      else if (!isInOwnScript(language, name)) into.count('script', `${name}, ${language}`);
      else into.commonName(language, name, nameKind(name, ordinary), taxon, kingdom);
    }
  }
  return { taxon, rank, kingdom };
}

/** Takes one listing of a taxon, of CITES or of the EU; listings that are no longer current are passed over. */
export function readListing(listing: Listing, known: Known, file: string, into: Findings): void {
  if (listing.is_current === false) return;
  const value = into.kind === 'eu' ? listing.annex : listing.appendix;
  const parts = listingParts(value, into.kind === 'eu' ? 'annex' : 'appendix');
  if (!parts) throw new ImportError(`Cannot read ${file}: the listing of ${known.taxon} is "${value}"`);
  if (parts.length === 0) return;
  const hash =
    typeof listing.hash_annotation === 'string' ? listing.hash_annotation : listing.hash_annotation?.symbol;
  const party = typeof listing.party === 'string' ? listing.party : (listing.party?.iso_code2 ?? '');
  into.listing(
    {
      ...known,
      parts,
      party,
      note: listing.annotation,
      hashNote: hash?.match(/#\d{1,3}/)?.[0] ?? '',
      under: '',
      effective: dayOf(listing.effective_at),
    },
    known.kingdom,
    `${file}, ${known.taxon}`,
  );
}

const empty: Listing = {
  appendix: '',
  annex: '',
  annotation: '',
  hash_annotation: undefined,
  effective_at: '',
  party: undefined,
};

/** A synonym counts only at the level of its taxon: Species+ also hangs binomials and hybrids on genera. */
function addSynonym(
  name: string,
  rank: string,
  accepted: string,
  acceptedRank: string,
  kingdom: string,
  into: Findings,
): void {
  const isSpecies = (of: string) => ['species', 'subspecies', 'variety'].includes(of);
  if (rank !== '' && isSpecies(rank) !== isSpecies(acceptedRank)) return;
  if (isSpecies(acceptedRank) ? nameAtStart(name) !== name : !/^[A-Z][a-z]{2,}$/.test(name)) return;
  if (/\bhybrid\b/.test(name)) return;
  into.synonym(name, accepted, kingdom);
}

function newest(body: unknown): string | undefined {
  if (!isObject(body) || !Array.isArray(body.taxon_concepts)) return undefined;
  const days = body.taxon_concepts.map((concept) =>
    isObject(concept) ? dayOf(concept.updated_at) : undefined,
  );
  return days
    .filter((day) => day !== undefined)
    .sort()
    .at(-1);
}

function checked<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new ImportError(`Cannot read ${file}: "${path.join('.')}": ${message}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
