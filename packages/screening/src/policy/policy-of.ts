import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { DEFAULT_POLICY, type Policy } from '@pugmark/knowledge/policy/policy';

/**
 * The rule book that is used where none is given.
 *
 * @throws when the knowledge does not hold it
 */
export function policyOf(knowledge: Pick<Knowledge, 'policies'>, id = DEFAULT_POLICY): Policy {
  const policy = knowledge.policies[id];
  if (!policy) {
    throw new Error(
      `Cannot use the policy "${id}": there are ${Object.keys(knowledge.policies).join(', ') || 'none'}`,
    );
  }
  return policy;
}
