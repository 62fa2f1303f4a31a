import { readFileSync } from 'node:fs';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { claimKinds } from '@pugmark/knowledge/lexicon/entry';
import { documentKinds } from '@pugmark/knowledge/messages';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import { type ReadPolicy, readPolicy } from '@pugmark/knowledge/policy/read-policy';
import { fileReason, UsageError } from '../usage-error.ts';

/** Reads a rule book from a file, with everything that is wrong in it. */
export function readPolicyFile(path: string, knowledge: Knowledge): ReadPolicy {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read the policy ${path}: ${fileReason(error)}`);
  }
  return readPolicy(text, path, {
    accepted: (name) => knowledge.taxa.find(name)?.name,
    codes: new Set(Object.keys(knowledge.codes)),
    documents: documentKinds(knowledge.messages),
    termSets: knowledge.law.termSets,
    claims: new Set(claimKinds),
  });
}

/**
 * A rule book by its id among the shipped ones, or by its file.
 *
 * @throws UsageError with file and line of the first thing that is wrong in the file
 */
export function openPolicy(name: string, knowledge: Knowledge): Policy {
  const shipped = Object.hasOwn(knowledge.policies, name) ? knowledge.policies[name] : undefined;
  if (shipped) return shipped;
  if (!/\.ya?ml$/.test(name)) {
    throw new UsageError(
      `Cannot use the policy "${name}": name a YAML file, or one of ${Object.keys(knowledge.policies).join(', ')}`,
    );
  }
  const { policy, problems } = readPolicyFile(name, knowledge);
  if (policy) return policy;
  const { file, line, detail } = problems[0]!;
  const more =
    problems.length > 1 ? ` (and ${problems.length - 1} more: see "pugmark policy test ${name}")` : '';
  throw new UsageError(`Cannot use the policy ${file}:${line}: ${detail}${more}`);
}
