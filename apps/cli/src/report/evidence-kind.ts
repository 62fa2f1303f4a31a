import type { Evidence } from '@pugmark/documents/assessment';

/** What a marked place tells the reader: which underline and colour it gets. */
export type Mark = 'taxon' | 'specimen' | 'offer' | 'claim' | 'against';

export const MARKS: readonly Mark[] = ['taxon', 'specimen', 'offer', 'claim', 'against'];

const OFFER = new Set('sell buy swap price delivery contact adopt stock auction'.split(' '));
const CLAIM = new Set(
  'antique pre-convention captive-bred permit not-listed faux mammoth vintage legal claim'.split(' '),
);
/** Cue kinds that speak for a real specimen. What is neither this, an offer nor a claim speaks against. */
const SPECIMEN = new Set('genuine test care biology wild evasion'.split(' '));

/**
 * The mark of a piece of evidence. A claim stays a claim whichever way it weighs; everything else that
 * takes weight away speaks against, whatever folder it came from.
 */
export function markOf(evidence: Pick<Evidence, 'kind' | 'weight'>): Mark {
  const [folder = '', kind = ''] = evidence.kind.split('/');
  if (folder === 'claims' || (folder === 'cues' && CLAIM.has(kind))) return 'claim';
  if (evidence.weight < 0) return 'against';
  if (folder === 'names' || folder === 'taxa') return 'taxon';
  if (folder === 'offer' || (folder === 'cues' && OFFER.has(kind))) return 'offer';
  if (folder === 'cues' && !SPECIMEN.has(kind) && evidence.weight <= 0) return 'against';
  return 'specimen';
}
