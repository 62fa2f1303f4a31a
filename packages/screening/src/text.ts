import type { Listing } from '@pugmark/documents/listing';

/** One text of a listing that is read, by the name the outside world knows it by. */
export interface TextField {
  name: string;
  text: string;
  /** The title says what is sold; what only a description mentions counts less. */
  title: boolean;
}

/** Longest text that is read; a longer one is cut, and the assessment says so. */
export const TEXT_LIMIT = 200_000;
const TITLE_LIMIT = 20_000;
const FIELD_LIMIT = 200;

/** Step "join the fields": every text of a listing that can name a thing, in a fixed order. */
export function textsOf(listing: Listing, warnings: string[]): TextField[] {
  const fields: TextField[] = [];
  const add = (name: string, text: string | undefined, title = false): void => {
    if (!text || fields.length >= FIELD_LIMIT) return;
    const limit = title ? TITLE_LIMIT : TEXT_LIMIT;
    if (text.length > limit) {
      warnings.push(`${name} is cut after ${limit} of ${text.length} characters`);
      fields.push({ name, text: text.slice(0, limit), title });
    } else fields.push({ name, text, title });
  };
  add('title', listing.title, true);
  add('description', listing.description);
  add('category', listing.category);
  if (listing.attributes) {
    for (const name of Object.keys(listing.attributes)) {
      add(`attributes.${name}`, listing.attributes[name]);
    }
  }
  if (listing.images) {
    for (const [i, image] of listing.images.entries()) add(`images.${i}.text`, image.text);
  }
  return fields;
}
