import { z } from 'zod';
import { date, need, scientific, text } from '../cell-schemas.ts';
import { ranks } from './tables.ts';

const rank = z.enum(ranks);
const certainty = z.enum(['verified', 'reported', 'unverified']);
/** Countries, `AR:part`, a region; `only`/`mainly` before them. */
const population = z
  .string()
  .regex(
    /^((only |mainly )?([A-Z]{2}(:part)?|[a-z-]+)( ([A-Z]{2}(:part)?|[a-z-]+))*)?$/,
    'is not like "BW NA ZA", "only MX", "mainly africa"',
  );
const specimens = z.string().regex(/^(other|[A-Z]{3}( [A-Z]{3})*)?$/, 'is not "other" or CITES term codes');
const parties = z.string().regex(/^([A-Z]{2}( [A-Z]{2})*)?$/, 'is not a list of country codes');

/** What a row of each file must be. Files may have more columns. */
export const rowSchemas = {
  classes: z.object({ class: need, phylum: need, kingdom: need, source: need }),
  genera: z.object({
    genus: scientific,
    family: need,
    order: need,
    class: text,
    species: z.string().regex(/^\d*$/, 'is not a number').optional(),
    listed: z.enum(['', 'all', 'most']).optional(),
    source: need,
  }),
  higher: z.object({
    taxon: scientific,
    rank,
    parent: text,
    members: text,
    listed: z.enum(['', 'all', 'most']),
    source: need,
  }),
  unlisted: z.object({
    taxon: scientific,
    rank,
    parent: need,
    extinct: z.enum(['', 'extinct']),
    source: need,
  }),
  regions: z.object({
    region: z.string().regex(/^[a-z-]+$/),
    countries: z.string().regex(/^[A-Z]{2}( [A-Z]{2})*$/),
    source: need,
  }),
  listings: z.object({
    taxon: scientific,
    rank,
    appendix: z.enum(['I', 'II', 'III', 'NC']),
    party: parties,
    population,
    specimens,
    annotation: text,
    source: need,
    certainty,
    note: text,
  }),
  changes: z.object({
    taxon: scientific,
    rank,
    from: z.enum(['I', 'II', 'III', 'NC']),
    to: z.enum(['I', 'II', 'III', 'NC']),
    party: parties,
    population,
    specimens,
    annotation: text,
    in_force: date,
    source: need,
    certainty,
    note: text,
  }),
  names: z.object({ name: scientific, to: scientific, in_force: date, source: need, certainty }),
  annotations: z.object({
    key: z.string().regex(/^(#\d+|[a-z0-9-]+)$/, 'is not like #4 or zero-wild'),
    from: date,
    to: z.union([date, z.literal('')]),
    covers: text,
    exempts: text,
    text: need,
    source: need,
    certainty,
  }),
  scientific: z.object({
    name: need,
    accepted: scientific,
    kind: z.enum(['synonym', 'misspelling']),
    source: need,
  }),
  imported: z.object({
    taxon: scientific,
    rank: need,
    appendix: z.string().regex(/^(I|II|III|NC)(\/(I|II|III|NC))*$/, 'is not an Appendix'),
    party: text,
    note: text,
    from: date,
    under: text,
    source: need,
  }),
  notes: z.object({ key: need, text: need, source: need }),
};
export type RowKind = keyof typeof rowSchemas;
