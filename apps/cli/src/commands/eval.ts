import { statSync } from 'node:fs';
import { Screener } from '@pugmark/screening/screener';
import { Command } from 'commander';
import { asOfDate } from '../as-of.ts';
import { collect } from '../collect.ts';
import { colourOn } from '../colour.ts';
import { compiledKnowledge } from '../compiled-knowledge.ts';
import { Evaluation } from '../eval/evaluation.ts';
import { assessedRows } from '../eval/read-labelled.ts';
import type { Mistake } from '../eval/score.ts';
import { evaluationText } from '../eval/table.ts';
import { Progress } from '../progress.ts';
import { openKnowledge } from '../screen/engine.ts';

type Options = { json?: true; errors?: true; asOf?: string; knowledge?: string[]; progress: boolean };

/** `pugmark eval LABELLED.jsonl…`. */
export function evalCommand(): Command {
  return new Command('eval')
    .description(
      'Screens labelled listings and says how often it was right: each set by itself, never pooled.',
    )
    .argument(
      '<labelled...>',
      'JSON lines of listings with "labels": realAnimal, sharkProduct, ivoryOffer, regulated, wildlife, taxon, appendix',
    )
    .option('--json', 'one JSON line per set instead of the table')
    .option('--errors', 'also list every miss and false alarm with its title')
    .option('--as-of <date>', 'the law of this day (YYYY-MM-DD) for listings without a date of their own')
    .option('--knowledge <folder>', 'your own knowledge beside the shipped one; may be repeated', collect)
    .option('--no-progress', 'no progress on standard error')
    .action(evaluate);
}

async function evaluate(paths: string[], options: Options): Promise<void> {
  const asOf = asOfDate(options.asOf);
  const knowledge = await compiledKnowledge(options.knowledge ?? []);
  const engine = new Screener(openKnowledge(knowledge.path), asOf === undefined ? {} : { asOf });
  knowledge.dispose();
  const total = paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  const progress = new Progress(total, 'listings', !options.progress);
  const evaluations: Evaluation[] = [];
  let [rows, before] = [0, 0];
  try {
    for (const path of paths) {
      const evaluation = new Evaluation(path);
      let last = 0;
      for await (const assessed of assessedRows(path, engine)) {
        evaluation.add(assessed);
        last = assessed.at;
        rows += 1;
        if (rows % 500 === 0) progress.update(before + last, rows);
      }
      before += last;
      evaluations.push(evaluation);
    }
  } finally {
    progress.stop();
  }
  if (options.json) {
    for (const evaluation of evaluations) {
      console.log(
        JSON.stringify({ ...evaluation.json(), ...(options.errors && { errors: evaluation.mistakes }) }),
      );
    }
    return;
  }
  if (options.errors) {
    for (const { name, mistakes } of evaluations)
      for (const mistake of mistakes) console.log(`${name}: ${mistakeText(mistake)}`);
  }
  console.log(evaluationText(evaluations, colourOn(process.stdout), process.stdout.columns));
}

function mistakeText({ label, kind, id, title, said }: Mistake): string {
  const where = `${id}: ${title.replace(/\s+/g, ' ').slice(0, 160)}`;
  return kind === 'taxon' || kind === 'appendix'
    ? `${label}, said ${said}  ${where}`
    : `${label} ${kind}  ${where}`;
}
