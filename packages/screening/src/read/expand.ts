import { EntryFlag } from '@pugmark/knowledge/lexicon/lexicon';
import { type Matches, MatchFlag } from '../find/matches.ts';
import type { TextField } from '../text.ts';
import { attested, type Languages, neutral, plausible, sameForm } from './languages.ts';
import type { LexiconIndex } from './lexicon-index.ts';
import type { Reading } from './reading.ts';

/** Most readings of one listing: people stop reading long before, and weighing compares them in pairs. */
const READING_LIMIT = 256;

/** Languages whose plurals the finder undoes by cutting -s. */
const pluralByS = new Set(['en', 'fr', 'es', 'pt', 'it', 'nl', 'mul']);

/**
 * Step "read the matches": turns what was found into readings. Of homonyms, the one in a language the
 * listing seems to be written in is taken; a word whose diacritics disagree is none.
 *
 * @param only bits of leaves ({@link LeafBit}): others are passed over
 */
export function expand(
  index: LexiconIndex,
  fields: readonly TextField[],
  matches: Matches,
  order: Int32Array,
  languages: Languages,
  only: number,
): Reading[] {
  const readings: Reading[] = [];
  const { leafStart, leafEntries } = index.lexicon;
  for (let k = 0; k < matches.count && readings.length < READING_LIMIT; k++) {
    const i = order[k]!;
    if (!(index.leafBits[matches.leaf[i]!]! & only)) continue;
    const flags = matches.flags[i]!;
    const covered = (flags & MatchFlag.Covered) !== 0;
    // Inside a longer name or term, only a narrower name still counts: "ocelot" in "ocelot fur jacket".
    const inner = (flags & MatchFlag.Silenced) !== 0 && !covered;
    if (inner && !index.leafTaxon[matches.leaf[i]!]) continue;
    const leaf = matches.leaf[i]!;
    const text = fields[matches.field[i]!]!.text;
    let best: Map<string, { reading: Reading; rank: number }> | undefined;
    for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
      const entry = leafEntries[at]!;
      const kind = index.kind(entry);
      if (kind === 'cues/language') continue;
      // Of what an innocent phrase covers, only the name is kept in mind, and it weighs little.
      if (inner && !/^names\/(?:name|trade|everyday|scientific)$/.test(kind)) continue;
      if (covered && !kind.startsWith('names/') && !(flags & MatchFlag.Tame && kind.startsWith('terms/')))
        continue;
      const fit = fitOf(index, entry, text, matches.start[i]!, matches.end[i]!, flags, languages);
      if (!fit) continue;
      // One name and one term at a place, and each kind of cue once.
      const slot = kind.startsWith('cues/') ? kind : kind.slice(0, 5);
      best ??= new Map();
      const held = best.get(slot);
      if (held && held.rank >= fit.rank) continue;
      const taxon = index.taxon(entry);
      const code = index.code(entry);
      const nature = index.nature(entry);
      best.set(slot, {
        rank: fit.rank,
        reading: {
          field: matches.field[i]!,
          start: matches.start[i]!,
          end: matches.end[i]!,
          entry,
          kind: inner
            ? 'names/inner'
            : covered && kind.startsWith('names/')
              ? 'names/covered'
              : isLatin(kind, index.form(entry), taxon)
                ? 'names/scientific'
                : kind,
          taxon,
          code,
          nature,
          says: '',
          source: index.source(entry),
          disguised: (flags & MatchFlag.Disguised) !== 0,
          bare: fit.bare,
          foreign: fit.foreign,
          plural: (flags & MatchFlag.Plural) !== 0,
        },
      });
    }
    if (best) for (const { reading } of best.values()) readings.push(reading);
  }
  return readings;
}

/** How well a match fits an entry, or undefined when the words cannot be it. */
function fitOf(
  index: LexiconIndex,
  entry: number,
  text: string,
  start: number,
  end: number,
  flags: number,
  languages: Languages,
): { rank: number; bare: boolean; foreign: boolean } | undefined {
  const language = index.language(entry);
  if (flags & MatchFlag.Plural && !pluralByS.has(language)) return undefined;
  const slice = text.slice(start, end);
  if (index.is(entry, EntryFlag.Capitals) && slice !== index.form(entry)) return undefined;
  const long = index.is(entry, EntryFlag.Long);
  let bare = false;
  if (!(flags & MatchFlag.Disguised) && !index.is(entry, EntryFlag.Open)) {
    const marked = index.is(entry, EntryFlag.Marked);
    const textMarked = hasMarks(slice);
    if (marked && !textMarked) {
      bare = true;
      if (!long && slice.length < 5) return undefined;
      if (!plausible(languages, language) || (!long && !attested(languages, language))) return undefined;
    } else if (
      (marked || textMarked) &&
      !(flags & MatchFlag.Plural) &&
      !sameForm(index, entry, text, start, end)
    ) {
      if (marked || slice.length < 6) return undefined;
    }
  }
  const fits = plausible(languages, language);
  // Cues of one language are ordinary words of another: "strip", "film", "postal".
  if (!fits && !long && isAsciiWord(slice) && (slice.length <= 4 || index.kind(entry).startsWith('cues/'))) {
    return undefined;
  }
  if (
    !neutral.has(language) &&
    !long &&
    slice.length <= 3 &&
    isAsciiWord(slice) &&
    !attested(languages, language)
  ) {
    return undefined;
  }
  return {
    rank: (fits ? 4 : 0) + (bare ? 0 : 2) + (attested(languages, language) ? 1 : 0),
    bare,
    foreign: !fits,
  };
}

/** A scientific name that a list of common names holds, too. */
const isLatin = (kind: string, form: string, taxon: string | undefined): boolean =>
  kind === 'names/name' &&
  taxon !== undefined &&
  form.includes(' ') &&
  form.toLowerCase() === taxon.toLowerCase();

const isAsciiWord = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
};

/** Letters of the Latin alphabet with diacritics, or combining marks. */
const hasMarks = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xc0) continue;
    if (code <= 0x24f || (code >= 0x300 && code <= 0x36f) || (code >= 0x1e00 && code <= 0x1eff)) return true;
  }
  return false;
};
