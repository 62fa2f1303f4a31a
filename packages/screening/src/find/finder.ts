import { Class } from '@pugmark/knowledge/lexicon/fold';
import {
  hasBit,
  hasStart,
  OPEN_BEGINNING,
  OPEN_END,
  PRIME,
  pairAt,
  SEED,
  spread,
} from '@pugmark/knowledge/lexicon/hash';
import type { Lexicon } from '@pugmark/knowledge/lexicon/lexicon';
import type { Matches } from './matches.ts';
import { MatchFlag } from './matches.ts';

const { Ignorable, Latin, Han, Emoji, Mask } = Class;

/** Most words a phrase of the lexicon can be followed through at once. */
const PATHS = 64;

/** Letters of a word that are kept for comparing; no entry has longer words. */
const LONGEST = 128;

/** Bits of a unit above its folded form: one for each class up to `Indic`, one for all from `Han` on. */
const bit = (kind: number): number => 1 << (16 + Math.min(kind, Han));
const IGNORABLE = bit(Ignorable);
const SPACELESS = bit(Han);
const LATIN = bit(Latin);
const ARABIC = bit(Class.Arabic);
const DIGIT = bit(Class.Digit);
const LETTERS = LATIN | bit(Class.Cyrillic) | bit(Class.Greek) | ARABIC;
const CLASSES = LETTERS | DIGIT | bit(Class.Indic);
/** What a word begins with, and what it goes on with. */
const WORD = CLASSES;
const IN_WORD = CLASSES | IGNORABLE;

/**
 * Finds every word and phrase of the lexicon in a text, in one pass and in time linear in its length. Holds
 * its buffers, so one finder serves one thread for ever.
 */
export class Finder {
  private readonly lexicon: Lexicon;
  /** Phrases under way: the node reached and the offset where the phrase began. */
  private nodes = new Int32Array(PATHS);
  private begins = new Int32Array(PATHS);
  private nextNodes = new Int32Array(PATHS);
  private nextBegins = new Int32Array(PATHS);
  private paths = 0;
  /** Word numbers of the word just read: closed, plural cut, open end, open beginning. */
  private readonly ids = new Int32Array(8);
  private readonly idFlags = new Uint8Array(8);
  /** The folded letters of the word just read. */
  private readonly word = new Uint16Array(LONGEST);
  /** Set while scanning: signs that letters were hidden, which the disguise step looks into. */
  suspicious = false;
  /** Set while scanning: a sign that may stand in the place of a letter. */
  masks = false;
  /** Set while scanning: an initial with a full stop and a word behind it, as in "P. regius". */
  initials = false;

