import { z } from 'zod';
import { date, need, scientific, text } from '../cell-schemas.ts';
import { Certainty } from './law-schema.ts';

/** Rows of the tables beside the law files, and of the words for people. */
export const lawSchemas = {
  questions: z.object({ key: need, question: need, basis: need }),
  termSets: z.object({ set: need, term: need }),
  annexes: z.object({
    taxon: scientific,
    annex: z.enum(['A', 'B', 'C', 'D', 'none']),
    from: date,
    to: z.union([z.literal(''), date]),
    certainty: Certainty,
    source: text,
    note: text.optional(),
  }),
  domestic: z.object({ taxon: scientific, source: need, note: text.optional() }),
  messages: z.object({ key: need, text: need }),
} as const;
