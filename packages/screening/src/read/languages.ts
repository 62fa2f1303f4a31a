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
  const vote = (language: string, weight: number): void => {
    votes.set(language, (votes.get(language) ?? 0) + weight);
  };
  if (hint) vote(baseOf(hint), 2);
  const { leafStart, leafEntries } = index.lexicon;
  const heard = new Set<string>();
  for (let i = 0; i < matches.count; i++) {
    const leaf = matches.leaf[i]!;
    const text = fields[matches.field[i]!]!.text;
    heard.clear();
    for (let at = leafStart[leaf]!; at < leafStart[leaf + 1]!; at++) {
      const entry = leafEntries[at]!;
      const language = index.language(entry);
      if (language === 'la' || language === 'mul' || heard.has(language)) continue;
      const marked = index.is(entry, EntryFlag.Marked);
      // "là" is Vietnamese, "la" is not: a word speaks for its language only with its own diacritics.
      if (marked && !sameForm(index, entry, text, matches.start[i]!, matches.end[i]!)) continue;
      const small = index.kind(entry) === 'cues/language';
      if (!small && !marked && matches.end[i]! - matches.start[i]! < 4) continue;
      heard.add(language);
      vote(baseOf(language), small ? 1 : marked ? 1.5 : 0.5);
    }
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

const neutral = new Set(['la', 'mul', 'en']);

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

export function sameForm(index: LexiconIndex, entry: number, text: string, start: number, end: number): boolean {
  return text.slice(start, end).toLowerCase().normalize('NFC') === index.formLower(entry);
}

const baseOf = (tag: string): string => {
  const lower = tag.toLowerCase();
  return lower.startsWith('zh') ? 'zh' : lower.split('-')[0]!;
};
