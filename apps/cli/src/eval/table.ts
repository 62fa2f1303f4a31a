import Table from 'cli-table3';
import type { Evaluation } from './evaluation.ts';
import { measures, type Score, share } from './score.ts';
import { sharesWanted, toBeat } from './to-beat.ts';

const HEAD = ['set', 'label', 'rows', 'precision', 'recall', 'F1', 'alerts/10k', 'taxon', 'Appendix'];
const BESIDE = ['calibration error', 'wanted', 'to beat'];

/**
 * All sets in one table with what is wanted and the figures to beat beside, then the languages of each set that has
 * several. Where it is too wide for the terminal, what stands beside comes below.
 */
export function evaluationText(evaluations: readonly Evaluation[], color: boolean, columns = 200): string {
  const rows = evaluations.flatMap(({ name, all, withoutStamps }) => [
    ...rowsOf(name, all, name),
    ...(withoutStamps ? rowsOf(`${name}, no stamps`, withoutStamps, name) : []),
  ]);
  const whole = table([...HEAD, ...BESIDE], color);
  whole.push(...rows);
  const parts = [whole.toString()];
  if ([...parts[0]!.slice(0, parts[0]!.indexOf('\n'))].length > columns) {
    const main = table(HEAD, color);
    main.push(...rows.map((row) => row.slice(0, HEAD.length)));
    const beside = table([...HEAD.slice(0, 2), ...BESIDE], color);
    beside.push(...rows.map((row) => [...row.slice(0, 2), ...row.slice(HEAD.length)]));
    parts.splice(0, 1, main.toString(), beside.toString());
  }
  for (const evaluation of evaluations)
    if (evaluation.byLanguage.size > 1) parts.push(languagesText(evaluation, color));
  return parts.join('\n\n');
}

function rowsOf(name: string, score: Score, set: string): string[][] {
  const shares = [percent(share(score.taxon)), percent(share(score.appendix))];
  const labels = Object.entries(score.labels);
  if (labels.length === 0) return [[name, '-', String(score.rows), '', '', '', '', ...shares, '', '', '']];
  return labels.map(([label, tally], index) => {
    const { precision, recall, f1, alertsPer10k } = measures(tally);
    const positives = tally.tp + tally.fn > 0;
    const negatives = tally.fp + tally.tn > 0;
    return [
      name,
      label,
      String(tally.tp + tally.fp + tally.fn + tally.tn),
      positives ? fixed(precision) : '',
      positives ? fixed(recall) : '',
      positives ? fixed(f1) : '',
      negatives ? alertsPer10k.toFixed(1) : '',
      ...(index === 0 ? shares : ['', '']),
      index === 0 ? calibrationText(score) : '',
      wantedText(set, label),
      (toBeat[set]?.[label]?.others ?? '').replaceAll('; ', '\n'),
    ];
  });
}

/** The expected calibration error of each answer, with the cases it comes from. */
function calibrationText({ calibration }: Score): string {
  return Object.entries(calibration)
    .map(([answer, bins]) => `${answer} ${fixed(bins.error)} (${bins.cases})`)
    .join('\n');
}

function wantedText(set: string, label: string): string {
  const bar = toBeat[set]?.[label];
  const shares = sharesWanted[set];
  const lines: string[] = [];
  if (bar?.measure === 'alertsPer10k') lines.push(`≤ ${bar.wanted} alerts/10k`);
  else if (bar) lines.push(`${bar.measure === 'f1' ? 'F1' : 'recall'} ≥ ${bar.wanted.toFixed(2)}`);
  if (shares)
    lines.push(
      `taxon ≥ ${shares.taxon}`,
      `Appendix ≥ ${shares.appendix}`,
      `each language F1 ≥ ${shares.languageF1}`,
    );
  return lines.join('\n');
}

function languagesText(evaluation: Evaluation, color: boolean): string {
  const least = sharesWanted[evaluation.name]?.languageF1;
  const rows = table(
    [
      `${evaluation.name} by language`,
      'label',
      'rows',
      'precision',
      'recall',
      'F1',
      'taxon',
      'Appendix',
      ...(least ? [`wanted: F1 ${least}`] : []),
    ],
    color,
  );
  for (const [language, score] of [...evaluation.byLanguage].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [label, tally] of Object.entries(score.labels)) {
      const { precision, recall, f1 } = measures(tally);
      rows.push([
        language,
        label,
        String(score.rows),
        fixed(precision),
        fixed(recall),
        fixed(f1),
        percent(share(score.taxon)),
        percent(share(score.appendix)),
        ...(least ? [tally.tp + tally.fn > 0 && f1 < least ? 'below' : ''] : []),
      ]);
    }
  }
  return rows.toString();
}

function table(head: string[], color: boolean): Table.Table {
  return new Table({
    head,
    style: { head: color ? ['bold'] : [], border: color ? ['gray'] : [], compact: true },
  });
}

function fixed(value: number): string {
  return value.toFixed(3);
}

function percent(value: number | undefined): string {
  return value === undefined ? '' : fixed(value);
}
