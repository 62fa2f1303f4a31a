import { CONVENTION, effectsOf, holdsOn, type Law, type LawPlace } from './law.ts';
import type { Certainty, Provision } from './law-schema.ts';

/** What is known of one question in one place: unknown is not no. */
export interface Known {
  answer: 'yes' | 'partly' | 'no';
  certainty: Certainty;
  /** The provision that says it; none where the category of the National Legislation Project does. */
  provision?: string;
}

export interface PlaceCoverage {
  place: string;
  name: string;
  questions: Record<string, Known | undefined>;
  known: number;
  verified: number;
  provisions: number;
  /** Provisions that the screen executes. */
  executable: number;
}

export interface LawCoverage {
  asOf: string;
  questions: readonly string[];
  places: PlaceCoverage[];
  /** Provisions ever, and how sure they are. */
  provisions: Record<Certainty, number>;
  /** Provisions with an effect, and effects. */
  executable: number;
  effects: number;
}

/** The four questions that category 1 of the National Legislation Project answers. */
const legislationQuestions = ['authorities', 'prohibition', 'penalty', 'confiscation'];
const certainties: readonly Certainty[] = ['verified', 'reported', 'unverified'];

/** How much of the law is known on a day: places by questions. A union's law counts for its members. */
export function lawCoverage(law: Law, asOf: string): LawCoverage {
  const questions = Object.keys(law.questions);
  const all = Object.values(law.places);
  const provisions = { verified: 0, reported: 0, unverified: 0 };
  for (const { provisions: of } of all) for (const { certainty } of of) provisions[certainty]++;
  const effects = [...effectsOf(law)];
  return {
    asOf,
    questions,
    places: all
      .filter(({ place }) => place !== CONVENTION)
      .map((place) => coverageOf(place, all, questions, asOf)),
    provisions,
    executable: new Set(effects.map(({ provision }) => provision.id)).size,
    effects: effects.length,
  };
}

function coverageOf(
  place: LawPlace,
  all: readonly LawPlace[],
  questions: readonly string[],
  asOf: string,
): PlaceCoverage {
  const country = place.place.slice(0, 2);
  const unions = all.filter((other) =>
    other.members?.some((member) => member.place === country && holdsOn(member, asOf)),
  );
  const over = place.place.includes('-') ? all.filter((other) => other.place === country) : [];
  const inForce = [place, ...over, ...unions]
    .flatMap(({ provisions }) => provisions)
    .filter((provision) => holdsOn(provision, asOf));
  const byQuestion: Record<string, Known | undefined> = {};
  for (const question of questions) {
    byQuestion[question] = knownOf(question, inForce) ?? fromCategory(question, place);
  }
  const known = Object.values(byQuestion).filter((one) => one !== undefined);
  return {
    place: place.place,
    name: place.name,
    questions: byQuestion,
    known: known.length,
    verified: known.filter(({ certainty }) => certainty === 'verified').length,
    provisions: place.provisions.length,
    executable: place.provisions.filter(({ effects }) => effects).length,
  };
}

/** The surest provision that answers it, yes before partly before no. */
function knownOf(question: string, provisions: readonly Provision[]): Known | undefined {
  const order = ['yes', 'partly', 'no'];
  return provisions
    .flatMap(({ id, answers, certainty }): Known[] => {
      const answer = answers?.[question];
      return answer === undefined ? [] : [{ answer, certainty, provision: id }];
    })
    .sort(
      (a, b) =>
        certainties.indexOf(a.certainty) - certainties.indexOf(b.certainty) ||
        order.indexOf(a.answer) - order.indexOf(b.answer),
    )[0];
}

function fromCategory(question: string, { legislation }: LawPlace): Known | undefined {
  if (!legislationQuestions.includes(question) || !Array.isArray(legislation)) return undefined;
  const last = [...legislation].sort((a, b) => (a.on < b.on ? 1 : -1))[0];
  if (last?.category === 1) return { answer: 'yes', certainty: 'reported' };
  return last?.category === 3 ? { answer: 'no', certainty: 'reported' } : undefined;
}
