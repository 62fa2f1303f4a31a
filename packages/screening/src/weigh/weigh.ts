import { claimKinds, supportKinds } from '@pugmark/knowledge/lexicon/entry';
import type { Reading } from '../read/reading.ts';
import type { TextField } from '../text.ts';
import { isBound, type Subject } from './subject.ts';

/** A reading that added to (or took from) an answer, and by how much. */
export interface Weighed {
  reading: Reading | undefined;
  feature: string;
  weight: number;
}

export interface Sum {
  total: number;
  parts: Weighed[];
}

/** Each kind of cue counts at most this often: shouting "genuine" ten times proves no more than twice. */
export const OFTEN = 2;

const senses = new Set(
  (
    'colour pattern brand toy depiction stamp coin publication jewel food place team game software media vehicle tool ' +
    'decor person costume imitation'
  ).split(' '),
);

/** "Croc embossed" speaks of the crocodile and not of the bag; "faux fur" speaks of the fur itself. */
const fakes = new Set(['imitation', 'substance', 'toy', 'stamp', 'coin', 'depiction', 'publication']);

/** Shapes that tell something by themselves; years and face values do only beside the name of a country. */
const alone = new Set([
  'shape/sexes',
  'shape/catalogue',
  'shape/isbn',
  'shape/old-year',
  'shape/measure',
  'shape/weight',
  'shape/sign',
]);

/** Cues that tell what the thing is; the others tell whether it is offered. */
const aboutTheThing = new Set([
  ...senses,
  ...supportKinds,
  ...claimKinds,
  'fossil',
  'substance',
  'plant-alike',
  'adopt',
  'policy',
]);

/** Adds up features under a table of weights and keeps what each part came from. */
class Adder {
  readonly sum: Sum = { total: 0, parts: [] };
  private readonly seen = new Map<string, number>();
  private readonly weights: Record<string, number>;

  constructor(weights: Record<string, number>) {
    this.weights = weights;
    this.add('bias');
  }

  /** Adds a feature once more, up to `limit` times; features without a weight are kept too, for learning. */
  add(feature: string, reading?: Reading, limit = 1): void {
    const times = this.seen.get(feature) ?? 0;
    if (times >= limit) return;
    this.seen.set(feature, times + 1);
    const weight = this.weights[feature] ?? 0;
    this.sum.total += weight;
    this.sum.parts.push({ reading, feature, weight });
  }
}

const narrow = new Set(['genus', 'species', 'subspecies', 'variety']);
/** Term codes of what clothes are made of; "ivory" beside a jacket is its colour. */
const worn = new Set([
  'LEA',
  'LPS',
  'LPL',
  'SKI',
  'SKP',
  'SKO',
  'FPL',
  'FPS',
  'HAI',
  'HAP',
  'FEA',
  'GAR',
  'CLO',
  'FIB',
]);

/** Term codes of what leather and fur are made into. */
const leatherGoods = new Set([
  'HAN',
  'SHO',
  'WAL',
  'WAT',
  'BEL',
  'LPS',
  'LPL',
  'LEA',
  'SKO',
  'GAR',
  'FPS',
  'FPL',
]);

/**
 * An object of a named material is made of it; an object beside the name of an animal mostly shows it ("gecko
 * bracelet"), unless it is what its skin is made into ("python bag").
 */
const featureOf = (term: Reading, lead: Reading): string => {
  if (term.kind !== 'terms/object') return short(term.kind);
  if (!lead.kind.startsWith('names/')) return 'object.made';
  return leatherGoods.has(term.code ?? '') ? 'object.leather' : 'object.animal';
};

/** Order of strength among the words that name a subject. */
// `domestic` is the cue that names a tame animal's material.
const strength = [
  'product',
  'trade',
  'specimen',
  'scientific',
  'name',
  'genus',
  'material',
  'domestic',
  'code',
  'everyday',
  'covered',
];
const short = (kind: string): string => kind.slice(kind.indexOf('/') + 1);
/** How a word names a subject: by its kind; a specimen word that also tells the animal is a `product`. */
const naming = (reading: Reading): string =>
  reading.kind === 'terms/specimen' && reading.taxon ? 'product' : short(reading.kind);
