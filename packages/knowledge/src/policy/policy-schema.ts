import { z } from 'zod';
import { date, need } from '../cell-schemas.ts';
import { placeCode } from '../law/law-schema.ts';

const names = z.array(need).min(1);

/** A figure's bounds: at least the one (inclusive), below the other. */
export const Bounds = z
  .strictObject({ 'at-least': z.number().optional(), below: z.number().optional() })
  .refine((of) => of['at-least'] !== undefined || of.below !== undefined, {
    message: 'names neither "at-least" nor "below"',
  })
  .refine((of) => (of['at-least'] ?? Number.NEGATIVE_INFINITY) < (of.below ?? Number.POSITIVE_INFINITY), {
    message: 'can never hold: "at-least" is not below "below"',
  });
export type Bounds = z.infer<typeof Bounds>;

/** What a listing must be for a rule to apply: every line that is written must hold. */
export const Condition = z.strictObject({
  /** Taxa by scientific name, any rank; `@name` is a group of the rule book. */
  taxon: names.optional(),
  'not-taxon': names.optional(),
  /** Appendix on the listing's day; `none`: not listed. Of a mixed taxon ("python") what most of it is in. */
  appendix: z
    .array(z.enum(['I', 'II', 'III', 'none']))
    .min(1)
    .optional(),
  /** An annotation leaves such specimens out of the listing: finished goods, instruments. */
  exempt: z.boolean().optional(),
  nature: z
    .array(z.enum(['live', 'part', 'product', 'plant', 'fossil', 'depiction', 'imitation', 'other']))
    .min(1)
    .optional(),
  /** CITES term codes or sets of law/term-sets.tsv. */
  term: names.optional(),
  'not-term': names.optional(),
  /** One of these claims is made. */
  claim: names.optional(),
  /** None of these claims is made. */
  'no-claim': names.optional(),
  /** Where the thing is, and where it is sent. `cross-border`: the listing sends it abroad. */
  from: z.array(placeCode).min(1).optional(),
  to: z.array(placeCode).min(1).optional(),
  'cross-border': z.boolean().optional(),
  price: Bounds.optional(),
  currency: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .min(1)
    .optional(),
  /** What the platform knows of the seller. */
  'seller-verified': z.boolean().optional(),
  /** An exemption with this scope holds for the seller on the listing's day. */
  'seller-exempt': need.optional(),
  'seller-strikes': Bounds.optional(),
  site: names.optional(),
  /** What the law says of the offer; `not-asked` where the place is not known. */
  law: z
    .array(z.enum(['prohibited', 'document-required', 'unknown', 'allowed', 'not-asked']))
    .min(1)
    .optional(),
  /** Probabilities of the listing, and the score of the finding. */
  specimen: Bounds.optional(),
  offered: Bounds.optional(),
  regulated: Bounds.optional(),
  score: Bounds.optional(),
});
export type Condition = z.infer<typeof Condition>;

export const RuleVerdict = z.enum(['clear', 'inform', 'ask', 'review', 'block']);

export const PolicyRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not an id like appendix-i'),
  /** What the rule says, as a lawyer would read it. */
  says: need,
  when: Condition,
  /** It does not apply where one of these holds. */
  except: z.array(Condition).min(1).optional(),
  // biome-ignore lint/suspicious/noThenProperty: "when … then" is how a rule book reads
  then: z
    .strictObject({
      verdict: RuleVerdict,
      /** Which paper is asked for. */
      documents: names.optional(),
      queue: need.optional(),
      priority: z.number().int().min(0).max(100).optional(),
      ground: z.enum(['law', 'terms']).optional(),
      /** The text shown to the seller, by language; without it the text of the verdict is shown. */
      seller: z.record(z.string().regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?$/), need).optional(),
    })
    .refine(({ verdict, documents }) => verdict !== 'ask' || documents !== undefined, {
      message: 'asks, but names no documents',
    }),
  from: date.optional(),
  to: date.optional(),
});
export type PolicyRule = z.infer<typeof PolicyRule>;

/** A listing of the rule book's own, and what must come of it. */
export const PolicyExample = z.strictObject({
  listing: z.looseObject({ title: need }),
  /** What the platform knows of the seller. */
  seller: z
    .strictObject({
      verified: z.boolean().optional(),
      strikes: z.number().int().min(0).optional(),
      exemptions: z.array(z.strictObject({ scope: need, until: date.optional() })).optional(),
    })
    .optional(),
  verdict: RuleVerdict,
  /** The rule that must decide; `none` when no rule does. */
  rule: need,
});
export type PolicyExample = z.infer<typeof PolicyExample>;

/** A rule book as it is written. */
export const PolicyFile = z.strictObject({
  title: need,
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is not an id like marketplace-default'),
  date,
  licence: need,
  about: need,
  from: date.optional(),
  to: date.optional(),
  /** The place whose law is asked when a listing does not say where it is. */
  home: placeCode.optional(),
  /** A rule that would stop more than this share of the stream sends to review only. */
  flood: z.number().gt(0).max(1).optional(),
  /** Named sets of taxa; `@name` is another group. */
  groups: z.record(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), names).optional(),
  rules: z.array(PolicyRule).min(1),
  examples: z.array(PolicyExample).optional(),
});
export type PolicyFile = z.infer<typeof PolicyFile>;
