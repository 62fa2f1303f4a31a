import type { Assessment, ClaimKind, Finding, Verdict } from '@pugmark/documents/assessment';

/** Claims that only a document can prove. */
const needsPapers = new Set<ClaimKind>(['antique', 'pre-convention', 'captive-bred', 'permit', 'legal']);

/** Above this a regulated offer is taken as such; between this and {@link UNSURE} a person looks. */
const SURE = 0.8;
export const UNSURE = 0.5;

/** The plain default until a policy is given: step "what is done". */
export const defaultPolicy = {
  id: 'default',
  version: '1',
} as const;

/**
 * Appendix I offered: block. II or III offered: review. Likely but unsure: review. A claim that only a paper
 * can prove: ask. Otherwise clear.
 */
export function verdictOf(
  wildlife: Assessment['wildlife'],
  findings: readonly Finding[],
  claims: readonly { kind: ClaimKind }[],
): { verdict: Verdict; rule: string } {
  if (wildlife.regulated < UNSURE) return { verdict: 'clear', rule: 'nothing-regulated' };
  const listed = findings.filter((f) => f.appendix !== null && f.score >= 0.5);
  const first = listed.some((f) => f.appendix === 'I');
  if (claims.some((claim) => needsPapers.has(claim.kind)))
    return { verdict: 'ask', rule: 'claim-needs-papers' };
  if (wildlife.regulated < SURE) return { verdict: 'review', rule: 'unsure' };
  if (first) return { verdict: 'block', rule: 'appendix-i' };
  return { verdict: 'review', rule: 'appendix-ii-iii' };
}
