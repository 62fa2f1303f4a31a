import type { AnsweredListing } from '@pugmark/knowledge/taxa/taxon-answer';
import { createColors } from 'picocolors';
import type { TaxonAnswer } from './answer.ts';

/** Lines of a wide taxon that are shown; all of them stand in the JSON. */
const MOST_LINES = 12;
const italicRanks = new Set(['genus', 'species', 'subspecies', 'variety']);

/** An answer as a person reads it: the taxon, how it is listed and why, what was before and what will be. */
export function answerText(answer: TaxonAnswer, color: boolean, codes: Record<string, string> = {}): string {
  const c = createColors(color);
  const { query, name, rank, lineage, listings, others = [], asOf } = answer;
  if (name === null) return noneText(answer, c.bold(query), c.italic);
  const latin = (taxon: string, of: string | null) => (of && italicRanks.has(of) ? c.italic(taxon) : taxon);
  const title = query === name ? c.bold(latin(name, rank)) : `${c.bold(query)} = ${latin(name, rank)}`;
  const lines = [
    `${title} (${rank}${how(answer)})`,
    `  ${c.dim(lineage.join(' › '))}`,
    `  ${listedText(answer, c.bold)}`,
  ];
  lines.push(...cut(listings.map((line) => `    ${lineText(line, codes, c.italic)}`)));
  lines.push(...once(listings.map(({ says }) => says)).map((says) => c.dim(`      ${says}`)));
  const changes = answer.changes.map(({ on, taxon, from, to, population, party, certainty }) => {
    const where = whereText(population, party);
    const what = from === to ? `${to}, changed` : `${appendixText(from)} → ${appendixText(to)}`;
    const coming = on > asOf ? ', to come' : '';
    return `    ${on}  ${c.italic(taxon)} ${what}${where}${coming}${sure(certainty)}`;
  });
  if (changes.length > 0) lines.push('  Changes since 2017:', ...cut(changes));
  if (others.length > 0) {
    lines.push('  The name also means:');
    for (const other of others)
      lines.push(
        `    ${latin(other.name, other.rank)} (${other.rank}, ${other.appendix === null ? 'not listed' : `Appendix ${other.appendix}`}), in ${languagesText(other.languages)}`,
      );
  }
  return lines.join('\n');
}

function noneText({ comesFrom }: TaxonAnswer, query: string, italic: (text: string) => string): string {
  if (comesFrom)
    return `${query}: no name of a taxon, but a word for what comes from ${comesFrom.map(italic).join(' or ')}. Ask for that`;
  return `${query}: no taxon of this name is known. Try the scientific name, or "pugmark knowledge import" for more names`;
}

function listedText(
  { appendix, usual, asOf, certainty, listings }: TaxonAnswer,
  bold: (text: string) => string,
): string {
  if (appendix === null) return `Not listed in the CITES Appendices on ${asOf}`;
  if (appendix === 'NC') return `${bold('Not listed')} on ${asOf}: excepted by name${sure(certainty)}`;
  const parts = appendix.split('/');
  const listed = parts.filter((part) => part !== 'NC');
  const rest = parts.includes('NC') ? ', in part not listed' : '';
  const open = usual === null ? '; of a specimen whose origin is not known it cannot be said' : '';
  const unsure = listings.length > 0 ? sure(certainty) : '';
  return `CITES Appendix ${bold(listed.join('/'))}${rest} on ${asOf}${open}${unsure}`;
}

function how({ match, languages }: TaxonAnswer): string {
  if (match === 'common') return `; a name in ${languagesText(languages)}`;
  if (match === 'synonym') return '; asked for by a synonym';
  if (match === 'fuzzy') return '; asked for by a misspelling';
  if (match === 'higher') return '; only this is known of the name';
  return match === 'genus' ? '; the genus is known, the species is not' : '';
}

function languagesText(tags: readonly string[] = []): string {
  const names = tags.map((tag) => (tag === 'mul' ? 'several languages' : displayed('language', tag)));
  return names.length > 4
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more languages`
    : names.join(', ');
}

const displays = new Map<string, Intl.DisplayNames>();

function displayed(type: 'language' | 'region', tag: string): string {
  try {
    const names = displays.get(type) ?? new Intl.DisplayNames(['en'], { type });
    displays.set(type, names);
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function lineText(
  { taxon, appendix, party, population, specimens, annotation, from, to, certainty, source }: AnsweredListing,
  codes: Record<string, string>,
  italic: (text: string) => string,
): string {
  const what = appendixText(appendix);
  const only =
    specimens === undefined
      ? ''
      : specimens === 'other'
        ? '; all other specimens'
        : `; ${specimens
            .split(' ')
            .map((code) => codes[code] ?? code)
            .join(', ')}`;
  const note = annotation ? `; note ${annotation}` : '';
  const days = `since ${from}${to ? ` until ${to}` : ''}`;
  return `${what}  ${italic(taxon)}${whereText(population, party)}${only}${note}, ${days} [${source}]${sure(certainty)}`;
}

function appendixText(appendix: string | null): string {
  return appendix === null || appendix === 'NC' ? 'not listed' : appendix;
}

/** "only MX" -> " (only Mexico)", "AR:part" -> " (part of Argentina)". */
function whereText(population: string | undefined, party: string | undefined): string {
  const places = (codes: string) =>
    codes
      .split(' ')
      .map(placeText)
      .join(', ')
      .replace(/^(only|mainly),/, '$1');
  const where = [party && `by ${places(party)}`, population && places(population)].filter(Boolean).join('; ');
  return where === '' ? '' : ` (${where})`;
}

function placeText(code: string): string {
  if (code.endsWith(':part')) return `part of ${displayed('region', code.slice(0, 2))}`;
  return /^[A-Z]{2}$/.test(code) ? displayed('region', code) : code;
}

function sure(certainty: string | undefined): string {
  return certainty === undefined || certainty === 'verified' ? '' : ` (${certainty})`;
}

function once(texts: readonly (string | undefined)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== undefined);
}

function cut(lines: string[]): string[] {
  const more = lines.length - MOST_LINES;
  return more > 1 ? [...lines.slice(0, MOST_LINES), `    … and ${more} more; --json gives all`] : lines;
}
