import { Command } from 'commander';
import { asOfDate } from '../as-of.ts';
import { collect } from '../collect.ts';
import { colourOn } from '../colour.ts';
import { compiledKnowledge } from '../compiled-knowledge.ts';
import { openFile } from '../input-file.ts';
import { openKnowledge } from '../screen/engine.ts';
import { standardOutput } from '../screen/output.ts';
import { Answers } from '../taxon/answer.ts';
import { answerText } from '../taxon/answer-text.ts';
import { UsageError } from '../usage-error.ts';

type Options = { file?: string; asOf?: string; json?: true; knowledge?: string[] };

/** `pugmark taxon NAME…`. */
export function taxonCommand(): Command {
  return new Command('taxon')
    .description(
      'Says what a name in any language means: the taxon, its lineage, its Appendix and the lines it comes from.',
    )
    .argument('[name...]', 'scientific, common or trade names; quote names of several words')
    .option('--file <names>', 'names from a file, one a line; "-" is standard input')
    .option(
      '--as-of <date>',
      'as the Appendices stood on this day (YYYY-MM-DD); default: the newest list known',
    )
    .option('--knowledge <folder>', 'your own knowledge beside the shipped one; may be repeated', collect)
    .option('--json', 'one JSON line per name')
    .action(taxon);
}

async function taxon(names: string[], options: Options): Promise<void> {
  const asked = asOfDate(options.asOf);
  if (names.length === 0 && options.file === undefined) {
    throw new UsageError('Cannot look up nothing: give a name, or a file of names with --file');
  }
  const compiled = await compiledKnowledge(options.knowledge ?? []);
  const knowledge = openKnowledge(compiled.path);
  compiled.dispose();
  const asOf = asked ?? knowledge.citesAsOf;
  const first = knowledge.taxa.tables.lines.map((line) => line.from).sort()[0] ?? asOf;
  if (asOf < first) {
    throw new UsageError(`Cannot answer for ${asOf}: the history known here begins on ${first}`);
  }
  const answers = new Answers(knowledge, asOf);
  const color = colourOn(process.stdout);
  const output = standardOutput();
  let waiting: string[] = [];
  const send = async () => {
    await output.write(Buffer.from(waiting.join('')));
    waiting = [];
  };
  const tell = async (name: string) => {
    const answer = answers.answer(name);
    waiting.push(
      options.json ? `${JSON.stringify(answer)}\n` : `${answerText(answer, color, knowledge.codes)}\n\n`,
    );
    if (waiting.length >= 500) await send();
  };
  for (const name of names) await tell(name);
  if (options.file !== undefined) for await (const name of namesIn(options.file)) await tell(name);
  await send();
}

async function* namesIn(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of (await openFile(path)).bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    rest = lines.pop()!;
    yield* lines.filter((line) => line.trim() !== '');
  }
  const last = rest + decoder.decode();
  if (last.trim() !== '') yield last;
}
