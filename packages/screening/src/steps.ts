/**
 * The steps of reading a listing, in order. Each is a small pure function in a file of its own; adding a rule
 * is one file and one line here. `docs/engine.md` has a heading for each.
 */
export const steps = [
  { name: 'join the fields', file: 'text.ts' },
  { name: 'fold and find', file: 'find/finder.ts' },
  { name: 'undo disguises', file: 'find/disguise.ts' },
  { name: 'fill masked letters', file: 'find/masked.ts' },
  { name: 'longest match wins', file: 'read/silence.ts' },
  { name: 'tell the language', file: 'read/languages.ts' },
  { name: 'take the short way', file: 'plain.ts' },
  { name: 'read the matches', file: 'read/expand.ts' },
  { name: 'hear denials', file: 'read/deny.ts' },
  { name: 'read binomials', file: 'read/binomials.ts' },
  { name: 'read misspelt Latin', file: 'read/misspelt.ts' },
  { name: 'read shapes', file: 'read/shapes.ts' },
  { name: 'gather subjects', file: 'weigh/subject.ts' },
  { name: 'weigh', file: 'weigh/weigh.ts' },
  { name: 'what of it', file: 'say/nature.ts' },
  { name: 'how many', file: 'say/quantity.ts' },
  { name: 'ask the Appendices', file: 'screener.ts' },
  { name: 'claims', file: 'say/claims.ts' },
  { name: 'ask the law', file: 'judge/listing-law.ts' },
  { name: 'decide by the policy', file: 'policy/decide.ts' },
  { name: 'show the evidence', file: 'say/evidence.ts' },
  { name: 'explain twice', file: 'say/reasons.ts' },
] as const;