const rank = (reading: Reading, title: boolean): number =>
  (title ? 0 : 100) + strength.indexOf(naming(reading));

/** How likely it is that this subject is a real specimen: log-odds with every part named. */
export function weighSpecimen(
  subject: Subject,
  fields: readonly TextField[],
  readings: readonly Reading[],
  covering: ReadonlyMap<Reading, 'name' | 'term'>,
  weights: Record<string, number>,
): Sum {
  const adder = new Adder(weights);
  const inTitle = (reading: Reading): boolean => fields[reading.field]!.title;
  const named = [...subject.named].sort((a, b) => rank(a, inTitle(a)) - rank(b, inTitle(b)));
  const lead = named[0]!;
  adder.add(`subject.${naming(lead)}`, lead);
  // A species is named by who has one; a group ("shark", "parrot") by anyone.
  if (naming(lead) === 'name' && narrow.has(subject.taxon?.rank ?? '')) adder.add('subject.species', lead);
  const garment = subject.terms.find((t) => t.code === 'GAR' && inTitle(t));
  if (lead.kind === 'terms/material' && garment && !worn.has(lead.code ?? '')) adder.add('garment', garment);
  if (!inTitle(lead)) adder.add('subject.text', lead);
  const faux = readings.find((r) => r.kind === 'cues/faux');
  if (lead.kind === 'terms/code' && faux) adder.add('code.denied', faux);
  if (named.some((r) => r.disguised))
    adder.add(
      'subject.disguised',
      named.find((r) => r.disguised),
    );
  if (lead.bare) adder.add('subject.bare', lead);
  if (lead.foreign) adder.add('subject.foreign', lead);
  if (lead.source === 'unsourced' && named.length === 1) adder.add('subject.unsourced', lead);
  // What speaks of a fake or a picture in the title speaks of all that the title names.
  const fake = readings.find((r) => isFake(r, inTitle(r), covering, readings));
  const second = named.find((r) => !fake && r !== lead && (r.start !== lead.start || r.field !== lead.field));
  if (second) adder.add(`again.${naming(second)}`, second);
  if (subject.taxon?.lineage[0] === 'Plantae') adder.add('subject.plant', lead);

  for (const kind of ['specimen', 'material', 'object', 'code']) {
    if (fake) break;
    const terms = subject.terms.filter((t) => short(t.kind) === kind && t !== lead);
    const bound = terms.find((t) => named.some((n) => n !== t && isBound(n, t, fields[t.field]!.text)));
    const near = terms.find((t) => t !== bound && inTitle(t));
    const far = terms.find((t) => t !== bound && t !== near);
    if (bound) adder.add(`bound.${featureOf(bound, lead)}`, bound);
    if (near) adder.add(`near.${featureOf(near, lead)}`, near);
    if (far) adder.add(`far.${featureOf(far, lead)}`, far);
  }
  context(adder, fields, readings, covering, named);
  return adder.sum;
}

/** Whether a cue of the title says that all of it is an imitation, a toy or a picture. */
const isFake = (
  reading: Reading,
  inTitle: boolean,
  covering: ReadonlyMap<Reading, 'name' | 'term'>,
  readings: readonly Reading[],
): boolean =>
  inTitle &&
  reading.kind.startsWith('cues/') &&
  (fakes.has(short(reading.kind)) || reading.kind === 'cues/faux') &&
  reading.kind !== 'cues/substance' &&
  reading.kind !== 'cues/depiction' &&
  covering.get(reading) !== 'name' &&
  homonymOf(reading, readings) === undefined;

/** Whether the listing offers anything: log-odds with every part named. */
export function weighOffer(
  fields: readonly TextField[],
  readings: readonly Reading[],
  facts: { price: boolean; place: string },
  weights: Record<string, number>,
): Sum {
  const adder = new Adder(weights);
  if (facts.price) adder.add('price');
  adder.add(`place.${facts.place}`);
  for (const reading of readings) {
    if (reading.kind.startsWith('cues/') || reading.kind.startsWith('shape/')) {
      adder.add(`${reading.kind}.${fields[reading.field]!.title ? 'title' : 'text'}`, reading, OFTEN);
    }
  }
  return adder.sum;
}

