import { type Entry, folders } from './entry.ts';
import { buildFold, Class, type Fold } from './fold.ts';
import {
  FILTER_WORDS,
  hashOf,
  OPEN_BEGINNING,
  OPEN_END,
  PairMap,
  setBit,
  setStart,
  spread,
  tableSize,
} from './hash.ts';
import { EntryFlag, type Lexicon } from './lexicon.ts';

/** Most entries one leaf keeps: homonyms beyond it add nothing a reader could use. */
const LEAF_LIMIT = 24;

/** Compiles entries into a {@link Lexicon}. The order of entries is the order in which homonyms are seen. */
export function compileLexicon(entries: readonly Entry[], fold: Fold = buildFold()): Lexicon {
  const words = new Words();
  const phrase = new Trie();
  const chars = new Trie();
  for (const [number, entry] of entries.entries()) {
    for (const form of variants(entry)) {
      const cut = cutForm(form, fold);
      if (cut.words.length === 0) continue;
      if (cut.spaceless) {
        for (const text of cut.texts) chars.add(codesOf(text), number);
      } else {
        phrase.add(
          cut.words.map((word) => words.number(word.codes, word.open)),
          number,
        );
      }
    }
  }
  const phraseTables = phrase.freeze(words.count);
  const charTables = chars.freeze(0x10000, phraseTables.leaves);
  return {
    fold,
    ...words.freeze(),
    phraseRoot: phraseTables.root,
    phraseEdges: phraseTables.edges,
    phraseLeaf: phraseTables.leaf,
    phraseOpen: phraseTables.open,
    wordInner: phraseTables.inner,
    charRoot: charTables.root,
    charEdges: charTables.edges,
    charLeaf: charTables.leaf,
    ...freezeLeaves(phraseTables.leaves),
    entries: columns(entries, fold),
  };
}

