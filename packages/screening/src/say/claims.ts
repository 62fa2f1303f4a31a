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
  const antique = claims.get('antique');
  const year = antique && yearIn(readings, fields);
  if (year !== undefined) claims.set('antique', { ...antique!, kind: 'antique', year });
  return [...claims.values()];
}

/** What is dated later is no antique. */
const LATEST = 1999;

/** The latest year of making that is told: of "1890, restored 1985" the claim holds no further back than 1985. */
function yearIn(readings: readonly Reading[], fields: readonly TextField[]): number | undefined {
  const years = readings
    .filter(({ kind }) => kind === 'shape/year' || kind === 'shape/old-year')
    .map(({ field, start, end }) => Number(fields[field]!.text.slice(start, end)))
    .filter((year) => year <= LATEST);
  return years.length === 0 ? undefined : Math.max(...years);
}