/** The name or term that the same words also are: "ivory" is a colour and a material. */
const homonymOf = (cue: Reading, readings: readonly Reading[]): Reading | undefined =>
  senses.has(short(cue.kind))
    ? readings.find(
        (r) =>
          r.field === cue.field &&
          r.start === cue.start &&
          r.end === cue.end &&
          (r.kind.startsWith('names/') || r.kind.startsWith('terms/')),
      )
    : undefined;

function context(
  adder: Adder,
  fields: readonly TextField[],
  readings: readonly Reading[],
  covering: ReadonlyMap<Reading, 'name' | 'term'>,
  named: readonly Reading[],
): void {
  const shapes = new Set<string>();
  for (const reading of readings) {
    const kind = reading.kind;
    if (kind.startsWith('cues/')) {
      const cue = short(kind);
      if (!aboutTheThing.has(cue)) continue;
      const place = fields[reading.field]!.title ? 'title' : 'text';
      const homonym = homonymOf(reading, readings);
      if (homonym) {
        // That a word is an everyday one is weighed with the word itself.
        if (
          homonym.kind !== 'terms/object' ||
          named.some((n) => n.kind === 'terms/material' || n.kind === 'terms/code')
        ) {
          if (homonym.kind !== 'names/everyday') adder.add(`homonym.${naming(homonym)}`, reading);
          continue;
        }
        // A statue of ivory is an object; a statue of a shark only shows one.
      }
      const across =
        named[0]!.kind !== 'names/covered' &&
        named[0]!.field === reading.field &&
        named[0]!.start < reading.end &&
        named[0]!.end > reading.start;
      if (covering.has(reading) && !across && (!fakes.has(cue) || covering.get(reading) === 'name')) {
        // "Ivory Coast" tells what "ivory" is there, and little about the rest of the listing.
        adder.add(`covers.${place}`, reading);
        continue;
      }
      // Jewels often show an animal, and seldom are of one.
      const animal = cue === 'jewel' && named[0]!.kind.startsWith('names/') ? '.animal' : '';
      adder.add(`${cue}${animal}.${place}`, reading, OFTEN);
      if (senses.has(cue) && named.some((n) => isBound(n, reading, fields[reading.field]!.text))) {
        adder.add('sense.bound', reading);
      }
    } else if (kind.startsWith('shape/')) {
      shapes.add(kind);
      if (!alone.has(kind)) continue;
      const text = fields[reading.field]!.text;
      // Two figures are a ratio of sexes beside the name of the animal, and a size or a version elsewhere.
      if (kind === 'shape/sexes' && !named.some((n) => isBound(n, reading, text))) continue;
      adder.add(`${kind.slice(6)}.${fields[reading.field]!.title ? 'title' : 'text'}`, reading);
    }
  }
  // Who issues it, when, and its face value: the way dealers describe stamps and coins.
  const issuer = readings.find((r) => r.kind === 'cues/issuer' && r.field === 0);
  if (
    issuer &&
    (shapes.has('shape/catalogue') || (shapes.has('shape/year') && shapes.has('shape/denomination')))
  ) {
    adder.add('issue', issuer);
  } else if (issuer && (shapes.has('shape/year') || shapes.has('shape/denomination'))) {
    adder.add('issue.half', issuer);
  }
  // A country and an animal, and no word for a thing: a stamp or a coin more often than not.
  const things = readings.some(
    (r) => r.field === 0 && (r.kind.startsWith('terms/') || r.kind === 'cues/biology'),
  );
  // Dealers in prints and postcards begin with the number of their stock.
  if (!things && /^[A-Z]{0,3}\d{3,9}\b/i.test(fields[0]!.text)) adder.add('number.first');
  // At the beginning it is who issues; further on, where the thing comes from.
  if (issuer && /^[\d\s#()-]*$/.test(fields[0]!.text.slice(0, issuer.start))) {
    adder.add(things ? 'issue.first' : 'issue.bare', issuer);
  }
}
