import type { Knowledge } from '@pugmark/knowledge/knowledge';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import type { Condition } from '@pugmark/knowledge/policy/policy-schema';
import type { Tried } from '@pugmark/screening/policy/decide';
import { Screener } from '@pugmark/screening/screener';
import { listingsOf } from './listings-of.ts';

/** A rule book in words: what it is for, and each rule with its condition. */
export function explainBook({ title, id, version, about, home, flood, rules }: Policy): string {
  const lines = [
    `${title} (${id}, ${version.slice(0, 19)}…)`,
    about,
    ...(home ? [`Where a listing does not say where it is, the law of ${home} is asked.`] : []),
    ...(flood
      ? [`A rule that stops more than ${Math.round(flood * 100)} % of the stream sends to review only.`]
      : []),
    '',
    'The first rule that a listing meets decides; when none does, it is clear.',
  ];
  for (const [at, { id: rule, says, when, except, then, from, to }] of rules.entries()) {
    const dates = [from && `from ${from}`, to && `until ${to}`].filter(Boolean).join(' ');
    lines.push('', `${at + 1}. ${rule}: ${then.verdict}${dates ? ` (${dates})` : ''}`, `   ${says}`);
    lines.push(`   when ${conditionText(when)}`);
    for (const one of except ?? []) lines.push(`   except when ${conditionText(one)}`);
    if (then.documents) lines.push(`   asks for ${then.documents.join(', ')}`);
  }
  return lines.join('\n');
}

/** `appendix is I and score at least 0.5`. */
function conditionText(condition: Condition): string {
  const parts = Object.entries(condition)
    .filter(([, wanted]) => wanted !== undefined)
    .map(([field, wanted]) => {
      const name = field.replaceAll('-', ' ');
      if (Array.isArray(wanted)) {
        return `${name} is ${wanted.length > 8 ? `${wanted.slice(0, 8).join(', ')} and ${wanted.length - 8} more` : wanted.join(' or ')}`;
      }
      if (typeof wanted !== 'object') return `${name} is ${wanted}`;
      const { 'at-least': least, below } = wanted;
      return `${name} ${[least !== undefined && `at least ${least}`, below !== undefined && `below ${below}`].filter(Boolean).join(' and ')}`;
    });
  return parts.length === 0 ? 'anything was found' : parts.join(', and ');
}

/** Listing by listing, how each rule fared. */
export async function* explainListings(
  policy: Policy,
  path: string,
  knowledge: Knowledge,
  json: boolean,
): AsyncGenerator<string> {
  const screener = new Screener(knowledge, { policy });
  for await (const { listing, warnings } of listingsOf(path, { refused: 0, at: 0, size: 0 })) {
    const { assessment, tried } = screener.trace(listing, warnings);
    const { verdict, policy: by } = assessment;
    if (json) {
      yield JSON.stringify({ id: listing.id, verdict, rule: by.rule, tried });
      continue;
    }
    yield [
      `${listing.id}  ${verdict} by ${by.rule}  ${listing.title.slice(0, 90)}`,
      ...tried.map((one) => `    ${triedText(one)}`),
    ].join('\n');
  }
}

function triedText({ rule, outcome, failed, exception, taxon }: Tried): string {
  const of = taxon ? ` (${taxon})` : '';
  if (outcome === 'decides') return `${rule}: decides${of}`;
  if (outcome === 'excepted') return `${rule}: exception ${exception} holds${of}`;
  if (outcome === 'not-in-force') return `${rule}: not in force`;
  if (outcome === 'not-reached') return `${rule}: not reached`;
  return failed.length === 0 ? `${rule}: nothing was found` : `${rule}: not met: ${failed.join(', ')}${of}`;
}
