import Table from 'cli-table3';
import type { Evaluation } from './evaluation.ts';
import { measures, type Score, share } from './score.ts';
import { sharesWanted, toBeat } from './to-beat.ts';

const HEAD = ['set', 'label', 'rows', 'precision', 'recall', 'F1', 'alerts/10k', 'taxon', 'Appendix'];
const MORE = ['calibration', 'wanted', 'others'];

/**
 * All sets in one table, the figures to beat beside, then the languages of each set that has several. Columns that do
 * not fit are left out from the right.
 */
export function evaluationText(evaluations: readonly Evaluation[], color: boolean, columns = 200): string {
  const parts = [fitting(evaluations, color, columns)];
  for (const evaluation of evaluations)
    if (evaluation.byLanguage.size > 1) parts.push(languagesText(evaluation, color));
  return parts.join('\n\n');
}

function fitting(evaluations: readonly Evaluation[], color: boolean, columns: number): string {
  for (let more = MORE.length; ; more -= 1) {
    const main = table([...HEAD, ...MORE.slice(0, more)], color);
    for (const { name, all, withoutStamps } of evaluations) {
      const rows = rowsOf(name, all, name);
      if (withoutStamps) rows.push(...rowsOf(`${name}, no stamps`, withoutStamps, name));
      main.push(...rows.map((row) => row.slice(0, HEAD.length + more)));
    }
    const text = main.toString();
    if (more === 0 || [...text.slice(0, text.indexOf('\n'))].length <= columns) return text;
  }
}

function rowsOf(name: string, score: Score, set: string): string[][] {
  const labels = Object.entries(score.labels);
  if (labels.length === 0)
    return [
      [
        name,
        '-',
        String(score.rows),
        '',
        '',
        '',
        '',
        percent(share(score.taxon)),
        percent(share(score.appendix)),
        '',
        '',
        '',
      ],
    ];
  return labels.map(([label, tally], index) => {
    const { precision, recall, f1, alertsPer10k } = measures(tally);
    const bar = toBeat[set]?.[label];
    const shares = sharesWanted[set];
    const wanted = [
      ...(bar
        ? [
            bar.measure === 'alertsPer10k'
              ? `≤ ${bar.wanted} alerts`
              : `${bar.measure === 'f1' ? 'F1' : 'recall'} ${bar.wanted}`,
          ]
        : []),
      ...(shares ? [`taxon ${shares.taxon}`, `App. ${shares.appendix}`] : []),
    ];
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
      index === 0 ? percent(share(score.taxon)) : '',
      index === 0 ? percent(share(score.appendix)) : '',
      index === 0
        ? Object.entries(score.calibration)
            .map(([answer, bins]) => `${answer} ${fixed(bins.error)}`)
            .join('\n')
        : '',
      wanted.join('\n'),
      (bar?.others ?? '').replaceAll('; ', '\n'),
    ];
  });
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