  /** Class bit and folded form of each code unit in one number. */
  private readonly units = new Int32Array(0x10000);

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
    const { map, class: classes } = lexicon.fold;
    for (let code = 0; code < 0x10000; code++) this.units[code] = bit(classes[code]!) | map[code]!;
  }

  /** Scans `text` and adds what it finds to `out`, marked as lying in field number `field`. */
  scan(text: string, field: number, out: Matches): void {
    const { units, word } = this;
    const { wordBits, openEndBits, openEndStarts } = this.lexicon;
    const length = text.length;
    this.paths = 0;
    this.suspicious = false;
    this.masks = false;
    this.initials = false;
    let lonely = 0; // single characters in a row
    let at = 0;
    while (at < length) {
      let unit = units[text.charCodeAt(at)]!;
      if ((unit & WORD) === 0) {
        if ((unit & SPACELESS) !== 0) lonely = this.character(text, at, field, lonely, out);
        else if (this.paths !== 0 && breaksPhrase(text.charCodeAt(at)) && !isAbbreviation(text, at))
          this.paths = 0;
        at++;
        continue;
      }
      // A word: a run of letters and digits, ignorables seen through.
      const start = at;
      let hash = SEED;
      let seen = 0;
      let letters = 0;
      let open = false;
      let openId = -1;
      let openAt = 0;
      do {
        if ((unit & IGNORABLE) === 0) {
          const folded = unit & 0xffff;
          word[letters & (LONGEST - 1)] = folded;
          letters++;
          hash = Math.imul(hash ^ folded, PRIME);
          seen |= unit;
          if (letters === 3) open = hasStart(openEndStarts, hash);
          if (open && hasBit(openEndBits, hash)) {
            const id = this.wordNumber(hash ^ OPEN_END, 0, letters);
            if (id >= 0) {
              openId = id;
              openAt = at + 1;
            }
          }
        }
        if (++at >= length) {
          unit = 0;
          break;
        }
        unit = units[text.charCodeAt(at)]!;
      } while ((unit & IN_WORD) !== 0);
      if (letters === 1) {
        if (++lonely >= 3) this.suspicious = true;
        if (!this.initials && isInitial(text, at)) this.initials = true;
      } else lonely = 0;
      seen &= CLASSES;
      if ((seen & (seen - 1)) !== 0 && !this.suspicious) this.suspicious = this.mixed(seen, letters);
      let count = 0;
      if (hasBit(wordBits, hash)) {
        const exact = this.wordNumber(hash, 0, letters);
        if (exact >= 0) count = this.read(exact, 0, count);
      }
      if (openAt !== 0) count = this.read(openId, 0, count);
      if (count === 0 && letters >= 4) count = this.inflected(text, start, at, letters, seen);
      if (count !== 0) this.follow(text, start, at, count, field, out);
      else this.paths = 0;
      if ((unit & SPACELESS) !== 0) {
        const node = this.lexicon.charRoot[units[text.charCodeAt(start)]! & 0xffff]!;
        if (node !== 0) this.walk(text, start, node - 1, field, out);
      }
    }
  }

  /** Other forms in which the word just read may be meant: a plural, an open beginning, an Arabic article. */
  private inflected(text: string, start: number, end: number, letters: number, seen: number): number {
    let count = 0;
    if (letters <= LONGEST) {
      if (seen === LATIN && this.word[letters - 1] === 0x73 /* s */) count = this.singular(letters);
      if (count === 0 && letters >= 6) count = this.openBeginning(letters);
    }
    if (count === 0 && seen === ARABIC) count = this.withoutArticle(text, start, end);
    return count;
  }

  /**
   * Looks for words anywhere inside letters that were drawn together, where the spaces between words are lost.
   * Quadratic, so only for the short runs that disguises give.
   */
  scanInside(text: string, start: number, end: number, field: number, out: Matches): void {
    const { map } = this.lexicon.fold;
    const { phraseRoot, phraseLeaf, wordBits } = this.lexicon;
    const stop = Math.min(end, start + 60);
    for (let from = start; from < stop; from++) {
      let hash = SEED;
      let letters = 0;
      for (let to = from; to < stop; to++) {
        const folded = map[text.charCodeAt(to)]!;
        if (folded === 0) continue;
        this.word[letters++] = folded;
        hash = Math.imul(hash ^ folded, PRIME);
        if (to - from < 3 || !hasBit(wordBits, hash)) continue;
        const id = this.wordNumber(hash, 0, letters);
        const root = id < 0 ? 0 : phraseRoot[id]!;
        if (root !== 0 && phraseLeaf[root - 1] !== 0)
          out.add(field, text, from, to + 1, phraseLeaf[root - 1]! - 1, 0);
      }
    }
  }

  /** One character of a script without spaces, an emoji or a mask. Answers how many stood alone in a row. */
  private character(text: string, at: number, field: number, lonely: number, out: Matches): number {
    const { charRoot, fold } = this.lexicon;
    const kind = fold.class[text.charCodeAt(at)]!;
    if (kind === Mask) {
      this.suspicious = true;
      this.masks = true;
      return lonely;
    }
    const node = charRoot[fold.map[text.charCodeAt(at)]!]!;
    if (node !== 0) this.walk(text, at, node - 1, field, out);
    // A sign beside a character may stand for one.
    if (kind === Emoji && at > 0 && isSpaceless(fold.class[text.charCodeAt(at - 1)]!)) this.suspicious = true;
    this.paths = 0;
    if (!isAlone(text, at, text.length, fold.class)) return 0;
    if (lonely >= 1) this.suspicious = true;
    return lonely + 1;
  }

  /**
   * Letters of two alphabets in one word, or digits among its letters as only disguises have them: "1vory",
   * "br4celet", and neither "16GB" nor "25mm".
   */
  private mixed(seen: number, length: number): boolean {
    const alphabets = seen & LETTERS;
    if ((alphabets & (alphabets - 1)) !== 0) return true;
    if (alphabets === 0 || (seen & DIGIT) === 0 || length < 4 || length > LONGEST) return false;
    let digits = 0;
    let changes = 0;
    let before = false;
    for (let i = 0; i < length; i++) {
      const code = this.word[i]!;
      const digit = code >= 0x30 && code <= 0x39;
      if (digit) digits++;
      if (i > 0 && digit !== before) changes++;
      before = digit;
    }
    return digits * 2 <= length && (changes >= 2 || (digits === 1 && length >= 5));
  }

  private read(id: number, flags: number, count: number): number {
    this.ids[count] = id;
    this.idFlags[count] = flags;
    return count + 1;
  }

  /** English, French and Spanish plurals: -s and -es. */
  private singular(letters: number): number {
    const { wordBits } = this.lexicon;
    const { word } = this;
    let beforeLast = SEED;
    for (let i = 0; i < letters - 2; i++) beforeLast = Math.imul(beforeLast ^ word[i]!, PRIME);
    const before = Math.imul(beforeLast ^ word[letters - 2]!, PRIME);
    let count = 0;
    if (hasBit(wordBits, before)) {
      const id = this.wordNumber(before, 0, letters - 1);
      if (id >= 0) count = this.read(id, MatchFlag.Plural, count);
    }
    if (word[letters - 2] === 0x65 && hasBit(wordBits, beforeLast)) {
      const id = this.wordNumber(beforeLast, 0, letters - 2);
      if (id >= 0) count = this.read(id, MatchFlag.Plural, count);
    }
    return count;
  }

  /** Arabic words that carry the article or a one-letter particle: والعاج, للبيع, بعاج. */
  private withoutArticle(text: string, start: number, end: number): number {
    const { map } = this.lexicon.fold;
    const tryFrom = (from: number): number => {
      const id = this.numberOf(text, from, end);
      return id >= 0 ? this.read(id, 0, 0) : 0;
    };
    let from = start;
    const first = map[text.charCodeAt(from)];
    if (first === 0x648 || first === 0x628 || first === 0x641 || first === 0x643 || first === 0x644) {
      from++;
      const count = end - from >= 3 ? tryFrom(from) : 0;
      if (count > 0) return count;
    }
    if (map[text.charCodeAt(from)] === 0x627 && map[text.charCodeAt(from + 1)] === 0x644) from += 2;
    else if (first === 0x644 && map[text.charCodeAt(from)] === 0x644) from++;
    return from > start && end - from >= 2 ? tryFrom(from) : 0;
  }

  /** Words of which only the end is known: `*leder` in "Krokodilleder". The longest such end is read. */
  private openBeginning(letters: number): number {
    const { word } = this;
    let hash = Math.imul(SEED ^ word[letters - 1]!, PRIME);
    hash = Math.imul(hash ^ word[letters - 2]!, PRIME);
    hash = Math.imul(hash ^ word[letters - 3]!, PRIME);
    if (!hasBit(this.lexicon.openBeginningBits, hash)) return 0;
    let best = this.wordNumber(hash ^ OPEN_BEGINNING, letters - 3, letters);
    for (let i = letters - 4; i > 0; i--) {
      hash = Math.imul(hash ^ word[i]!, PRIME);
      const id = this.wordNumber(hash ^ OPEN_BEGINNING, i, letters);
      if (id >= 0) best = id;
    }
    return best >= 0 ? this.read(best, 0, 0) : 0;
  }

  /** The number of the word that a piece of text is; -1 when it is none. */
  private numberOf(text: string, start: number, end: number): number {
    const { map } = this.lexicon.fold;
    let hash = SEED;
    let letters = 0;
    for (let i = start; i < end; i++) {
      const folded = map[text.charCodeAt(i)]!;
      if (folded === 0) continue;
      if (letters === LONGEST) return -1;
      this.word[letters++] = folded;
      hash = Math.imul(hash ^ folded, PRIME);
    }
    return this.wordNumber(hash, 0, letters);
  }

  /** The number of a word by its hash, if its letters (`word` from `from` to `to`) agree; -1 otherwise. */
  private wordNumber(hash: number, from: number, to: number): number {
    const { wordTable, wordStart, wordPool } = this.lexicon;
    const { word } = this;
    const mask = wordTable.length / 2 - 1;
    let slot = spread(hash) & mask;
    for (;;) {
      const number = wordTable[slot * 2 + 1]! - 1;
      if (number < 0) return -1;
      if (wordTable[slot * 2] === hash) {
        const pool = wordStart[number]! - from;
        if (wordStart[number + 1]! - pool === to && to <= LONGEST) {
          let i = from;
          while (i < to && wordPool[pool + i] === word[i]) i++;
          if (i === to) return number;
        }
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Carries the phrases under way over one word, and begins new ones with it. */
  private follow(text: string, start: number, end: number, count: number, field: number, out: Matches): void {
    const { phraseRoot, phraseEdges, phraseLeaf, phraseOpen, wordInner } = this.lexicon;
    const { nodes, begins, nextNodes, nextBegins, paths } = this;
    let next = 0;
    for (let i = 0; i < count; i++) {
      const id = this.ids[i]!;
      const flags = this.idFlags[i]!;
      if (paths !== 0 && wordInner[id] !== 0) {
        for (let path = 0; path < paths; path++) {
          const node = pairAt(phraseEdges, nodes[path]!, id);
          if (node < 0) continue;
          const begin = begins[path]!;
          if (phraseOpen[node] !== 0 && next < PATHS) {
            nextNodes[next] = node;
            nextBegins[next++] = begin;
          }
          const leaf = phraseLeaf[node]!;
          if (leaf !== 0) out.add(field, text, begin, end, leaf - 1, flags);
        }
      }
      const root = phraseRoot[id]!;
      if (root !== 0) {
        if (phraseOpen[root - 1] !== 0 && next < PATHS) {
          nextNodes[next] = root - 1;
          nextBegins[next++] = start;
        }
        const leaf = phraseLeaf[root - 1]!;
        if (leaf !== 0) out.add(field, text, start, end, leaf - 1, flags);
      }
    }
    this.nodes = nextNodes;
    this.nextNodes = nodes;
    this.begins = nextBegins;
    this.nextBegins = begins;
    this.paths = next;
  }

  /** Walks the trie of scripts without spaces from `start` and adds every entry it passes. */
  private walk(text: string, start: number, root: number, field: number, out: Matches): void {
    const { fold, charEdges, charLeaf } = this.lexicon;
    const classes = fold.class;
    let node = root;
    let at = start + 1;
    for (;;) {
      while (at < text.length && classes[text.charCodeAt(at)] === Class.Ignorable) at++;
      const leaf = charLeaf[node]!;
      if (leaf !== 0 && standsAlone(text, start, at, classes)) out.add(field, text, start, at, leaf - 1, 0);
      if (at >= text.length) return;
      const folded = fold.map[text.charCodeAt(at)]!;
      node = pairAt(charEdges, node, folded);
      if (node < 0) return;
      at++;
    }
  }
}

/** "P. regius": a capital, a full stop, and at least four small letters. */
const isInitial = (text: string, at: number): boolean => {
  if (text.charCodeAt(at) !== 0x2e) return false;
  const capital = text.charCodeAt(at - 1);
  if (capital < 0x41 || capital > 0x5a) return false;
  const from = text.charCodeAt(at + 1) === 0x20 ? at + 2 : at + 1;
  for (let i = from; i < from + 4; i++) {
    const code = text.charCodeAt(i);
    if (!(code >= 0x61 && code <= 0x7a)) return false;
  }
  return true;
};

/** The full stop of "St. Lucia" or "Mt. Kenya": two letters before it, a capital first, and a space behind. */
const isAbbreviation = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 0x2e &&
  at >= 2 &&
  (at === 2 || text.charCodeAt(at - 3) === 0x20) &&
  text.charCodeAt(at - 2) >= 0x41 &&
  text.charCodeAt(at - 2) <= 0x5a &&
  text.charCodeAt(at + 1) === 0x20;

/** Punctuation that ends a phrase: the words beyond it belong to another thought. */
const breaksPhrase = (code: number): boolean =>
  code === 0x2e ||
  code === 0x2c ||
  code === 0x3b ||
  code === 0x7c ||
  code === 0x0a ||
  code === 0x21 ||
  code === 0x3f;

const isSpaceless = (kind: number): boolean => kind === Han || kind === Latin;

/** One character between separators: `象 牙`. */
const isAlone = (text: string, at: number, length: number, classes: Uint8Array): boolean => {
  const before = at === 0 ? Class.Separator : classes[text.charCodeAt(at - 1)]!;
  const after = at + 1 >= length ? Class.Separator : classes[text.charCodeAt(at + 1)]!;
  return before === Class.Separator && (after === Class.Separator || after === Class.Ignorable);
};

/**
 * Whether a match in a script without spaces is a word of its own and not part of a longer one: short
 * katakana and Hangul words need a boundary, a single Han character must stand alone, and Thai, Lao, Khmer
 * and Burmese words may not be cut before a vowel sign or after a leading vowel.
 */
function standsAlone(text: string, start: number, end: number, classes: Uint8Array): boolean {
  const first = text.charCodeAt(start);
  const kind = classes[first]!;
  const before = start === 0 ? -1 : text.charCodeAt(start - 1);
  const after = end >= text.length ? -1 : text.charCodeAt(end);
  const length = end - start;
  switch (kind) {
    case Class.Han:
      return (
        length > 1 ||
        !((before >= 0 && classes[before] === Class.Han) || (after >= 0 && classes[after] === Class.Han))
      );
    case Class.Kana: {
      if (!isKatakana(first) || length > 3) return true;
      return !(before >= 0 && isKatakana(before)) && !(after >= 0 && isKatakana(after));
    }
    case Class.Hangul: {
      const open = before < 0 || classes[before] !== Class.Hangul;
      const closed = after < 0 || classes[after] !== Class.Hangul;
      return length > 2 || (length === 2 ? open || closed : open && closed);
    }
    case Class.Thai:
    case Class.Lao:
      return !(before >= 0 && isLeadingVowel(before)) && !(after >= 0 && isVowelSign(after));
    case Class.Khmer:
    case Class.Burmese:
      return !(after >= 0 && isVowelSign(after)) && !(before === 0x17d2 || before === 0x1039);
    default:
      return true;
  }
}

const isKatakana = (code: number): boolean =>
  (code >= 0x30a1 && code <= 0x30fc) || (code >= 0xff66 && code <= 0xff9d);
const isLeadingVowel = (code: number): boolean =>
  (code >= 0x0e40 && code <= 0x0e44) || (code >= 0x0ec0 && code <= 0x0ec4);
const isVowelSign = (code: number): boolean =>
  (code >= 0x0e30 && code <= 0x0e3a) ||
  code === 0x0e45 ||
  (code >= 0x0e47 && code <= 0x0e4e) ||
  (code >= 0x0eb0 && code <= 0x0ebc) ||
  (code >= 0x0ec8 && code <= 0x0ecd) ||
  (code >= 0x17b6 && code <= 0x17d3) ||
  (code >= 0x102b && code <= 0x103e);
