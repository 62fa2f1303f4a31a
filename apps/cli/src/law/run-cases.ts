import type { Knowledge } from '@pugmark/knowledge/knowledge';
import type { PlacedCase } from '@pugmark/knowledge/law/read-law';
import { type CheckedThing, ThingChecker } from '@pugmark/screening/judge/check-thing';
import { type Claim, claimForms, parseClaim } from '@pugmark/screening/judge/claim';

/** A case that does not come out as its file says. */
export interface FailedCase {
  file: string;
  line: number;
  detail: string;
}

/** The day on which cases without a date of their own are asked. */
export const CASE_DATE = '2026-11-01';

/** Asks every case of the law files as a person would, and tells which come out otherwise. */
export function runCases(knowledge: Knowledge, cases: readonly PlacedCase[]): FailedCase[] {
  const checker = new ThingChecker(knowledge);
  const failed: FailedCase[] = [];
  for (const one of cases) {
    const detail = wrongIn(checker, one);
    if (detail !== undefined) failed.push({ file: one.file, line: one.line, detail });
  }
  return failed;
}

function wrongIn(checker: ThingChecker, one: PlacedCase): string | undefined {
  const claims: Claim[] = [];
  for (const text of one.claims ?? []) {
    const claim = parseClaim(text);
    if (!claim) return `"${text}" is no claim: use ${claimForms.join(', ')}`;
    claims.push(claim);
  }
  const home = one.place === 'CITES' || one.place === 'EU' ? undefined : one.place;
  const from = one.from ?? home ?? one.to;
  const to = one.to ?? home ?? from;
  if (from === undefined || to === undefined) return 'the case needs "from" and "to"';
  const checked = checker.check(one.thing, {
    from,
    to,
    ...(one.via && { via: one.via }),
    date: one.date ?? CASE_DATE,
    claims,
    ...(one.personal && { personal: true }),
  });
  const journey = `"${one.thing}" ${from} -> ${to}`;
  if (checked.answer !== one.answer) {
    return `${journey} is ${checked.answer}, not ${one.answer}: ${toldOf(checked)}`;
  }
  const leading = checked.judged.flatMap(({ judgement }) => judgement.leading);
  if (one.provision !== undefined && !leading.some(({ provision }) => provision.id === one.provision)) {
    return `${journey} is ${checked.answer}, but not by ${one.provision}: ${toldOf(checked)}`;
  }
  return undefined;
}

function toldOf({ judged, vague, innocent }: CheckedThing): string {
  if (innocent) return `no wildlife (${innocent})`;
  if (vague) return `too vague (${vague})`;
  return judged
    .map(({ thing, judgement }) => {
      const rulings = judgement.rulings
        .slice(0, 6)
        .map(({ provision, outcome, only }) => `${provision.id} ${outcome}${only ? ` if ${only}` : ''}`);
      return `${thing.taxon?.name} ${thing.nature} ${thing.term ?? '-'} ${thing.appendix ?? 'not listed'}: ${rulings.join(', ') || 'no rule'}`;
    })
    .join('; ');
}
