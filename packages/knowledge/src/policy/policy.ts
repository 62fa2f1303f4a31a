import type { PolicyFile, PolicyRule } from './policy-schema.ts';

/** A rule book ready to be applied: checked, groups and sets of terms written out. Read-only. */
export interface Policy
  extends Pick<PolicyFile, 'id' | 'title' | 'about' | 'from' | 'to' | 'home' | 'flood'> {
  /** `sha256:…` of the file as it is written: another byte, another version. */
  version: string;
  rules: readonly PolicyRule[];
}

/** The policy that is used where none is named. */
export const DEFAULT_POLICY = 'marketplace-default';

/** A rule that decides when no rule of the book does. */
export const NO_RULE = 'none';
