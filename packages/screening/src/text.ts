import type { Listing } from '@pugmark/documents/listing';

/** One text of a listing that is read, by the name the outside world knows it by. */
export interface TextField {
  name: string;
  text: string;
  /** The title says what is sold; what only a description mentions counts less. */
  title: boolean;
}

/**
 * Most characters of a listing that are read, over all its texts; what is more is cut, and the assessment says so.
 * It bounds the time one listing can take (docs/engine.md): no real offer is as long.
 */
export const TEXT_LIMIT = 120_000;
const TITLE_LIMIT = 20_000;
const FIELD_LIMIT = 200;

/**
 * Step "join the fields": every text of a listing that can name a thing, in a fixed order. Reuses its objects
 * from listing to listing: what {@link Texts.of} gives is good until the next call.
 */
export class Texts {
  private readonly pool: TextField[] = [];
  private readonly fields: TextField[] = [];
  private left = TEXT_LIMIT;

  of(listing: Listing, warnings: string[]): readonly TextField[] {
    this.fields.length = 0;
    this.left = TEXT_LIMIT;
    this.add('title', listing.title, true, warnings);
    this.add('description', listing.description, false, warnings);
    this.add('category', listing.category, false, warnings);
    const { attributes, images } = listing;
    if (attributes) {
      for (const name in attributes) this.add(`attributes.${name}`, attributes[name], false, warnings);
    }
    if (images) {
      for (let i = 0; i < images.length; i++) {
        if (images[i]!.text) this.add(`images.${i}.text`, images[i]!.text, false, warnings);
      }
    }
    return this.fields;
  }

  private add(name: string, text: string | undefined, title: boolean, warnings: string[]): void {
    const at = this.fields.length;
    if (!text || at >= FIELD_LIMIT) return;
    // Told once, by the field at which it ended.
    if (this.left === 0) return;
    const limit = title ? TITLE_LIMIT : this.left;
    if (text.length > limit) warnings.push(`${name} is cut after ${limit} of ${text.length} characters`);
    this.pool[at] ??= { name: '', text: '', title: false };
    const field = this.pool[at];
    field.name = name;
    field.text = text.length > limit ? text.slice(0, limit) : text;
    field.title = title;
    this.left -= field.text.length;
    this.fields.push(field);
  }
}
