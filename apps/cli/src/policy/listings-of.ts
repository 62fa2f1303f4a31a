import type { ReadRow } from '@pugmark/documents/listing-of';
import { readListings } from '@pugmark/documents/read-listings';
import { isRefused } from '@pugmark/documents/refusal';
import { openFile } from '../input-file.ts';

/** Listings of a file of any kind that `screen` reads; rows that cannot be read are counted and left out. */
export async function* listingsOf(
  path: string,
  told: { refused: number; at: number; size: number },
): AsyncGenerator<ReadRow> {
  const file = await openFile(path);
  told.size = file.size ?? 0;
  for await (const row of readListings(file.bytes)) {
    told.at = file.read();
    if (isRefused(row)) told.refused += 1;
    else yield row;
  }
}
