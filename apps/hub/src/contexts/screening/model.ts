import { createHash } from 'node:crypto';
import type { Listing } from '@pugmark/documents/listing';

/** Listings of one request. */
export const MOST_LISTINGS = 1_000;

/** SHA-256 over a listing with its fields in a fixed order: the same content, the same hash. */
export function contentHash(listing: Listing): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(listing)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/**
 * The database keeps no NUL and no half characters: they become the sign for a character that cannot be shown,
 * as in the text that is screened.
 */
export function storable(listing: Listing): Listing {
  return mended(listing) as Listing;
}

const mend = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd');

function mended(value: unknown): unknown {
  if (typeof value === 'string') return mend(value);
  if (Array.isArray(value)) return value.map(mended);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [mend(name), mended(inner)]));
}

/** Platforms are told apart by so many characters; the content's hash tells the rest. */
const PLATFORM_LENGTH = 300;
export const platformKey = ({ platform }: Listing): string => (platform ?? '').slice(0, PLATFORM_LENGTH);
