import type { Law } from './law/law.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Policy } from './policy/policy.ts';
import type { Taxa } from './taxa/taxa.ts';

/** Everything the screen knows, ready for use: read-only, shared by all who screen. */
export interface Knowledge {
  /** `sha256:…` over every file it was compiled from. */
  version: string;
  /** The newest list of the Appendices that is in force in it. */
  citesAsOf: string;
  lexicon: Lexicon;
  taxa: Taxa;
  /** What each kind of evidence weighs, by answer and feature. */
  weights: Record<string, Record<string, number>>;
  /** Host -> `social` or `marketplace`. */
  platforms: Record<string, string>;
  /** Sign -> the character it is written for. */
  signs: Record<string, string>;
  /** Source key -> what it is. */
  sources: Record<string, string>;
  /** Term code -> name. */
  codes: Record<string, string>;
  /** What may be offered where. */
  law: Law;
  /** Rule books by id. */
  policies: Record<string, Policy>;
  /** Language -> key -> words for people. */
  messages: Record<string, Record<string, string>>;
}
