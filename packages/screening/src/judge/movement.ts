import { CONVENTION, holdsOn, type Law, type LawPlace } from '@pugmark/knowledge/law/law';
import type { Act, Effect, Route } from '@pugmark/knowledge/law/law-schema';

/** Where a thing is, where it goes, and what it passes. ISO 3166-1 alpha-2, or 3166-2 for a state. */
export interface Journey {
  from: string;
  /** `*`: anywhere abroad. */
  to: string;
  via?: readonly string[];
}

export const ANYWHERE = '*';

/** `US-CA` -> `US`. */
export const countryOf = (place: string): string => place.slice(0, 2);

/** Whether `end` lies in `place` on that day: the same, a state of it, or a member of that union. */
export function within(place: LawPlace, end: string, day: string): boolean {
  if (end === place.place || end.startsWith(`${place.place}-`)) return true;
  if (!place.members) return false;
  return place.members.some(
    (member) => (member.place === end || member.place === countryOf(end)) && holdsOn(member, day),
  );
}

/** The places whose law speaks of a journey: of both ends and what is passed, their unions, the Convention. */
export function placesOf(law: Law, journey: Journey, day: string): LawPlace[] {
  const ends = [journey.from, journey.to, ...(journey.via ?? [])].filter((end) => end !== ANYWHERE);
  const codes = new Set<string>();
  for (const end of ends) {
    codes.add(end);
    codes.add(countryOf(end));
  }
  const places = [...codes].flatMap((code) => law.places[code] ?? []);
  const unions = Object.values(law.places).filter(
    (place) => place.members && ends.some((end) => within(place, end, day)),
  );
  const convention = law.places[CONVENTION];
  const abroad = crossesBorder(law, journey, day);
  return [...places, ...unions, ...(convention && abroad ? [convention] : [])];
}

/** Whether the thing leaves one Party's territory for another: within a customs union it does not. */
export function crossesBorder(law: Law, { from, to }: Journey, day: string): boolean {
  if (to === ANYWHERE) return true;
  if (countryOf(from) === countryOf(to)) return false;
  return !Object.values(law.places).some(
    (place) => place.members && within(place, from, day) && within(place, to, day),
  );
}

/** What a journey is for one place: within it, from one of its states to another, out of it, into it, through it. */
export function routesFor(place: LawPlace, journey: Journey, day: string): ReadonlySet<Route> {
  const routes = new Set<Route>(['any', 'postal']);
  if (place.place === CONVENTION) return routes.add('export').add('import');
  const leaves = within(place, journey.from, day);
  const arrives = within(place, journey.to, day);
  if (leaves && arrives) {
    routes.add('domestic');
    // Where the states are not told, a sale from one to another is what an offer online invites.
    if (journey.from !== journey.to || !journey.from.includes('-')) routes.add('interstate');
  } else if (leaves) {
    // From a state to its own country, the other state not told: it may well stay.
    if (place.place.startsWith(`${journey.to}-`)) routes.add('domestic');
    routes.add('export');
  } else if (arrives) {
    if (place.place.startsWith(`${journey.from}-`)) routes.add('domestic');
    routes.add('import');
  }
  if (journey.via?.some((end) => within(place, end, day))) routes.add('transit');
  return routes;
}

/** Where an act takes place when a provision does not say it: a sale at home or from home, a purchase at home. */
const routesOfAct: Record<Act, readonly Route[]> = {
  offer: ['domestic', 'export'],
  advertise: ['domestic', 'export'],
  sell: ['domestic', 'export'],
  possess: ['domestic', 'export'],
  buy: ['domestic', 'import'],
  import: ['import'],
  export: ['export'],
  carry: ['import', 'export'],
};

const defaultActs: readonly Act[] = ['offer', 'sell'];
/** What one does who only carries or posts his own things. */
const personalActs: ReadonlySet<Act> = new Set(['import', 'export', 'carry']);

/** Whether an effect speaks of what is done on these routes. */
export function speaksOf(effect: Effect, routes: ReadonlySet<Route>, personal: boolean): boolean {
  if (effect.purpose !== undefined && (effect.purpose === 'personal') !== personal) return false;
  return (effect.acts ?? defaultActs).some((act) => {
    if (personal ? !personalActs.has(act) : act === 'carry') return false;
    return (effect.route ?? routesOfAct[act]).some(
      (route) => routes.has(route) && !(personal && route === 'postal'),
    );
  });
}
