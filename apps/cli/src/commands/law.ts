import { basename } from 'node:path';
import { type LawCoverage, lawCoverage } from '@pugmark/knowledge/law/coverage';
import { readLaw } from '@pugmark/knowledge/law/read-law';
import { knowledgeFolder } from '@pugmark/knowledge/load';
import { documentKinds, readMessages } from '@pugmark/knowledge/messages';
import { Command } from 'commander';
import { asOfDate } from '../as-of.ts';
import { collect } from '../collect.ts';
import { checkedFolders } from '../compiled-knowledge.ts';
import { CASE_DATE, runCases } from '../law/run-cases.ts';
import { plainTable } from '../plain-table.ts';
import { number } from '../progress.ts';
import { openKnowledge } from '../screen/engine.ts';
import { UsageError } from '../usage-error.ts';

type Options = { knowledge?: string[]; asOf?: string; json?: true };

/** `pugmark law check`. */
export function lawCommand(): Command {
  return new Command('law')
    .description('Checks the law files, and says how much of the law is known.')
    .addCommand(
      new Command('check')
        .description(
          'Checks every law file, runs the cases written in it, and prints what is known: places by questions.',
        )
        .argument('[file...]', 'only what concerns these files of knowledge/law')
        .option('--knowledge <folder>', 'your own knowledge beside the shipped one; may be repeated', collect)
        .option('--as-of <date>', 'what is in force on this day (YYYY-MM-DD)')
        .option('--json', 'as JSON')
        .action(check),
    );
}

function check(files: string[], options: Options): void {
  const own = options.knowledge ?? [];
  checkedFolders(own);
  const asOf = asOfDate(options.asOf) ?? CASE_DATE;
  const roots = [knowledgeFolder, ...own];
  const knowledge = openKnowledge(undefined);
  const { law, cases, problems } = readLaw(roots, {
    accepted: (name) => knowledge.taxa.find(name)?.name,
    codes: new Set(Object.keys(knowledge.codes)),
    documents: documentKinds(readMessages(roots)),
  });
  const wanted = new Set(files.map((file) => `law/${basename(file)}`));
  const isWanted = ({ file }: { file: string }): boolean => wanted.size === 0 || wanted.has(file);
  for (const file of wanted) {
    if (law.places[file.slice(4, -5).toUpperCase()] === undefined && !problems.some((p) => p.file === file)) {
      throw new UsageError(`Cannot check ${file}: there is no such file in knowledge/law`);
    }
  }
  const asked = cases.filter(isWanted);
  const wrong = [...problems.filter(isWanted), ...runCases({ ...knowledge, law }, asked)];
  if (wrong.length > 0) process.exitCode = 2;
  const coverage = lawCoverage(law, asOf);
  if (options.json) {
    console.log(JSON.stringify({ problems: wrong, cases: asked.length, coverage }));
    return;
  }
  for (const { file, line, detail } of wrong) console.log(`${file}:${line}: ${detail}`);
  if (wanted.size === 0) console.log(coverageTable(coverage));
  const { verified, reported, unverified } = coverage.provisions;
  console.log(
    `${number(verified + reported + unverified)} provisions (${number(verified)} verified, ${number(reported)} reported, ${number(unverified)} unverified), ${number(coverage.executable)} of them executable with ${number(coverage.effects)} effects, in ${number(coverage.places.length)} places`,
  );
  console.log(
    `${number(asked.length)} cases: ${wrong.length === 0 ? 'no problems' : `${number(wrong.length)} ${wrong.length === 1 ? 'problem' : 'problems'}, see above`}`,
  );
}

/** Places by questions: a letter for how sure, small for "no"; a dot is unknown. */
function coverageTable({ places, questions }: LawCoverage): string {
  const table = plainTable(
    ['place', 'provisions', 'executable', `of ${questions.length} questions`, 'verified', 'answers'],
    1,
  );
  for (const one of places.filter(({ provisions, known }) => provisions > 0 || known > 4)) {
    const answers = questions.map((question) => {
      const known = one.questions[question];
      if (!known) return '·';
      const letter = known.certainty[0]!;
      return known.answer === 'no' ? letter : letter.toUpperCase();
    });
    table.push([
      `${one.place} ${one.name}`,
      number(one.provisions),
      number(one.executable),
      number(one.known),
      number(one.verified),
      answers.join(''),
    ]);
  }
  return `${table.toString()}\n${legend(questions)}`;
}

const legend = (questions: readonly string[]): string =>
  `answers, in this order: ${questions.join(', ')}\nV verified, R reported, U unverified; small: the answer is no; · unknown`;
