import type { Assessment } from '@pugmark/documents/assessment';

/** Printed tails of assessments without findings: all but id and figures is the same for thousands. */
let tailOf: Assessment['reasons'] | undefined;
let tail = '';

/** One assessment as one line of JSON, without the line end. The order of fields is fixed. */
export function printAssessment(assessment: Assessment): string {
  const { id, wildlife, reasons } = assessment;
  if (assessment.findings.length > 0 || assessment.claims.length > 0 || assessment.warnings || assessment.verdict !== 'clear') {
    return JSON.stringify(assessment);
  }
  if (reasons !== tailOf) {
    const { findings, claims, law, policy, knowledge, engine } = assessment;
    tail = JSON.stringify({ findings, claims, law, policy, reasons, knowledge, engine }).slice(1);
    tailOf = reasons;
  }
  return `{"id":${JSON.stringify(id)},"verdict":"clear","wildlife":{"specimen":${wildlife.specimen},"offered":${wildlife.offered},"regulated":${wildlife.regulated}},${tail}`;
}
