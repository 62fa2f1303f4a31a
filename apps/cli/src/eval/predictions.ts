import type { Assessment, Finding } from '@pugmark/documents/assessment';

/** What each label of a labelled listing asks of an assessment. A row that was refused predicts nothing. */
export const predictions: Record<string, (assessment: Assessment | undefined) => boolean> = {
  /** It is, or is made of, a real animal. */
  realAnimal: (a) => (a?.wildlife.specimen ?? 0) >= 0.5,
  /** A real product of a shark, ray or chimaera; one single tooth is none. */
  sharkProduct: (a) =>
    findings(a).some(
      (f) => isReal(f) && f.score >= 0.5 && !isOneTooth(f) && lineage(f).some((n) => sharks.has(n)),
    ),
  /** Offers ivory, of mammoth and sea mammals too. */
  ivoryOffer: (a) => (a?.wildlife.offered ?? 0) >= 0.5 && findings(a).some(isIvory),
  /** Offers a real specimen of a listed taxon. */
  regulated: (a) => (a?.wildlife.regulated ?? 0) >= 0.5,
  /** A person would be asked to look. */
  wildlife: (a) => a !== undefined && alerts.has(a.verdict),
};

type Answer = keyof Assessment['wildlife'];

/**
 * Which of the three probabilities a label is the truth of. `ivoryOffer` asks for two things at once: it tells whether
 * something is offered only where the finding is ivory, so it speaks of `offered` there and nowhere else.
 */
export const calibrated: Record<string, { answer: Answer; where?: (assessment: Assessment) => boolean }> = {
  realAnimal: { answer: 'specimen' },
  offered: { answer: 'offered' },
  ivoryOffer: { answer: 'offered', where: (a) => findings(a).some(isIvory) },
  regulated: { answer: 'regulated' },
};

/** The finding that names the labelled taxon, or a higher one that holds it, or one below it. */
export function findingOf(assessment: Assessment | undefined, taxon: string): Finding | undefined {
  const wanted = taxon.toLowerCase();
  return findings(assessment).find((f) =>
    lineage(f).some((name) => name === wanted || wanted.startsWith(`${name} `)),
  );
}

const real = new Set(['live', 'part', 'product', 'plant']);
const sharks = new Set(['elasmobranchii', 'holocephali', 'chondrichthyes']);
const ivory = new Set(['IVC', 'IVP', 'IVS', 'IJW', 'TUS', 'KEY']);
const alerts = new Set(['ask', 'review', 'block']);

function findings(assessment: Assessment | undefined): Finding[] {
  return assessment?.findings ?? [];
}

function isIvory(finding: Finding): boolean {
  const { score, nature, term } = finding;
  return score >= 0.5 && (isReal(finding) || nature === 'fossil') && term !== undefined && ivory.has(term);
}

function isReal(finding: Finding): boolean {
  return real.has(finding.nature);
}

function isOneTooth(finding: Finding): boolean {
  return finding.term === 'TEE' && (finding.quantity ?? 1) === 1;
}

function lineage(finding: Finding): string[] {
  if (finding.taxon === null) return [];
  return [...finding.taxon.lineage, finding.taxon.name]
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase());
}
