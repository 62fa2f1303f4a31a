import type { Taxa, Taxon } from '@pugmark/knowledge/taxa/taxa';
import type { Reading } from '../read/reading.ts';
import type { TextField } from '../text.ts';

/** Something the listing may be about: a taxon, or a real specimen whose taxon is not said. */
export interface Subject {
  taxon: Taxon | undefined;
  /** What names it: names, and terms that make a finding by themselves. */
  named: Reading[];
  /** Terms that say what of it is offered. */
  terms: Reading[];
}

const standsAlone = new Set(['terms/specimen', 'terms/material', 'terms/code']);
const isName = (kind: string): boolean => kind.startsWith('names/');
const isTerm = (kind: string): boolean => kind.startsWith('terms/');

/** Characters between two readings of one text; -1 when they touch or overlap, Infinity in other texts. */
export const gap = (a: Reading, b: Reading): number =>
  a.field !== b.field ? Number.POSITIVE_INFINITY : a.start < b.start ? b.start - a.end : a.start - b.end;

/** How near two words must be to be one thing: two short words, or two characters of Chinese. */
export const isBound = (a: Reading, b: Reading, text: string): boolean => {
  const between = gap(a, b);
  if (between <= 2) return true;
  if (between > 14) return false;
  const from = Math.min(a.end, b.end);
  return !/[.;|!?\n,，。；]/.test(text.slice(from, from + between));
};

/**
 * Step "gather subjects": readings of one taxon, or of a taxon and a narrower one inside it, are one subject;
 * the narrowest name wins. A material that a name stands beside is of that animal ("walrus ivory").
 */
export function subjectsOf(
  taxa: Taxa,
  fields: readonly TextField[],
  readings: readonly Reading[],
): Subject[] {
  const subjects: Subject[] = [];
  const names = readings.filter((r) => isName(r.kind) && r.kind !== 'names/inner');
  const terms = readings.filter((r) => isTerm(r.kind));
  const place = (reading: Reading, taxonName: string): void => {
    const taxon = taxa.find(taxonName);
    if (!taxon) return;
    for (const subject of subjects) {
      if (!subject.taxon) continue;
      const inside = subject.taxon.lineage.includes(taxon.name);
      const around = taxon.lineage.includes(subject.taxon.name);
      if (!inside && !around) continue;
      if (around) subject.taxon = taxon;
      subject.named.push(reading);
      return;
    }
    subjects.push({ taxon, named: [reading], terms: [] });
  };
  for (const name of names) place(name, name.taxon!);
  for (const term of terms) {
    if (!term.taxon || !standsAlone.has(term.kind)) continue;
    const beside = names.find(
      (name) =>
        name.kind !== 'names/everyday' &&
        isBound(name, term, fields[term.field]!.text) &&
        !related(taxa, name.taxon!, term.taxon!),
    );
    place(term, beside ? beside.taxon! : term.taxon);
  }
  for (const inner of readings) {
    if (inner.kind !== 'names/inner') continue;
    const taxon = taxa.find(inner.taxon!);
    const wider = subjects.find(
      (s) =>
        s.taxon &&
        taxon &&
        taxon.name !== s.taxon.name &&
        taxon.lineage.includes(s.taxon.name) &&
        s.named.some((n) => holds(n, inner)),
    );
    if (wider) wider.taxon = taxon;
  }
  // A term without a taxon belongs to the nearest subject; without any subject it is one itself.
  let nameless: Subject | undefined;
  for (const term of terms) {
    const owner = nearest(subjects, term);
    if (owner) owner.terms.push(term);
    else if (standsAlone.has(term.kind) && term.kind !== 'terms/code' && term.code !== 'LIV') {
      nameless ??= { taxon: undefined, named: [], terms: [] };
      nameless.named.push(term);
      nameless.terms.push(term);
    } else nameless?.terms.push(term);
  }
  // "Buffalo horn": a real specimen of an animal that nobody lists.
  for (const tame of readings) {
    if (tame.kind !== 'cues/domestic' || subjects.length > 0) continue;
    nameless ??= { taxon: undefined, named: [], terms: [] };
    nameless.named.push(tame);
  }
  if (nameless) {
    subjects.push(nameless);
    for (const term of terms) if (!nameless.terms.includes(term)) nameless.terms.push(term);
  }
  return subjects.slice(0, 12);
}

const holds = (outer: Reading, inner: Reading): boolean =>
  outer.field === inner.field && outer.start <= inner.start && outer.end >= inner.end;

const related = (taxa: Taxa, a: string, b: string): boolean => {
  const [first, second] = [taxa.find(a), taxa.find(b)];
  if (!first || !second) return true;
  return first.lineage.includes(second.name) || second.lineage.includes(first.name);
};

function nearest(subjects: readonly Subject[], term: Reading): Subject | undefined {
  let best: Subject | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const subject of subjects) {
    // "Croc embossed cowhide": the hide is no crocodile's.
    if (!subject.taxon || subject.named.every((n) => n.kind === 'names/covered')) continue;
    for (const name of subject.named) {
      const distance = name === term ? -1 : name.field === term.field ? gap(name, term) : 10_000 + name.field;
      if (distance < least) {
        least = distance;
        best = subject;
      }
    }
  }
  return best;
}
