import { claimKinds } from '@pugmark/knowledge/lexicon/entry';
import { knowledgeFolder } from '@pugmark/knowledge/load';
import { documentKinds } from '@pugmark/knowledge/messages';
import { readPolicies } from '@pugmark/knowledge/policy/read-policy';
import { Command } from 'commander';
import { collect } from '../collect.ts';
import { compiledKnowledge } from '../compiled-knowledge.ts';
import { plainTable } from '../plain-table.ts';
import { diffPolicies } from '../policy/diff.ts';
import { diffText } from '../policy/diff-text.ts';
import { explainBook, explainListings } from '../policy/explain-policy.ts';
import { openPolicy, readPolicyFile } from '../policy/open-policy.ts';
import { runExamples } from '../policy/run-examples.ts';
import { number } from '../progress.ts';
import { openKnowledge } from '../screen/engine.ts';

type Options = { knowledge: string[]; json?: true; decisions?: string; progress: boolean };

/** `pugmark policy test | diff | explain`. */
export function policyCommand(): Command {
  const own = ['--knowledge <folder>', 'your own knowledge beside the shipped one; may be repeated'] as const;
  return new Command('policy')
    .description('Checks, compares and explains rule books: what a marketplace does about an offer.')
    .addCommand(
      new Command('test')
        .description(
          'Checks rule books and runs the examples written in them; without a file, the shipped ones.',
        )
        .argument('[file...]', 'rule books as YAML')
        .option(...own, collect, [])
        .option('--json', 'as JSON')
        .action(test),
    )
    .addCommand(
      new Command('diff')
        .description(
          'Says which listings change their verdict when one rule book takes the place of another.',
        )
        .argument('<old>', 'a YAML file, or the id of a shipped rule book')
        .argument('<new>', 'the same')
        .argument('<listings>', 'as "screen" reads them; "-" is standard input')
        .option(
          '--decisions <file>',
          'JSON lines {"id", "removed"}: what people decided; gives precision and recall by rule',
        )
        .option(...own, collect, [])
        .option('--json', 'as JSON')
        .option('--no-progress', 'no progress on standard error')
        .action(diff),
    )
    .addCommand(
      new Command('explain')
        .description(
          'Says what a rule book does, rule by rule; with listings, why each rule did or did not decide.',
        )
        .argument('<policy>', 'a YAML file, or the id of a shipped rule book')
        .argument('[listings]', 'as "screen" reads them; "-" is standard input')
        .option(...own, collect, [])
        .option('--json', 'as JSON lines')
        .action(explain),
    );
}

async function knowledgeWith(own: readonly string[]) {
  const compiled = await compiledKnowledge(own);
  const knowledge = openKnowledge(compiled.path);
  compiled.dispose();
  return knowledge;
}

async function test(files: string[], options: Options): Promise<void> {
  const knowledge = await knowledgeWith(options.knowledge);
  const books =
    files.length > 0
      ? files.map((file) => ({ file, ...readPolicyFile(file, knowledge) }))
      : shippedBooks(options.knowledge, knowledge);
  const tested = books.map(({ file, policy, examples, problems }) => ({
    file,
    policy,
    rules: policy?.rules.map(({ id }) => ({
      id,
      examples: examples.filter(({ rule }) => rule === id).length,
    })),
    examples: examples.length,
    problems: policy ? runExamples(policy, examples, knowledge) : problems,
  }));
  if (tested.some(({ problems }) => problems.length > 0)) process.exitCode = 2;
  if (options.json) {
    console.log(
      JSON.stringify(
        tested.map(({ policy, ...rest }) => ({ id: policy?.id, version: policy?.version, ...rest })),
      ),
    );
    return;
  }
  for (const { file, line, detail } of tested.flatMap(({ problems }) => problems)) {
    console.log(`${file}:${line}: ${detail}`);
  }
  const table = plainTable(['rule book', 'rules', 'examples', 'rules without', 'problems', 'version'], 1);
  for (const { file, policy, rules, examples, problems } of tested) {
    table.push([
      policy?.id ?? file,
      number(rules?.length ?? 0),
      number(examples),
      number(rules?.filter((rule) => rule.examples === 0).length ?? 0),
      number(problems.length),
      policy?.version.slice(0, 19) ?? '',
    ]);
  }
  console.log(table.toString());
}

type Opened = Awaited<ReturnType<typeof knowledgeWith>>;

function shippedBooks(own: readonly string[], knowledge: Opened) {
  const { policies, examples, problems } = readPolicies([knowledgeFolder, ...own], {
    accepted: (name) => knowledge.taxa.find(name)?.name,
    codes: new Set(Object.keys(knowledge.codes)),
    documents: documentKinds(knowledge.messages),
    termSets: knowledge.law.termSets,
    claims: new Set(claimKinds),
  });
  const files = [...new Set([...Object.keys(policies).map(fileOf), ...problems.map(({ file }) => file)])];
  return files.map((file) => ({
    file,
    policy: Object.values(policies).find(({ id }) => fileOf(id) === file),
    examples: examples.filter((example) => example.file === file),
    problems: problems.filter((problem) => problem.file === file),
  }));
}

const fileOf = (id: string): string => `policies/${id}.yaml`;

async function diff(before: string, after: string, listings: string, options: Options): Promise<void> {
  const knowledge = await knowledgeWith(options.knowledge);
  const result = await diffPolicies(
    openPolicy(before, knowledge),
    openPolicy(after, knowledge),
    listings,
    options.decisions,
    knowledge,
    !options.progress,
  );
  console.log(options.json ? JSON.stringify(result) : diffText(result));
}

async function explain(name: string, listings: string | undefined, options: Options): Promise<void> {
  const knowledge = await knowledgeWith(options.knowledge);
  const policy = openPolicy(name, knowledge);
  if (listings === undefined) {
    console.log(options.json ? JSON.stringify(policy) : explainBook(policy));
    return;
  }
  for await (const text of explainListings(policy, listings, knowledge, options.json === true))
    console.log(text);
}
