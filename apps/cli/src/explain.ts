import type { Assessment, Evidence, Finding } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { cellsOf, displayWidth, fit, tame } from './display-width.ts';
import { lawLine } from './law-line.ts';
import { MARKS, type Mark } from './report/evidence-kind.ts';
import { CLAIM, evidenceOf, fieldText, mainFindings, OFFER } from './report/record.ts';
import { spansOf } from './report/spans.ts';
import { LOOKS } from './report/verdicts.ts';

export interface ExplainOptions {
  /** Colours and italics; without them the words are underlined with letters on a line below. */
  color: boolean;
  /** Columns of the terminal; 80 unless told. */
  width?: number;
}

/** A description is cut after this: the reader wants the reasons on one screen. */
const SHOWN = 2_000;
/** Provisions that are shown; the JSON has all. */
const LAWS = 5;
const ANSI: Record<Mark, number> = { taxon: 36, specimen: 33, offer: 34, claim: 35, against: 90 };
const LETTER: Record<Mark, string> = { taxon: 't', specimen: 's', offer: 'o', claim: 'c', against: '-' };
const WORD: Record<Mark, string> = {
  taxon: 'taxon',
  specimen: 'specimen',
  offer: 'offer',
  claim: 'claim',
  against: 'speaks against',
};
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

type Shown = Evidence & { of: number; mark: Mark };

interface Cell {
  text: string;
  columns: number;
  mark: Mark | null;
}

const style = (on: boolean, codes: string, text: string) => (on ? `\x1b[${codes}m${text}\x1b[0m` : text);
const signed = (weight: number) => `${weight < 0 ? '-' : '+'}${Math.abs(weight).toFixed(2)}`;

/** A text as cells, each with the mark of the heaviest evidence that lies on it. */
function markedCells(text: string, name: string, evidence: readonly Shown[]): Cell[] {
  const places = evidence.flatMap((e, number) =>
    e.field === name && e.start < e.end ? [{ start: e.start, end: e.end, number }] : [],
  );
  return spansOf(tame(text), places, SHOWN).flatMap((span) => {
    const [first] = span.on.map((n) => evidence[n]!).sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
    return cellsOf(span.text).map((cell) => ({ ...cell, mark: first?.mark ?? null }));
  });
}

/** Cells in lines of at most `width` columns, broken at spaces or before wide characters. */
function lines(cells: readonly Cell[], width: number): Cell[][] {
  const out: Cell[][] = [];
  let line: Cell[] = [];
  let taken = 0;
  let breakAt = 0;
  for (const cell of cells) {
    if (taken + cell.columns > width && line.length > 0) {
      const at = breakAt > 0 ? breakAt : line.length;
      out.push(line.slice(0, at));
      line = line.slice(at);
      while (line[0]?.text === ' ') line.shift();
      taken = line.reduce((sum, c) => sum + c.columns, 0);
      breakAt = 0;
    }
    if (cell.columns === 2 && line.length > 0) breakAt = line.length;
    line.push(cell);
    taken += cell.columns;
    if (cell.text === ' ') breakAt = line.length;
  }
  if (line.length > 0) out.push(line);
  return out;
}

/** Neighbouring cells of one mark joined. */
function runs(line: readonly Cell[]): { text: string; columns: number; mark: Mark | null }[] {
  const out: Cell[] = [];
  for (const cell of line) {
    const last = out.at(-1);
    if (last && last.mark === cell.mark) {
      last.text += cell.text;
      last.columns += cell.columns;
    } else out.push({ ...cell });
  }
  return out;
}

function paint(line: readonly Cell[], indent: string, color: boolean, bold: boolean): string[] {
  const parts = runs(line);
  if (color) {
    const text = parts.map(({ text, mark }) =>
      mark ? style(true, `${bold ? '1;' : ''}4;${ANSI[mark]}`, text) : bold ? style(true, '1', text) : text,
    );
    return [indent + text.join('')];
  }
  // Below a text that runs right to left a line of letters would stand under the wrong words.
  if (line.some((cell) => RIGHT_TO_LEFT.test(cell.text))) {
    return [indent + parts.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('')];
  }
  const below = parts.map(({ columns, mark }) => (mark ? LETTER[mark] : ' ').repeat(columns)).join('');
  const text = indent + parts.map((part) => part.text).join('');
  return below.trim() ? [text.trimEnd(), `${indent}${below.trimEnd()}`] : [text.trimEnd()];
}

/** Plain words in lines of at most `width` columns. */
function wrap(text: string, width: number, indent: string): string[] {
  const cells = cellsOf(tame(text)).map((cell) => ({ ...cell, mark: null }));
  return lines(cells, width - indent.length).map((line) =>
    (indent + line.map((c) => c.text).join('')).trimEnd(),
  );
}

function findingLines(finding: Finding, color: boolean, width: number): string[] {
  const { taxon, appendix, certainty } = finding;
  const name = taxon ? `${style(color, '3', tame(taxon.name))} (${tame(taxon.rank)})` : 'taxon not told';
  const amount =
    finding.quantity === undefined ? '' : `quantity ${finding.quantity} ${finding.unit ?? ''}`.trim();
  const bits = [
    finding.nature,
    finding.term && `term ${finding.term}`,
    amount,
    `score ${finding.score.toFixed(2)}`,
  ].filter(Boolean);
  return [
    `  ${name}: ${style(color, '1', appendix ? `Appendix ${tame(appendix)}` : 'not listed')}`,
    ...(finding.line ? wrap(`${finding.line}${certainty ? `, ${certainty}` : ''}`, width, '    ') : []),
    `    ${bits.join(' · ')}`,
  ];
}

