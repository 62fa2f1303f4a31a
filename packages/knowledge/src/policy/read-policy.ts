import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem } from '../lexicon/read-entries.ts';
import { readYaml } from '../yaml-file.ts';
import { contradictions } from './contradictions.ts';
import { GroupError, writtenOut } from './groups.ts';
import { NO_RULE, type Policy } from './policy.ts';
import { type Condition, type PolicyExample, PolicyFile, type PolicyRule } from './policy-schema.ts';

/** An example of a rule book, with where it stands. */
export interface PlacedExample extends PolicyExample {
  file: string;
  line: number;
}

export interface ReadPolicy {
  /** Undefined when the file cannot be used. */
  policy: Policy | undefined;
  examples: PlacedExample[];
  problems: Problem[];
}

/** What a rule book names that lies in other files. */
export interface PolicyLists {
  /** The accepted name of a taxon, undefined when it is not known. */
  accepted(name: string): string | undefined;
  codes: ReadonlySet<string>;
  documents: ReadonlySet<string>;
  termSets: Readonly<Record<string, readonly string[]>>;
  /** Claims that can be told apart. */
  claims: ReadonlySet<string>;
}

/** Reads `policies/` of one or several knowledge folders; a later folder's rule book replaces one of the same id. */
export function readPolicies(
  roots: readonly string[],
  lists: PolicyLists,
): { policies: Record<string, Policy>; examples: PlacedExample[]; problems: Problem[] } {
  const policies: Record<string, Policy> = {};
  const examples: PlacedExample[] = [];
  const problems: Problem[] = [];
  for (const root of roots) {
    const folder = join(root, 'policies');
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).sort()) {
      if (!file.endsWith('.yaml')) continue;
      const read = readPolicy(readFileSync(join(folder, file), 'utf8'), `policies/${file}`, lists);
      problems.push(...read.problems);
      examples.push(...read.examples);
      if (!read.policy) continue;
      policies[read.policy.id] = read.policy;
      if (read.policy.id !== basename(file, '.yaml')) {
        problems.push({
          file: `policies/${file}`,
          line: 1,
          detail: `the rule book "${read.policy.id}" belongs in ${read.policy.id}.yaml`,
        });
      }
    }
  }
  return { policies, examples, problems };
}

/**
 * Reads one rule book. What is wrong is told with its line: a taxon, term, document or claim that is not known,
 * groups that go round in a circle, bounds that can never hold, rules that contradict each other.
 *
 * @param file its name, for messages
 */
export function readPolicy(text: string, file: string, lists: PolicyLists): ReadPolicy {
  const read = readYaml(text, PolicyFile);
  const problems: Problem[] = read.problems.map((problem) => ({ file, ...problem }));
  if (!read.value) return { policy: undefined, examples: [], problems };
  const { value, lineOf } = read;
  const tell = (path: PropertyKey[], detail: string) => problems.push({ file, line: lineOf(path), detail });
  checkDates(value, tell);
  const groups = value.groups ?? {};
  for (const [name, members] of Object.entries(groups)) {
    writeOut(members, groups, ['groups', name], lists, tell, [name]);
  }
  const ids = new Set<string>();
  const rules = value.rules.map((rule, at): PolicyRule => {
    const path = ['rules', at];
    if (ids.has(rule.id) || rule.id === NO_RULE) tell([...path, 'id'], `the id "${rule.id}" is taken`);
    ids.add(rule.id);
    for (const kind of rule.then.documents ?? []) {
      if (!lists.documents.has(kind)) {
        tell(
          [...path, 'then', 'documents'],
          `"${kind}" is no kind of document: use ${[...lists.documents].join(', ')}`,
        );
      }
    }
    return {
      ...rule,
      when: condition(rule.when, [...path, 'when'], groups, lists, tell),
      ...(rule.except && {
        except: rule.except.map((one, i) => condition(one, [...path, 'except', i], groups, lists, tell)),
      }),
    };
  });
  for (const { rule, detail } of contradictions(rules))
    tell(['rules', rule], `rule "${rules[rule]!.id}" ${detail}`);
  const examples = (value.examples ?? []).map((example, at) => ({
    ...example,
    file,
    line: lineOf(['examples', at]),
  }));
  for (const [at, { rule }] of examples.entries()) {
    if (rule !== NO_RULE && !ids.has(rule)) tell(['examples', at, 'rule'], `there is no rule "${rule}"`);
  }
  const { id, title, about, from, to, home, flood } = value;
  const optional = {
    ...(from && { from }),
    ...(to && { to }),
    ...(home && { home }),
    ...(flood && { flood }),
  };
  const version = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return {
    policy: problems.length > 0 ? undefined : { id, title, about, ...optional, version, rules },
    examples,
    problems,
  };
}

type Tell = (path: PropertyKey[], detail: string) => void;

function checkDates(value: PolicyFile, tell: Tell): void {
  const ends = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
    from !== undefined && to !== undefined && to < from;
  if (ends(value)) tell(['to'], 'the rule book ends before it begins');
  for (const [at, rule] of value.rules.entries()) {
    if (ends(rule)) tell(['rules', at, 'to'], `rule "${rule.id}" ends before it begins`);
  }
}

function writeOut(
  names: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
  path: PropertyKey[],
  lists: PolicyLists,
  tell: Tell,
  above: readonly string[] = [],
): string[] {
  let out: string[];
  try {
    out = writtenOut(names, groups, above);
  } catch (error) {
    if (!(error instanceof GroupError)) throw error;
    tell(path, error.message);
    // Not empty: a rule without taxa would be told to be dead besides.
    return [...names];
  }
  return out.map((name) => {
    const accepted = lists.accepted(name);
    if (accepted === undefined) tell(path, `taxon "${name}" is not in taxa/`);
    return accepted ?? name;
  });
}

function condition(
  given: Condition,
  path: PropertyKey[],
  groups: Readonly<Record<string, readonly string[]>>,
  lists: PolicyLists,
  tell: Tell,
): Condition {
  const out: Condition = { ...given };
  for (const field of ['taxon', 'not-taxon'] as const) {
    const names = given[field];
    if (names) out[field] = writeOut(names, groups, [...path, field], lists, tell);
  }
  for (const field of ['term', 'not-term'] as const) {
    const terms = given[field];
    if (!terms) continue;
    for (const term of terms) {
      if (!lists.codes.has(term) && !Object.hasOwn(lists.termSets, term)) {
        tell([...path, field], `"${term}" is neither a CITES term code nor a set of law/term-sets.tsv`);
      }
    }
    out[field] = terms.flatMap((term) => lists.termSets[term] ?? [term]);
  }
  for (const field of ['claim', 'no-claim'] as const) {
    for (const claim of given[field] ?? []) {
      if (!lists.claims.has(claim)) {
        tell([...path, field], `"${claim}" is no claim: use ${[...lists.claims].join(', ')}`);
      }
    }
  }
  return out;
}
