import { Class } from '@pugmark/knowledge/lexicon/fold';
import { EntryFlag } from '@pugmark/knowledge/lexicon/lexicon';
import type { Matches } from '../find/matches.ts';
import type { TextField } from '../text.ts';
import type { LexiconIndex } from './lexicon-index.ts';

/**
 * Which languages a listing may be written in. A short text gives little to go by, so nothing is ever ruled
 * out by silence: only when one language speaks clearly do short words of others stop counting.
 */
export interface Languages {
  /** Votes by language: small words, words with their own diacritics, the hint. */
  votes: Map<string, number>;
  most: number;
  kana: boolean;
  hangul: boolean;
}

export function languagesOf(
  index: LexiconIndex,
  fields: readonly TextField[],
  matches: Matches,
  hint: string | undefined,
): Languages {
  const votes = new Map<string, number>();
  if (hint) votes.set(baseOf(hint), 2);
  const { leafStart, leafEntries, entries } = index.lexicon;
  const names = entries.lists.language;
  const counts = new Float64Array(names.length);
  const silent = names.map((language) => language === 'la' || language === 'mul');
  const small = entries.lists.kind.indexOf('cues/language');
  /** For each language the last match that spoke for it, so that one match gives one vote. */
  const heard = new Int32Array(names.length).fill(-1);
  for (let i = 0; i < matches.count; i++) {
    const leaf = matches.leaf[i]!;
    const text = fields[matches.field[i]!]!.text;
    for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
      const entry = leafEntries[at]!;
      const language = entries.language[entry]!;
      if (silent[language] || heard[language] === i) continue;
      const marked = (entries.flags[entry]! & EntryFlag.Marked) !== 0;
      // "là" is Vietnamese, "la" is not: a word speaks for its language only with its own diacritics.
      if (marked && !sameForm(index, entry, text, matches.start[i]!, matches.end[i]!)) continue;
      const isSmall = entries.kind[entry] === small;
      if (!isSmall && !marked && matches.end[i]! - matches.start[i]! < 4) continue;
      heard[language] = i;
      counts[language]! += isSmall ? 1 : marked ? 1.5 : 0.5;
    }
  }
  for (let language = 0; language < counts.length; language++) {
    if (counts[language] === 0) continue;
    const base = baseOf(names[language]!);
    votes.set(base, (votes.get(base) ?? 0) + counts[language]!);
  }
  let most = 0;
  for (const count of votes.values()) most = Math.max(most, count);
  const { class: classes } = index.lexicon.fold;
  let kana = false;
  let hangul = false;
  for (const { text } of fields) {
    const end = Math.min(text.length, 2000);
    for (let i = 0; i < end; i++) {
      const kind = classes[text.charCodeAt(i)]!;
      if (kind === Class.Kana) kana = true;
      else if (kind === Class.Hangul) hangul = true;
    }
  }
  return { votes, most, kana, hangul };
}

/** Languages that may stand in any listing. */
export const neutral = new Set(['la', 'mul', 'en']);

/** Whether a word of `language` may be meant in this listing. */
export function plausible(languages: Languages, language: string): boolean {
  if (neutral.has(language)) return true;
  if (language.startsWith('zh')) return !languages.kana && !languages.hangul;
  const base = baseOf(language);
  const own = languages.votes.get(base) ?? 0;
  if (languages.most < 2) return true;
  return own * 2 >= languages.most;
}

/** Whether the listing gives any sign of being in `language`. */
export function attested(languages: Languages, language: string): boolean {
  return (languages.votes.get(baseOf(language)) ?? 0) > 0;
}

export function sameForm(
  index: LexiconIndex,
  entry: number,
  text: string,
  start: number,
  end: number,
): boolean {
  const form = index.formLower(entry);
  // Nearly all text is ASCII, which lower case and normal form leave as long as it is.
  let at = start;
  for (; at < end; at++) {
    let code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) code += 0x20;
    if (code >= 0x80 || code !== form.charCodeAt(at - start)) break;
  }
  if (at === end) return form.length === end - start;
  for (; at < end; at++) {
    if (text.charCodeAt(at) >= 0x80) return text.slice(start, end).toLowerCase().normalize('NFC') === form;
  }
  return false;
}

const bases = new Map<string, string>();

const baseOf = (tag: string): string => {
  let base = bases.get(tag);
  if (base === undefined) {
    const lower = tag.toLowerCase();
    base = lower.startsWith('zh') ? 'zh' : lower.split('-')[0]!;
    // Hints come from outside: they must not fill the memory.
    if (bases.size < 1000) bases.set(tag, base);
  }
  return base;
};