/** Spellings of one form that folding cannot bring together: German umlauts written out. */
function variants(entry: Entry): string[] {
  if (entry.language !== 'de' || !/[äöüß]/i.test(entry.form)) return [entry.form];
  const out = entry.form.replace(
    /[äöüÄÖÜß]/g,
    (c) => ({ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' })[c]!,
  );
  return [entry.form, out];
}

/** Code units, not characters: an emoji is two. */
const codesOf = (text: string): number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

type Open = 'closed' | 'end' | 'beginning';

/** Cuts a form into folded words, or says that it belongs to a script without spaces. */
function cutForm(
  form: string,
  fold: Fold,
): { words: { codes: number[]; open: Open }[]; spaceless: boolean; texts: string[] } {
  const words: { codes: number[]; open: Open }[] = [];
  let codes: number[] = [];
  let open: Open = 'closed';
  let spaceless = false;
  let text = '';
  const end = () => {
    if (codes.length) words.push({ codes, open });
    codes = [];
    open = 'closed';
  };
  for (let i = 0; i < form.length; i++) {
    const code = form.charCodeAt(i);
    const kind = fold.class[code]!;
    if (kind === Class.Ignorable) continue;
    if (form[i] === '*') {
      open = codes.length ? 'end' : 'beginning';
      continue;
    }
    if (kind === Class.Separator || kind === Class.Mask) {
      end();
      if (text && !text.endsWith(' ')) text += ' ';
      continue;
    }
    if (kind >= Class.Han) spaceless = true;
    codes.push(fold.map[code]!);
    text += String.fromCharCode(fold.map[code]!);
  }
  end();
  text = text.trimEnd();
  const texts = text.includes(' ') ? [text, text.replaceAll(' ', '')] : [text];
  return { words, spaceless, texts };
}

class Words {
  private readonly numbers = new Map<string, number>();
  private readonly list: { codes: number[]; open: Open }[] = [];

  get count(): number {
    return this.list.length;
  }

  number(codes: number[], open: Open): number {
    const key = `${open}:${String.fromCharCode(...codes)}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.list.length;
      this.numbers.set(key, number);
      this.list.push({ codes, open });
    }
    return number;
  }

  freeze() {
    const size = tableSize(this.list.length);
    const wordTable = new Int32Array(size * 2);
    const wordStart = new Int32Array(this.list.length + 1);
    const wordPool = new Uint16Array(this.list.reduce((sum, w) => sum + w.codes.length, 0));
    const wordBits = new Uint32Array(FILTER_WORDS);
    const openEndBits = new Uint32Array(FILTER_WORDS);
    const openEndStarts = new Uint32Array(2048);
    const openBeginningBits = new Uint32Array(FILTER_WORDS);
    let at = 0;
    for (const [number, { codes, open }] of this.list.entries()) {
      wordStart[number] = at;
      wordPool.set(codes, at);
      at += codes.length;
      const plain = hashOf(codes, open === 'beginning');
      if (open === 'end') {
        setBit(openEndBits, plain);
        setStart(openEndStarts, hashOf(codes.slice(0, 3)));
      } else if (open === 'beginning') setBit(openBeginningBits, hashOf(codes.slice(-3), true));
      else setBit(wordBits, plain);
      const hash = open === 'end' ? plain ^ OPEN_END : open === 'beginning' ? plain ^ OPEN_BEGINNING : plain;
      let slot = spread(hash) & (size - 1);
      while (wordTable[slot * 2 + 1] !== 0) slot = (slot + 1) & (size - 1);
      wordTable[slot * 2] = hash;
      wordTable[slot * 2 + 1] = number + 1;
    }
    wordStart[this.list.length] = at;
    return { wordTable, wordStart, wordPool, wordBits, openEndBits, openEndStarts, openBeginningBits };
  }
}

class Trie {
  private readonly edges = new PairMap();
  private readonly first = new Map<number, number>();
  private readonly found: number[][] = [];

  add(path: readonly number[], entry: number): void {
    let node = this.first.get(path[0]!);
    if (node === undefined) {
      node = this.found.push([]) - 1;
      this.first.set(path[0]!, node);
    }
    for (let i = 1; i < path.length; i++) {
      let next = this.edges.get(node, path[i]!);
      if (next === undefined) {
        next = this.found.push([]) - 1;
        this.edges.set(node, path[i]!, next);
      }
      node = next;
    }
    const here = this.found[node]!;
    if (here.length < LEAF_LIMIT && !here.includes(entry)) here.push(entry);
  }

  /** `root` maps a first symbol to node + 1; `leaf` maps a node to leaf + 1; 0 is none. */
  freeze(symbols: number, leaves: number[][] = []) {
    const root = new Int32Array(symbols);
    for (const [symbol, node] of this.first) root[symbol] = node + 1;
    const leaf = new Int32Array(this.found.length);
    const open = new Uint8Array(this.found.length);
    const inner = new Uint8Array(symbols);
    this.edges.each((node, symbol) => {
      open[node] = 1;
      inner[symbol] = 1;
    });
    for (const [node, entries] of this.found.entries()) {
      if (entries.length > 0) leaf[node] = leaves.push(entries);
    }
    return { root, edges: this.edges.freeze(), leaf, open, inner, leaves };
  }
}

function freezeLeaves(leaves: readonly number[][]) {
  const leafStart = new Int32Array(leaves.length + 1);
  const leafEntries = new Int32Array(leaves.reduce((sum, l) => sum + l.length, 0));
  let at = 0;
  for (const [i, leaf] of leaves.entries()) {
    leafStart[i] = at;
    leafEntries.set(leaf, at);
    at += leaf.length;
  }
  leafStart[leaves.length] = at;
  return { leafStart, leafEntries };
}

class List {
  readonly items: string[] = [];
  private readonly at = new Map<string, number>();

  index(item: string): number {
    let i = this.at.get(item);
    if (i === undefined) {
      i = this.items.push(item) - 1;
      this.at.set(item, i);
    }
    return i;
  }
}

function columns(entries: readonly Entry[], fold: Fold): Lexicon['entries'] {
  const lists = {
    kind: new List(),
    language: new List(),
    taxon: new List(),
    code: new List(),
    nature: new List(),
    source: new List(),
  };
  lists.code.index('');
  lists.nature.index('');
  const out = {
    kind: new Uint8Array(entries.length),
    language: new Uint8Array(entries.length),
    taxon: new Int32Array(entries.length),
    code: new Uint8Array(entries.length),
    nature: new Uint8Array(entries.length),
    flags: new Uint8Array(entries.length),
    source: new Uint16Array(entries.length),
    form: [] as string[],
    note: {} as Record<number, string>,
  };
  for (const [i, e] of entries.entries()) {
    out.kind[i] = lists.kind.index(`${folders[folders.indexOf(e.folder)]}/${e.kind}`);
    out.language[i] = lists.language.index(e.language);
    out.taxon[i] = e.taxon ? lists.taxon.index(e.taxon) : -1;
    out.code[i] = lists.code.index(e.code ?? '');
    out.nature[i] = lists.nature.index(e.nature ?? '');
    out.source[i] = lists.source.index(e.source);
    out.flags[i] = flagsOf(e, fold);
    out.form.push(e.form.normalize('NFC').replaceAll('*', ''));
    if (e.note) out.note[i] = e.note;
  }
  return {
    ...out,
    lists: {
      kind: lists.kind.items,
      language: lists.language.items,
      taxon: lists.taxon.items,
      code: lists.code.items,
      nature: lists.nature.items,
      source: lists.source.items,
    },
  };
}

function flagsOf(entry: Entry, fold: Fold): number {
  let flags = 0;
  if (/^[A-Z]{2,4}$/.test(entry.form)) flags |= EntryFlag.Capitals;
  const lower = entry.form.normalize('NFC').toLowerCase();
  let spaceless = 0;
  for (let i = 0; i < lower.length; i++) {
    const code = lower.charCodeAt(i);
    const kind = fold.class[code]!;
    if (kind >= Class.Han) spaceless++;
    if (kind === Class.Ignorable || (kind === Class.Latin && fold.map[code] !== code))
      flags |= EntryFlag.Marked;
  }
  const long = /\S[\s-]\S/.test(entry.form) || spaceless >= 3;
  if (flags & EntryFlag.Marked && !long && entry.form.length < 5) flags |= EntryFlag.NeedsMarks;
  if (entry.form.includes('*')) flags |= EntryFlag.Open;
  if (entry.source === 'unsourced') flags |= EntryFlag.Unsourced;
  if (long) flags |= EntryFlag.Long;
  return flags;
}
