import { z } from 'zod';
import { date, need } from '../cell-schemas.ts';

export const Certainty = z.enum(['verified', 'reported', 'unverified']);
export type Certainty = z.infer<typeof Certainty>;

/** What a rule says of an offer; `unknown` is never written in a file, it is the answer where no rule speaks. */
export const Outcome = z.enum(['prohibited', 'document-required', 'allowed']);
export type Outcome = z.infer<typeof Outcome>;

/** ISO 3166-1 alpha-2, 3166-2 for a state with its own law, EU, or CITES for the Convention. */
export const placeCode = z
  .string()
  .regex(/^(?:CITES|[A-Z]{2}(?:-[A-Z0-9]{1,3})?)$/, 'is not a place like DE, US-CA, EU or CITES');

export const Act = z.enum(['offer', 'advertise', 'sell', 'buy', 'possess', 'import', 'export', 'carry']);
export type Act = z.infer<typeof Act>;

export const Route = z.enum(['domestic', 'interstate', 'export', 'import', 'transit', 'postal', 'any']);
export type Route = z.infer<typeof Route>;

const Nature = z.enum(['live', 'part', 'product', 'plant', 'fossil', 'imitation']);
const taxa = z.array(need).min(1);
const places = z.array(placeCode).min(1);

/** A door in a prohibition: what would have to be true, and the paper that shows it. */
export const Door = z.strictObject({
  claim: z.enum(['antique', 'pre-convention', 'captive-bred', 'permit', 'mammoth']).optional(),
  /** The thing must be older than this day. */
  before: date.optional(),
  /** The thing must be at least so many years old. */
  age: z.number().int().min(1).max(500).optional(),
  document: need,
  /** A seller who speaks of a permit opens this door too; default true. */
  permit: z.boolean().optional(),
  says: need.optional(),
});
export type Door = z.infer<typeof Door>;

/** What a provision does to an offer, when every condition it states holds. */
export const Effect = z
  .strictObject({
    taxa: taxa.optional(),
    'except-taxa': taxa.optional(),
    appendix: z
      .array(z.enum(['I', 'II', 'III', 'none']))
      .min(1)
      .optional(),
    annex: z
      .array(z.enum(['A', 'B', 'C', 'D']))
      .min(1)
      .optional(),
    native: z.boolean().optional(),
    nature: z.array(Nature).min(1).optional(),
    terms: z.array(need).min(1).optional(),
    acts: z.array(Act).min(1).optional(),
    route: z.array(Route).min(1).optional(),
    partner: places.optional(),
    purpose: z.enum(['commercial', 'personal']).optional(),
    outcome: Outcome,
    documents: z.array(need).min(1).optional(),
    unless: z.array(Door).min(1).optional(),
    lifts: z.array(need).min(1).optional(),
    from: date.optional(),
    to: date.optional(),
  })
  .refine((effect) => effect.outcome !== 'document-required' || effect.documents !== undefined, {
    message: 'is document-required but names no documents',
    path: ['outcome'],
  })
  .refine((effect) => effect.outcome === 'prohibited' || effect.unless === undefined, {
    message: 'only a prohibition has doors ("unless")',
    path: ['unless'],
  });
export type Effect = z.infer<typeof Effect>;

const Answer = z.enum(['yes', 'partly', 'no']);

export const Provision = z
  .strictObject({
    id: z.string().regex(/^[a-z]{2,5}(?:-[a-z0-9]+)+$/, 'is not an id like de-bnatschg-71-2'),
    instrument: need,
    cite: need,
    says: need,
    from: date,
    to: date.optional(),
    certainty: Certainty,
    source: need,
    checked: date,
    note: need.optional(),
    answers: z.record(z.string(), Answer).optional(),
    penalty: z
      .strictObject({
        years: z.union([z.number().min(0).max(100), z.literal('life')]).optional(),
        fine: z.union([need, z.number()]).optional(),
      })
      .optional(),
    effects: z.array(Effect).min(1).optional(),
  })
  .refine(({ from, to }) => to === undefined || to >= from, {
    message: 'ends before it begins',
    path: ['to'],
  })
  .refine(({ answers, penalty }) => agree(answers?.['serious-crime'], penalty?.years), {
    message: 'serious crime means a maximum of 4 years or more: "penalty.years" says otherwise',
    path: ['answers', 'serious-crime'],
  });
export type Provision = z.infer<typeof Provision>;

const agree = (serious: 'yes' | 'partly' | 'no' | undefined, years: number | 'life' | undefined): boolean =>
  serious === undefined ||
  serious === 'partly' ||
  years === undefined ||
  (serious === 'yes') === (years === 'life' || years >= 4);

export const LawCase = z.strictObject({
  thing: need,
  from: placeCode.optional(),
  to: placeCode.optional(),
  via: places.optional(),
  date: date.optional(),
  claims: z.array(need).optional(),
  personal: z.boolean().optional(),
  answer: z.enum(['no', 'papers', 'yes', 'ask']),
  provision: need.optional(),
});
export type LawCase = z.infer<typeof LawCase>;

/** One file of `knowledge/law/`. */
export const LawFile = z.strictObject({
  title: need,
  date,
  licence: need,
  place: placeCode,
  name: need,
  iso3: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  region: need.optional(),
  /** The place whose membership of the Convention covers this one. */
  under: placeCode.optional(),
  party: z
    .strictObject({
      from: date,
      certainty: Certainty.optional(),
      source: need.optional(),
      note: need.optional(),
    })
    .optional(),
  legislation: z
    .union([
      z.literal('unknown'),
      z.array(
        z.strictObject({
          category: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal('not-1')]),
          on: date,
          source: need,
        }),
      ),
    ])
    .optional(),
  priority: z.boolean().optional(),
  reservations: z
    .union([
      z.literal('unknown'),
      z.array(
        z.strictObject({
          taxa,
          from: date.optional(),
          to: date.optional(),
          certainty: Certainty.optional(),
          source: need.optional(),
          note: need.optional(),
        }),
      ),
    ])
    .optional(),
  authority: z
    .strictObject({
      name: need,
      role: need,
      certainty: Certainty.optional(),
      source: need.optional(),
      note: need.optional(),
    })
    .optional(),
  native: z.array(need).optional(),
  /** For a union such as the EU: where its law applies, from when to when. */
  members: z.array(z.strictObject({ place: placeCode, from: date, to: date.optional() })).optional(),
  note: need.optional(),
  provisions: z.array(Provision).optional(),
  cases: z.array(LawCase).optional(),
});
export type LawFile = z.infer<typeof LawFile>;
