import type { LawEntry } from '@pugmark/documents/assessment';

const words: Record<LawEntry['outcome'], string> = {
  prohibited: 'prohibited',
  'document-required': 'only with papers',
  unknown: 'not known',
  allowed: 'allowed',
};

/** A provision as one line for staff: whose law, where it stands, what it does, what would change that, how sure it is. */
export function lawLine({ party, cite, outcome, unless, only, certainty }: LawEntry): string {
  const when =
    only === undefined ? '' : only === 'native' ? ' if it is native' : ` if it is in Appendix ${only}`;
  const doors = unless.length > 0 ? `, unless ${unless.slice(0, 2).join(' or ')}` : '';
  const whose = cite.startsWith(party) ? '' : `${party} `;
  return `${whose}${cite}: ${words[outcome]}${when}${doors} (${certainty})`;
}
