import type { Assessment, ClaimKind } from '@pugmark/documents/assessment';
import { claimKinds } from '@pugmark/knowledge/lexicon/entry';
import type { LexiconIndex } from '../read/lexicon-index.ts';
import type { Reading } from '../read/reading.ts';
import type { TextField } from '../text.ts';
import { saysOf } from './evidence.ts';

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
    const field = fields[reading.field]!;
    const evidence = {
      field: field.name,
      start: reading.start,
      end: reading.end,
      text: field.text.slice(reading.start, reading.end),
      says: saysOf(reading, index, codes),
      weight: 0,
      kind: reading.kind,
      source: reading.source,
    };
    const held = claims.get(kind);
    if (held) held.evidence.push(evidence);
    else claims.set(kind, { kind, evidence: [evidence] });
  }
  return [...claims.values()];
}
