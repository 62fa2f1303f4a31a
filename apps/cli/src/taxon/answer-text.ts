import { createColors } from 'picocolors';
import type { AnsweredLine, TaxonAnswer } from './answer.ts';

/** An answer as a person reads it: the taxon, how it is listed and why, what was before and what will be. */
export function answerText(answer: TaxonAnswer, color: boolean): string {
  const c = createColors(color);
  const { query, name, rank, lineage, appendix, listings, others, match, asOf } = answer;
  if (name === null)
    return `${c.bold(query)}: no taxon of this name is known. Try the scientific name, or "pugmark knowledge import" for more names`;
  const listed =
    appendix === null ? 'not listed in the CITES Appendices' : `CITES Appendix ${c.bold(appendix)}`;
  const lines = [
    `${c.bold(query)}${match === 'exact' && query === name ? '' : ` = ${c.italic(name)}`} (${rank}${how(answer)})`,
    `  ${lineage.join(' › ')}`,
    `  ${listed} on ${asOf}`,
  ];
  for (const line of listings) lines.push(`    ${lineText(line)}`);
  const past = others.filter((line) => line.to !== undefined && line.to <= asOf);
  const coming = others.filter((line) => line.from > asOf);
  if (past.length > 0) lines.push('  Before:', ...past.map((line) => `    ${lineText(line)}`));
  if (coming.length > 0) lines.push('  To come:', ...coming.map((line) => `    ${lineText(line)}`));
  return lines.join('\n');
}

function how({ match, languages }: TaxonAnswer): string {
  if (match === 'common') return `; a name in ${languagesText(languages)}`;
  if (match === 'synonym') return '; a synonym';
  if (match === 'fuzzy') return '; a misspelling';
  return match === 'genus' ? '; known by its genus' : '';
}

function languagesText(tags: readonly string[] = []): string {
  const names = tags.map((tag) => (tag === 'mul' ? 'several languages' : nameOf(tag)));
  return names.length > 4
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more languages`
    : names.join(', ');
}

function nameOf(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function lineText({
  taxon,
  appendix,
  party,
  population,
  annotation,
  from,
  to,
  certainty,
}: AnsweredLine): string {
  const what = appendix === 'NC' ? 'not listed' : appendix;
  const where = [party && `by ${party}`, population].filter(Boolean).join(', ');
  const days = `since ${from}${to ? ` until ${to}` : ''}`;
  const sure = certainty === 'verified' ? '' : ` [${certainty}]`;
  return `${what}  ${taxon}${where ? ` (${where})` : ''}, ${days}${sure}${annotation ? `\n        ${annotation}` : ''}`;
}
