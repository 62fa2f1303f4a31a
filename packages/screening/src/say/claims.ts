import type { Assessment, ClaimKind } from '@pugmark/documents/assessment';
import { claimKinds } from '@pugmark/knowledge/lexicon/entry';
import type { LexiconIndex } from '../read/lexicon-index.ts';
import type { Reading } from '../read/reading.ts';
import type { TextField } from '../text.ts';
import { evidenceAt } from './evidence.ts';

const known = new Set<string>(claimKinds);

/** Step "claims": what the seller says in favour of the thing. A claim is never taken as proof. */
export function claimsOf(
  readings: readonly Reading[],
  fields: readonly TextField[],
  index: LexiconIndex,
  codes: Record<string, string>,
): Assessment['claims'] {
  const claims = new Map<ClaimKind, Assessment['claims'][number]>();
  for (const reading of readings) {
    const kind = reading.kind.slice(5) as ClaimKind;
    if (!reading.kind.startsWith('cues/') || !known.has(kind)) continue;
    const evidence = evidenceAt(reading, 0, fields, index, codes);
    const held = claims.get(kind);
    if (held) held.evidence.push(evidence);
    else claims.set(kind, { kind, evidence: [evidence] });
  }
  return [...claims.values()];
}
