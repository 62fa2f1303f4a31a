// What asking the law costs: the same listings screened with the law and without any, turn by turn.
import { createReadStream } from 'node:fs';
import { readListings } from '@pugmark/documents/read-listings';
import { isRefused } from '@pugmark/documents/refusal';
import { Screener } from '@pugmark/screening/screener';

const LISTINGS = 20_000;
const ROUNDS = 7;

export async function judging(say, knowledge, corpus) {
  say('bench: judging');
  const listings = [];
  for await (const row of readListings(createReadStream(corpus))) {
    if (!isRefused(row)) listings.push(row.listing);
    if (listings.length === LISTINGS) break;
  }
  const noLaw = Object.fromEntries(
    Object.entries(knowledge.law.places).map(([code, place]) => [code, { ...place, provisions: [] }]),
  );
  const sides = [
    new Screener(knowledge),
    new Screener({ ...knowledge, law: { ...knowledge.law, places: noLaw } }),
  ];
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let judged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [side, screener] of sides.entries()) {
      const started = performance.now();
      let found = 0;
      for (const listing of listings) if (screener.screen(listing).law.length > 0) found += 1;
      // The first rounds warm up.
      if (round >= 2) best[side] = Math.min(best[side], performance.now() - started);
      if (side === 0) judged = found;
    }
  }
  const [withLaw, without] = best.map((ms) => Math.round((LISTINGS / ms) * 1000));
  return { listings: listings.length, judged, withLaw, without, share: best[0] / best[1] - 1 };
}
