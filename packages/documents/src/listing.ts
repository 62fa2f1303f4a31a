import { z } from 'zod';

/** ISO 3166-1 alpha-2, or 3166-2 for a state with a law of its own (`US-CA`). Namibia is the text `NA`. */
const Country = z
  .string()
  .regex(/^[A-Za-z]{2}(?:-[A-Za-z0-9]{1,3})?$/, 'a country code (ISO 3166-1, or 3166-2 for a state)');

/** What a platform publishes for sale: one listing as the outside world hands it in (contract `v1`). */
export const Listing = z.object({
  /** The platform's own id. */
  id: z.string().min(1).max(512),
  title: z.string(),
  description: z.string().optional(),
  category: z.string().optional(),
  /** BCP 47 hint, never trusted. */
  language: z.string().optional(),
  /** Host name, `ebay.de`. */
  platform: z.string().optional(),
  url: z.string().optional(),
  /** Asking price as written; the currency is ISO 4217. */
  price: z.object({ amount: z.number(), currency: z.string().optional() }).optional(),
  quantity: z.number().optional(),
  /** Item specifics. */
  attributes: z.record(z.string(), z.string()).optional(),
  seller: z
    .object({
      id: z.string(),
      name: z.string().optional(),
      country: Country.optional(),
      contacts: z.array(z.string()).optional(),
    })
    .optional(),
  images: z
    .array(
      z.object({
        url: z.string().optional(),
        sha256: z.string().optional(),
        pdq: z.string().optional(),
        text: z.string().optional(),
      }),
    )
    .optional(),
  locatedIn: Country.optional(),
  shipsTo: z.union([z.literal('worldwide'), z.array(Country)]).optional(),
  /** ISO 8601; the law of this date applies. */
  listedAt: z.string().optional(),
});
export type Listing = z.infer<typeof Listing>;
