import type { TextField } from '../text.ts';
import type { LexiconIndex } from './lexicon-index.ts';
import { type Reading, ruleReading } from './reading.ts';

/** Endings of Latin epithets. A word with one of them after a genus is its species. */
const latinEnding =
  /(?:us|um|is|ii|ae|ensis|oides|ana|ica|ata|osa|ina|ella|ola|ens|ans|or|ex|ax|ops|on|as|es|a|i|e)$/;
/** Short or ordinary words that end like Latin and follow a genus in listings. */
const notEpithets = new Set(
  (
    'and the for are was has his her this these those with plus more size genus species extra plants plant seeds rare ' +
    'large male female one three five mature nice baby juvenile adulte grande alta nuova nuevo nueva para sobre bella ' +
    'made home live sale price online code game games books shoes boots chine these other another'
  ).split(' '),
);

/**
 * Step "read binomials": a known genus and the word behind it. Also "Genus sp.", "Genus spp.", "Genus cf.
 * species", hybrids with ×, and an initial that stands for a genus ("P. regius").
 */
export function readBinomials(fields: readonly TextField[], readings: Reading[]): void {
  for (const reading of readings) {
    if (reading.kind !== 'names/genus') continue;
    const text = fields[reading.field]!.text;
    const after = /^[\s"'×x(]{1,4}(?:cf\.?|aff\.?|x|×)?\s?([A-Za-z][a-z-]{2,})/.exec(
      text.slice(reading.end, reading.end + 48),
    );
    if (!after) continue;
    const word = after[1]!.toLowerCase();
    if (word === 'spp' || word === 'species') {
      reading.kind = 'names/scientific';
      continue;
    }
    // "ada kendala" is Indonesian, and "Ada" an orchid: a short genus is written with its capital.
    const genus = text.slice(reading.start, reading.end);
    if (genus.length < 7 && !/^\p{Lu}/u.test(genus)) continue;
    if (word.length < 4 || notEpithets.has(word) || !latinEnding.test(word)) continue;
    const end = reading.end + after[0].length;
    // What the lexicon knows the word as (a colour, a verb) is no epithet.
    if (
      readings.some(
        (r) =>
          r !== reading &&
          r.field === reading.field &&
          r.start < end &&
          r.end > end - word.length &&
          r.kind.startsWith('cues/'),
      )
    )
      continue;
    reading.taxon = `${reading.taxon} ${word}`;
    reading.end = end;
    reading.kind = 'names/scientific';
  }
  for (let i = readings.length - 1; i >= 0; i--) if (!genusAlone(readings[i]!, fields)) readings.splice(i, 1);
}

/** A genus without a species is one only when it is long and odd enough, or written as a genus is. */
function genusAlone({ kind, field, start, end, disguised }: Reading, fields: readonly TextField[]): boolean {
  if (kind !== 'names/genus') return true;
  if (end - start <= 4 || disguised) return false;
  const text = fields[field]!.text.slice(start, end);
  return end - start >= 8 || /^\p{Lu}\p{Ll}+$/u.test(text);
}

/** Most initials looked into in one text. */
const INITIALS = 12;

/** Species known by name, by epithet: what an initial can be completed to. */
export class Epithets {
  private readonly byEpithet = new Map<string, string[]>();

  constructor(index: LexiconIndex) {
    const { entries } = index.lexicon;
    for (const entry of entries.form.keys()) {
      if (index.kind(entry) !== 'names/scientific') continue;
      const [genus, epithet] = entries.form[entry]!.split(' ');
      if (!genus || !epithet) continue;
      const list = this.byEpithet.get(epithet);
      const taxon = index.taxon(entry)!;
      const item = `${genus[0]!.toUpperCase()}\t${taxon}`;
      if (!list) this.byEpithet.set(epithet, [item]);
      else if (!list.includes(item)) list.push(item);
    }
  }

  /** Reads "P. regius" where one known species fits, or one whose genus the listing names. */
  read(fields: readonly TextField[], readings: Reading[]): void {
    for (const [field, { text }] of fields.entries()) {
      let left = INITIALS;
      const pattern = /(?<![\p{L}\d])([A-Z])\. ?([a-z]{4,40})/gu;
      for (const found of text.slice(0, 20_000).matchAll(pattern)) {
        if (left-- === 0) break;
        const fits = (this.byEpithet.get(found[2]!) ?? [])
          .filter((item) => item[0] === found[1])
          .map((item) => item.slice(2));
        const named = fits.filter((taxon) =>
          readings.some((r) => r.taxon?.split(' ')[0] === taxon.split(' ')[0]),
        );
        const taxa = named.length > 0 ? named : fits;
        if (taxa.length === 0) continue;
        const same = new Set(taxa).size === 1;
        const taxon = same ? taxa[0]! : taxa[0]!.split(' ')[0]!;
        readings.push(
          ruleReading(field, found.index, found.index + found[0].length, 'names/scientific', taxon, ''),
        );
      }
    }
  }
}
