import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { say } from '@pugmark/knowledge/messages';
import type { Answer, CheckedThing, JudgedFinding } from '@pugmark/screening/judge/check-thing';
import type { Only, Ruling } from '@pugmark/screening/judge/judge';
import { createColors } from 'picocolors';
import { type Asked, placesToAsk } from './asked.ts';

type Say = (key: string, values?: Record<string, string>) => string;

const italicRanks = new Set(['genus', 'species', 'subspecies', 'variety']);

/** The answer as a person reads it: plain words first, then Appendix, papers and provisions, then whom to ask. */
export function checkText(checked: CheckedThing, asked: Asked, knowledge: Knowledge, color: boolean): string {
  const c = createColors(color);
  const paint: Record<Answer, (text: string) => string> = {
    no: c.red,
    papers: c.yellow,
    yes: c.green,
    ask: c.cyan,
  };
  const text: Say = (key, values) => say(knowledge.messages, asked.language, key, values);
  const lines = [
    `${c.bold(paint[checked.answer](text(`answer.${checked.answer}`)))} ${becauseOf(checked, text)}`,
    c.dim(`${asked.thing}: ${journeyText(asked, text)}`),
  ];
  for (const one of checked.judged) lines.push('', ...findingLines(one, text, c));
  lines.push('', c.bold(`${text('head.ask')}:`));
  for (const who of placesToAsk(checked, asked, knowledge)) lines.push(`  ${who}`);
  const { knownFrom } = knowledge.taxa;
  if (asked.date < knownFrom) lines.push('', c.yellow(text('note.oldest', { from: knownFrom })));
  lines.push('', c.dim(text('note.advice')));
  return lines.join('\n');
}

function becauseOf({ answer, judged, vague, innocent }: CheckedThing, text: Say): string {
  if (innocent) return text(innocent === 'domestic' ? 'because.domestic' : 'because.innocent');
  if (vague) return text(`vague.${vague}`);
  const { thing, judgement } = judged[0]!;
  const only = judgement.rulings.find(
    (ruling) => ruling.only !== undefined && ruling.outcome === 'prohibited',
  );
  const more = only && answer !== 'no' ? ` ${onlyText(only.only!, text)}` : '';
  if (answer !== 'yes') return `${text(`because.${answer}`)}${more}`;
  if (thing.nature === 'imitation' || thing.nature === 'fossil') return text(`because.${thing.nature}`);
  if (thing.nature === 'depiction') return text('because.innocent');
  if (thing.exempt) return `${text('because.exempt', { note: thing.exempt })}${more}`;
  return `${text(judgement.rulings.length === 0 ? 'because.not-listed' : 'because.yes')}${more}`;
}

const onlyText = (only: Only, text: Say): string =>
  only === 'native' ? text('because.only-native') : text('because.only', { appendix: only });

function journeyText({ journey: { from, to }, date, language }: Asked, text: Say): string {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  const nameOf = (place: string) =>
    place.includes('-') ? `${names.of(place.slice(0, 2))} (${place})` : (names.of(place) ?? place);
  const way =
    from === to
      ? text('head.within', { from: nameOf(from) })
      : text('head.from-to', { from: nameOf(from), to: nameOf(to) });
  return `${way}, ${text('head.on', { date })}`;
}

function findingLines(
  { finding, thing, judgement }: JudgedFinding,
  text: Say,
  c: ReturnType<typeof createColors>,
): string[] {
  const { taxon } = finding;
  const name = taxon ? (italicRanks.has(taxon.rank) ? c.italic(taxon.name) : taxon.name) : '?';
  const listed =
    thing.appendix === null
      ? text('word.not-listed')
      : text('word.appendix', { appendix: [thing.appendix, ...thing.also].join('/') });
  const lines = [`${c.bold(name)}: ${listed}`];
  const { leading } = judgement;
  const papers = [...new Set(leading.flatMap(({ documents }) => documents))];
  if (papers.length > 0)
    lines.push(`  ${text('head.papers')}: ${papers.map((kind) => text(`document.${kind}`)).join('; ')}`);
  if (judgement.rulings.length > 0) lines.push(`  ${c.bold(`${text('head.law')}:`)}`);
  for (const ruling of judgement.rulings.slice(0, MOST)) lines.push(...rulingLines(ruling, text, c));
  const doors = leading.flatMap(({ doors: of }) => of);
  if (doors.length > 0) {
    lines.push(`  ${c.bold(`${text('head.could')}:`)}`);
    const told = new Set(
      doors.map((door) => `    - ${door.says ? `${door.says}: ` : ''}${text(`document.${door.document}`)}`),
    );
    lines.push(...told, c.dim(`    ${text('claim.proof')}`));
  }
  return lines;
}

/** Provisions that are shown of one finding; all of them stand in the JSON. */
const MOST = 8;

function rulingLines(
  { place, provision, outcome, certainty, only }: Ruling,
  text: Say,
  c: ReturnType<typeof createColors>,
): string[] {
  const { from, to, cite, says, penalty } = provision;
  const dates = to ? text('word.between', { from, to }) : text('word.since', { from });
  const appendix = only
    ? ` (${only === 'native' ? text('word.native') : text('word.appendix', { appendix: only })})`
    : '';
  const years = penalty?.years;
  const most =
    years === undefined || years === 0
      ? ''
      : ` ${years === 'life' ? text('word.penalty-life') : text('word.penalty-years', { years: String(years) })}`;
  return [
    `    ${cite.startsWith(place) ? '' : `${c.bold(place)} `}${cite}: ${text(`outcome.${outcome}`)}${appendix}`,
    c.dim(`      ${says}`),
    c.dim(`      ${dates};${most ? `${most};` : ''} ${text(`certainty.${certainty}`)}`),
  ];
}
