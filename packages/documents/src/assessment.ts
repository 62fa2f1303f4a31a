import { z } from 'zod';

/** What is done about a listing, from nothing to removal. */
export const Verdict = z.enum(['clear', 'inform', 'ask', 'review', 'block']);
export type Verdict = z.infer<typeof Verdict>;

/** What kind of thing a finding is. `live`, `part`, `product` and `plant` are real specimens. */
export const Nature = z.enum([
  'live',
  'part',
  'product',
  'plant',
  'fossil',
  'depiction',
  'imitation',
  'other',
]);
export type Nature = z.infer<typeof Nature>;

/** One place in the listing that speaks for or against, in the reader's words and with its weight. */
export const Evidence = z.object({
  /** `title`, `description`, `category`, `attributes.<name>`, `images.<n>.text`. */
  field: z.string(),
  /** UTF-16 offsets into the field as it was given, `start` inclusive, `end` exclusive. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
  says: z.string(),
  /** Log-odds added to (or, if negative, taken from) the reading. */
  weight: z.number(),
  /** What kind of evidence: the knowledge folder and kind, `names/trade`, `cues/colour`. */
  kind: z.string(),
  /** Keys of knowledge/sources.tsv, or `unsourced`. */
  source: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

export const ClaimKind = z.enum([
  'antique',
  'pre-convention',
  'captive-bred',
  'permit',
  'not-listed',
  'faux',
  'mammoth',
  'vintage',
  'legal',
]);
export type ClaimKind = z.infer<typeof ClaimKind>;

export const Finding = z.object({
  taxon: z.object({ name: z.string(), rank: z.string(), lineage: z.array(z.string()) }).nullable(),
  /** `I`, `II`, `III`, `I/II` … as of the listing's date; null when not listed. */
  appendix: z.string().nullable(),
  /** The listing line the Appendix comes from, as `taxon: Appendix (annotation) since date`. */
  line: z.string().optional(),
  /** `unverified` when the listing line could not be confirmed. */
  certainty: z.enum(['verified', 'reported', 'unverified']).optional(),
  nature: Nature,
  /** CITES term code where one fits. */
  term: z.string().optional(),
  quantity: z.number().optional(),
  unit: z.string().optional(),
  score: z.number(),
  evidence: z.array(Evidence),
});
export type Finding = z.infer<typeof Finding>;

/** What one provision says of the offer; the strictest provision comes first. */
export const LawEntry = z.object({
  /** ISO 3166 code of the place whose law it is, `EU`, or `CITES`. */
  party: z.string(),
  provision: z.string(),
  cite: z.string(),
  outcome: z.enum(['prohibited', 'document-required', 'unknown', 'allowed']),
  /** What would change a prohibition. */
  unless: z.array(z.string()),
  /** Kinds of papers that are needed. */
  documents: z.array(z.string()).optional(),
  certainty: z.enum(['verified', 'reported', 'unverified']),
  /** It applies only if the thing is of a species in this Appendix, or of one that lives wild there. */
  only: z.enum(['I', 'II', 'III', 'native']).optional(),
});
export type LawEntry = z.infer<typeof LawEntry>;

/** What the screen says about one listing (contract `v1`). Same listing, knowledge and policy: same bytes. */
export const Assessment = z.object({
  id: z.string(),
  verdict: Verdict,
  /** Three separate answers, each a calibrated probability. */
  wildlife: z.object({ specimen: z.number(), offered: z.number(), regulated: z.number() }),
  findings: z.array(Finding),
  claims: z.array(
    z.object({
      kind: ClaimKind,
      /** Of an antique: it is said to be of this year, or older. */
      year: z.number().int().optional(),
      evidence: z.array(Evidence),
    }),
  ),
  /** Evidence about the listing as a whole: offer, claims against, innocent senses. */
  evidence: z.array(Evidence).optional(),
  law: z.array(LawEntry),
  policy: z.object({
    id: z.string(),
    version: z.string(),
    rule: z.string(),
    /** Whether the law or the platform's terms are the ground. */
    ground: z.enum(['law', 'terms']).optional(),
    /** Papers that are asked for. */
    documents: z.array(z.string()).optional(),
    queue: z.string().optional(),
    /** 0 to 100, more is sooner. */
    priority: z.number().optional(),
  }),
  reasons: z.object({ staff: z.string(), seller: z.string() }),
  knowledge: z.object({ version: z.string(), citesAsOf: z.string() }),
  engine: z.string(),
  warnings: z.array(z.string()).optional(),
});
export type Assessment = z.infer<typeof Assessment>;

/** What stands in the place of a row that could not be read. */
export const RefusedRow = z.object({
  id: z.string().optional(),
  /** 1-based line (CSV, JSON lines) or element number (JSON array, JSON-LD). */
  line: z.number().int().positive(),
  error: z.object({ code: z.string(), detail: z.string() }),
});
export type RefusedRow = z.infer<typeof RefusedRow>;
