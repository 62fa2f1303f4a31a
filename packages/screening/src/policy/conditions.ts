import type { Bounds, Condition } from '@pugmark/knowledge/policy/policy-schema';
import type { Offer, OfferedThing } from './offer.ts';

type Field = keyof Condition;
type Test<F extends Field> = (wanted: NonNullable<Condition[F]>, one: OfferedThing, offer: Offer) => boolean;

const inBounds = (bounds: Bounds, figure: number | undefined): boolean =>
  figure !== undefined &&
  figure >= (bounds['at-least'] ?? Number.NEGATIVE_INFINITY) &&
  figure < (bounds.below ?? Number.POSITIVE_INFINITY);

const isOf = (taxa: readonly string[], { finding }: OfferedThing): boolean =>
  finding.taxon?.lineage.some((name) => taxa.includes(name)) ?? false;

const isPlace = (places: readonly string[], place: string | undefined): boolean =>
  place !== undefined && (places.includes(place) || places.includes(place.slice(0, 2)));

/** Where a thing is: as the listing says it, or else where its seller is. */
export const locationOf = ({ listing }: Pick<Offer, 'listing'>): string | undefined =>
  (listing.locatedIn ?? listing.seller?.country)?.toUpperCase();

/** Places it is sent to, in capitals; undefined when the listing does not say. */
const destinationsOf = ({ listing: { shipsTo } }: Offer): readonly string[] | undefined =>
  shipsTo === undefined || shipsTo === 'worldwide' ? undefined : shipsTo.map((place) => place.toUpperCase());

function goesAbroad(offer: Offer): boolean {
  const { shipsTo } = offer.listing;
  if (shipsTo === undefined) return false;
  const from = locationOf(offer);
  return shipsTo === 'worldwide' || shipsTo.some((place) => place.toUpperCase() !== from);
}

/** What each line of a condition asks. A listing that does not say what is asked does not meet it. */
const tests: { [F in Field]-?: Test<F> } = {
  taxon: (taxa, one) => isOf(taxa, one),
  'not-taxon': (taxa, one) => !isOf(taxa, one),
  appendix: (wanted, { thing }) => wanted.includes(thing.appendix ?? 'none'),
  exempt: (wanted, { thing }) => (thing.exempt !== undefined) === wanted,
  nature: (wanted, { finding }) => wanted.includes(finding.nature),
  term: (wanted, { finding }) => finding.term !== undefined && wanted.includes(finding.term),
  'not-term': (wanted, { finding }) => finding.term === undefined || !wanted.includes(finding.term),
  claim: (wanted, _, { claims }) => wanted.some((claim) => claims.has(claim)),
  'no-claim': (wanted, _, { claims }) => !wanted.some((claim) => claims.has(claim)),
  from: (wanted, _, offer) => isPlace(wanted, locationOf(offer)),
  to: (wanted, _, offer) =>
    offer.listing.shipsTo === 'worldwide' ||
    (destinationsOf(offer)?.some((place) => isPlace(wanted, place)) ?? false),
  'cross-border': (wanted, _, offer) => goesAbroad(offer) === wanted,
  price: (wanted, _, { listing }) => inBounds(wanted, listing.price?.amount),
  currency: (wanted, _, { listing }) =>
    listing.price?.currency !== undefined && wanted.includes(listing.price.currency),
  'seller-verified': (wanted, _, { seller }) => (seller.verified ?? false) === wanted,
  'seller-exempt': (scope, _, { seller, date }) =>
    seller.exemptions?.some((one) => one.scope === scope && (one.until === undefined || date <= one.until)) ??
    false,
  'seller-strikes': (wanted, _, { seller }) => inBounds(wanted, seller.strikes ?? 0),
  site: (wanted, _, { listing }) =>
    listing.platform !== undefined && wanted.includes(listing.platform.toLowerCase()),
  law: (wanted, { law }) => wanted.includes(law),
  specimen: (wanted, _, { wildlife }) => inBounds(wanted, wildlife.specimen),
  offered: (wanted, _, { wildlife }) => inBounds(wanted, wildlife.offered),
  regulated: (wanted, _, { wildlife }) => inBounds(wanted, wildlife.regulated),
  score: (wanted, { finding }) => inBounds(wanted, finding.score),
};

/** The lines of a condition that a thing of an offer does not meet; none: it meets the condition. */
export function* failing(condition: Condition, one: OfferedThing, offer: Offer): Generator<Field> {
  for (const field in condition) {
    const wanted = condition[field as Field];
    if (wanted === undefined) continue;
    if (!(tests[field as Field] as Test<Field>)(wanted, one, offer)) yield field as Field;
  }
}

export const meets = (condition: Condition, one: OfferedThing, offer: Offer): boolean =>
  failing(condition, one, offer).next().done === true;
