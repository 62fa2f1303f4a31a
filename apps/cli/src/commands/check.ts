import { CONVENTION, CONVENTION_FROM } from '@pugmark/knowledge/law/law';
import { FIRST_LANGUAGE } from '@pugmark/knowledge/messages';
import { ThingChecker } from '@pugmark/screening/judge/check-thing';
import { type Claim, claimForms, parseClaim } from '@pugmark/screening/judge/claim';
import { Command } from 'commander';
import { asOfDate } from '../as-of.ts';
import { checkJson } from '../check/check-json.ts';
import { checkText } from '../check/check-text.ts';
import { placeCodeOf } from '../check/place-code.ts';
import { collect } from '../collect.ts';
import { colourOn } from '../colour.ts';
import { compiledKnowledge } from '../compiled-knowledge.ts';
import { openKnowledge } from '../screen/engine.ts';
import { UsageError } from '../usage-error.ts';

interface Options {
  from?: string;
  to?: string;
  via: string[];
  date?: string;
  claim: string[];
  personal?: true;
  language?: string;
  knowledge: string[];
  json?: true;
}

/** `pugmark check THING --from KE --to DE`. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'Says for one thing and one journey whether it may be offered: no, only with papers, or yes.',
    )
    .argument('<thing...>', 'what it is, in any language: "ivory bracelet", "live grey parrot"')
    .option('--from <place>', 'where it is: ISO 3166 code, DE, or US-CA for a state with its own law')
    .option('--to <place>', 'where it goes; default: it stays where it is')
    .option('--via <place>', 'what it passes on the way; may be repeated', collect, [])
    .option('--date <date>', 'the law of this day applies (YYYY-MM-DD); default: today')
    .option('--claim <claim>', `what the seller says: ${claimForms.join(', ')}; may be repeated`, collect, [])
    .option('--personal', 'your own thing, carried or posted, not for sale')
    .option('--language <tag>', 'language of the answer: en, fr, es, zh-Hans, de, vi or th')
    .option('--knowledge <folder>', 'your own knowledge beside the shipped one; may be repeated', collect, [])
    .option('--json', 'as JSON')
    .action(check);
}

async function check(words: string[], options: Options): Promise<void> {
  const thing = words.join(' ').trim();
  if (thing === '') throw new UsageError('Cannot check nothing: say what the thing is, "ivory bracelet"');
  if (thing.length > LONGEST) {
    throw new UsageError(
      `Cannot check a text of ${thing.length} characters: say in a few words what the thing is (at most ${LONGEST})`,
    );
  }
  if (options.from === undefined && options.to === undefined) {
    throw new UsageError(
      'Cannot check a thing that is nowhere: say where it is with --from, as in --from DE',
    );
  }
  const from = placeCodeOf(options.from ?? options.to!, '--from');
  const to = placeCodeOf(options.to ?? options.from!, '--to');
  const via = options.via.map((place) => placeCodeOf(place, '--via'));
  const date = asOfDate(options.date) ?? new Date().toISOString().slice(0, 10);
  const claims = options.claim.map(claimOf);
  const compiled = await compiledKnowledge(options.knowledge);
  const knowledge = openKnowledge(compiled.path);
  compiled.dispose();
  refuseDate(date);
  const language = options.language ?? FIRST_LANGUAGE;
  if (!Object.hasOwn(knowledge.messages, language)) {
    throw new UsageError(`Cannot answer in "${language}": use ${Object.keys(knowledge.messages).join(', ')}`);
  }
  const journey = { from, to, ...(via.length > 0 && { via }) };
  const checked = new ThingChecker(knowledge).check(thing, {
    ...journey,
    date,
    claims,
    ...(options.personal && { personal: true }),
  });
  const asked = { thing, journey, date, language };
  console.log(
    options.json
      ? JSON.stringify(checkJson(checked, asked, knowledge))
      : checkText(checked, asked, knowledge, colourOn(process.stdout)),
  );
}

/** A thing in a few words; a whole listing goes to `screen`. */
const LONGEST = 2000;

function claimOf(text: string): Claim {
  const claim = parseClaim(text);
  if (!claim) throw new UsageError(`Cannot use the claim "${text}": use ${claimForms.join(', ')}`);
  return claim;
}

function refuseDate(date: string): void {
  if (date < CONVENTION_FROM) {
    throw new UsageError(
      `Cannot answer for ${date}: the Convention (${CONVENTION}) entered into force on ${CONVENTION_FROM}`,
    );
  }
}