/** The evidence of one answer as a table, with the sum and the probability that it is. */
function answerLines(
  head: string,
  evidence: readonly Shown[],
  p: number | null,
  color: boolean,
  width: number,
): string[] {
  if (evidence.length === 0) return [];
  const place = Math.min(22, Math.max(10, Math.floor(width * 0.24)));
  const source = Math.min(16, Math.max(9, Math.floor(width * 0.16)));
  const says = Math.max(8, width - place - source - 2 - 6 - 7);
  const rows = evidence.map((e) => {
    const word = fit(e.text ? tame(e.text) : '(no word)', place);
    const shown = e.text ? style(color, String(ANSI[e.mark]), word) : style(color, '2', word);
    const weight = (p === null ? '' : signed(e.weight)).padStart(7);
    return `  ${shown}  ${fit(tame(e.says), says)}${weight}  ${fit(tame(e.source), source).trimEnd()}`.trimEnd();
  });
  const sum = evidence.reduce((total, e) => total + e.weight, 0);
  const total = `${fit('sum', place)}  ${fit('', says)}${signed(sum).padStart(7)}`;
  return [`  ${head}`, ...rows, ...(p === null ? [] : [`  ${style(color, '1', total)}  = ${p.toFixed(2)}`])];
}

/**
 * One listing as a person reads it in a terminal: its text with the words that speak for or against,
 * what was found, the weights to redo the sum with, the verdict and why.
 */
export function explain(listing: Listing, assessment: Assessment, options: ExplainOptions): string {
  const { color } = options;
  const width = Math.max(40, Math.min(120, options.width ?? 80));
  const look = LOOKS[assessment.verdict];
  const evidence = evidenceOf(assessment);
  const main = mainFindings(assessment);
  const rule = style(color, '2', '─'.repeat(width));
  const out: string[] = [rule];

  const verdict = style(color, `1;${look.ansi}`, `${look.glyph} ${look.word}`);
  const id = fit(tame(listing.id), Math.min(displayWidth(tame(listing.id)), width - 14));
  out.push(`${verdict}  ${style(color, '2', id)}`, '');
  const fields = new Set(['title', 'description', ...evidence.map((e) => e.field)]);
  for (const name of fields) {
    const text = fieldText(listing, name);
    if (!text) continue;
    const named = name !== 'title' && name !== 'description';
    if (named) out.push(style(color, '2', `  ${tame(name)}:`));
    for (const line of lines(markedCells(text, name, evidence), width - 2)) {
      out.push(...paint(line, '  ', color, name === 'title'));
    }
    if (text.length > SHOWN) out.push(style(color, '2', `  … ${text.length - SHOWN} more characters`));
  }
  const used = MARKS.filter((mark) => evidence.some((e) => e.mark === mark && e.start < e.end));
  if (used.length > 0) {
    const key = used.map((m) => (color ? style(true, `4;${ANSI[m]}`, WORD[m]) : `${LETTER[m]} ${WORD[m]}`));
    out.push('', `  ${key.join('   ')}`);
  }

  out.push('');
  for (const finding of main) out.push(...findingLines(finding, color, width));
  if (main.length === 0) out.push('  Nothing of an animal or plant was found.');
  out.push('');
  for (const [i, finding] of assessment.findings.entries()) {
    if (!main.includes(finding)) continue;
    const name = finding.taxon ? style(color, '3', tame(finding.taxon.name)) : 'taxon not told';
    const mine = evidence.filter((e) => e.of === i);
    out.push(...answerLines(`A real specimen? ${name}`, mine, finding.score, color, width));
  }
  const { specimen, offered, regulated } = assessment.wildlife;
  const offer = evidence.filter((e) => e.of === OFFER);
  out.push(...answerLines('Is it offered?', offer, offered, color, width));
  const claims = evidence.filter((e) => e.of === CLAIM);
  out.push(...answerLines('What the seller claims, not weighed', claims, null, color, width));
  const answers = `specimen ${specimen.toFixed(2)} · offered ${offered.toFixed(2)} · regulated and offered ${regulated.toFixed(2)}`;
  if (out.at(-1) !== '') out.push('');
  out.push(...wrap(answers, width, '  '));
  if (assessment.law.length > 0) {
    out.push('', '  What the law says');
    for (const entry of assessment.law.slice(0, LAWS)) out.push(...wrap(lawLine(entry), width, '    '));
    if (assessment.law.length > LAWS) out.push(`    … and ${assessment.law.length - LAWS} more`);
    out.push('');
  }
  const { id: book, rule: by } = assessment.policy;
  out.push(...wrap(`${look.word}: ${look.means} (rule ${by} of ${book})`, width, '  '));
  for (const warning of assessment.warnings ?? []) {
    out.push(...wrap(`warning: ${warning}`, width, '  ').map((line) => style(color, '33', line)));
  }
  return `${out.join('\n')}\n`;
}
