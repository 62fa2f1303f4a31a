import type { ClaimKind } from '@pugmark/documents/assessment';
import type { Door } from '@pugmark/knowledge/law/law-schema';
import { claimKinds } from '@pugmark/knowledge/lexicon/entry';

/** What a seller says of a thing; `year`: it is said to be older than this year. */
export interface Claim {
  kind: ClaimKind;
  year?: number | undefined;
}

/** How claims are written, for messages. */
export const claimForms = ['antique-pre-1947 (any year)', ...claimKinds];

/** Reads `captive-bred`, `antique`, `antique-pre-1947`. Undefined when it is no claim known here. */
export function parseClaim(text: string): Claim | undefined {
  const old = /^antique-pre-(\d{4})$/.exec(text);
  if (old) return { kind: 'antique', year: Number(old[1]) };
  const kind = claimKinds.find((one) => one === text);
  return kind && { kind };
}

/** From this year on "older than" says no more than that the Convention did not yet apply. */
const CONVENTION_YEAR = 1973;

/**
 * Whether a claim fits a door in a prohibition. A fitting claim never proves anything: behind the door stands
 * a document. An age that is told must be old enough; one that is not told may be.
 */
export function opens(door: Door, claim: Claim, day: string): boolean {
  if (claim.kind === 'permit') return door.claim === 'permit' || door.permit !== false;
  if (door.claim === undefined || door.claim === 'permit') return false;
  if (claim.kind === 'antique') {
    if (door.claim === 'pre-convention') return claim.year === undefined || claim.year <= limitOf(door, day);
    return door.claim === 'antique' && (claim.year === undefined || claim.year <= limitOf(door, day));
  }
  if (claim.kind === 'pre-convention' && door.claim === 'antique') {
    return door.before !== undefined && Number(door.before.slice(0, 4)) >= CONVENTION_YEAR;
  }
  return claim.kind === door.claim;
}

/** The last year before which a thing must have been made to pass the door. */
function limitOf(door: Door, day: string): number {
  if (door.before !== undefined) return Number(door.before.slice(0, 4));
  if (door.age !== undefined) return Number(day.slice(0, 4)) - door.age;
  return door.claim === 'pre-convention' ? 1976 : 9999;
}
