import type { Evidence } from '@pugmark/documents/assessment';
import type { LexiconIndex } from '../read/lexicon-index.ts';
import type { Reading } from '../read/reading.ts';
import type { TextField } from '../text.ts';
import type { Sum } from '../weigh/weigh.ts';

/** Turns the parts of a sum into evidence that a reader can check: place, words, what they say, weight. */
export function evidenceOf(
  sum: Sum,
  fields: readonly TextField[],
  index: LexiconIndex,
  codes: Record<string, string>,
): Evidence[] {
  const byReading = new Map<Reading, Evidence>();
  const out: Evidence[] = [];
  for (const { reading, feature, weight } of sum.parts) {
    if (weight === 0) continue;
    if (!reading) {
      out.push({
        field: '',
        start: 0,
        end: 0,
        text: '',
        says: beginnings[feature] ?? feature,
        weight: round(weight),
        kind: feature,
        source: 'weights',
      });
      continue;
    }
    const held = byReading.get(reading);
    if (held) {
      held.weight = round(held.weight + weight);
      continue;
    }
    const evidence = evidenceAt(reading, round(weight), fields, index, codes);
    byReading.set(reading, evidence);
    out.push(evidence);
  }
  return out;
}

/** A reading as evidence: where it stands, its words, what they say, where that comes from. */
export function evidenceAt(
  reading: Reading,
  weight: number,
  fields: readonly TextField[],
  index: LexiconIndex,
  codes: Record<string, string>,
): Evidence {
  const { name, text } = fields[reading.field]!;
  return {
    field: name,
    start: reading.start,
    end: reading.end,
    text: text.slice(reading.start, reading.end),
    says: saysOf(reading, index, codes),
    weight,
    kind: reading.kind,
    source: reading.source,
  };
}

const beginnings: Record<string, string> = {
  bias: 'before anything is read',
  price: 'a price is asked',
  'place.social': 'a place where people talk',
  'place.marketplace': 'a place where things are sold',
  'place.unknown': 'a place not known',
};

/** What a reading says, in words for staff. */
function saysOf(reading: Reading, index: LexiconIndex, codes: Record<string, string>): string {
  if (reading.says) return reading.says;
  const kind = reading.kind.slice(reading.kind.indexOf('/') + 1);
  const hidden = reading.disguised ? ', written in disguise' : '';
  if (reading.kind.startsWith('names/'))
    return `${kind === 'trade' ? 'trade name of ' : kind === 'everyday' ? 'everyday word, also ' : ''}${reading.taxon}${hidden}`;
  const note = reading.entry >= 0 ? index.lexicon.entries.note[reading.entry] : undefined;
  if (reading.kind.startsWith('terms/')) {
    const what = reading.code ? (codes[reading.code] ?? reading.code) : kind;
    const of = reading.taxon ? ` of ${reading.taxon}` : '';
    return `${kind === 'code' ? 'code word for ' : ''}${what}${of}${hidden}`;
  }
  return note ? `${kind}: ${note}` : kind;
}

export const round = (x: number): number => Math.round(x * 1000) / 1000;
