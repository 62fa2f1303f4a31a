import type { Evidence } from '@pugmark/documents/assessment';

/** What a marked place tells the reader: which underline and colour it gets. */
export type Mark = 'taxon' | 'specimen' | 'offer' | 'claim' | 'against';

export const MARKS: readonly Mark[] = ['taxon', 'specimen', 'offer', 'claim', 'against'];

/** Which answer a piece of evidence was weighed for: a real specimen, an offer, or none (a claim). */
export type Answer = 'specimen' | 'offer' | 'claim';

const OFFER = new Set('sell buy swap price delivery contact adopt stock auction'.split(' '));
const CLAIM = new Set(
  'antique pre-convention captive-bred permit not-listed faux mammoth vintage legal'.split(' '),
);

/**
 * The mark of a piece of evidence. A name stays a name, a term a term and a claim a claim whichever way
 * it weighs; of the rest, what takes weight away speaks against.
 */
export function markOf(evidence: Pick<Evidence, 'kind' | 'weight'>, answer: Answer): Mark {
  const [folder = '', kind = ''] = evidence.kind.split('/');
  if (folder === 'names') return 'taxon';
  if (folder === 'terms') return 'specimen';
  if (answer === 'claim' || (folder === 'cues' && CLAIM.has(kind))) return 'claim';
  if (evidence.weight < 0) return 'against';
  return answer === 'offer' || (folder === 'cues' && OFFER.has(kind)) ? 'offer' : 'specimen';
}
