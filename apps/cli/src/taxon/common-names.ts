import type { Fold } from '@pugmark/knowledge/lexicon/fold';
import { EntryFlag, type Lexicon } from '@pugmark/knowledge/lexicon/lexicon';

/** What a word of people means: the taxon, and the languages it is said in. */
export type CommonName = {
  taxon: string;
  languages: string[];
  kind: 'name' | 'trade' | 'everyday';
  /** No source is known for any language in which it is said. */
  unsourced: boolean;
};

const kinds = ['name', 'trade', 'everyday'] as const;

/** Looks up common and trade names of every language in the compiled lexicon; scripts, case and marks as people type. */
export class CommonNames {
  /** Taxa that names of any language, terms or cues speak of. */
  readonly taxa: ReadonlySet<string>;
  readonly #lexicon: Lexicon;
  /** Folded form -> entries of names. */
  readonly #names = new Map<string, number[]>();
  /** Folded form -> entries of terms that speak of a taxon: "ivory" is of elephants, but names none. */
  readonly #terms = new Map<string, number[]>();

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
    const { entries, fold } = lexicon;
    const { lists } = entries;
    const taxa = new Set<string>();
    for (let entry = 0; entry < entries.form.length; entry += 1) {
      const kind = lists.kind[entries.kind[entry]!]!;
      const taxon = lists.taxon[entries.taxon[entry]!];
      if (taxon === undefined || kind === 'names/scientific' || kind === 'names/genus') continue;
      taxa.add(taxon);
      const into = kind.startsWith('names/')
        ? this.#names
        : kind.startsWith('terms/')
          ? this.#terms
          : undefined;
      if (into === undefined) continue;
      const key = folded(entries.form[entry]!, fold);
      const known = into.get(key);
      if (known === undefined) into.set(key, [entry]);
      else known.push(entry);
    }
    this.taxa = taxa;
  }

  /**
   * Every taxon a name may mean, each once, the likeliest first: names before trade names before ordinary words, what
   * more languages say first. What is written with the very marks of the query goes before what only folds alike.
   */
  find(query: string): CommonName[] {
    for (const key of this.#keysOf(query)) {
      const found = this.#names.get(key);
      if (found) return this.#meanings(found, query);
    }
    return [];
  }

  /** The taxa a word for a specimen or a material is of, where it is no name: ivory. */
  termOf(query: string): string[] {
    for (const key of this.#keysOf(query)) {
      const found = this.#terms.get(key);
      const { entries } = this.#lexicon;
      if (found) return [...new Set(found.map((entry) => entries.lists.taxon[entries.taxon[entry]!]!))];
    }
    return [];
  }

  #meanings(found: readonly number[], query: string): CommonName[] {
    const { entries } = this.#lexicon;
    const { lists } = entries;
    const asTyped = plain(query);
    const exact = found.filter((entry) => plain(entries.form[entry]!) === asTyped);
    const byTaxon = new Map<string, CommonName>();
    for (const entry of exact.length > 0 ? exact : found) {
      const taxon = lists.taxon[entries.taxon[entry]!]!;
      const language = lists.language[entries.language[entry]!]!;
      const kind = lists.kind[entries.kind[entry]!]!.slice(6) as CommonName['kind'];
      const unsourced = (entries.flags[entry]! & EntryFlag.Unsourced) !== 0;
      const known = byTaxon.get(taxon);
      if (known === undefined) {
        byTaxon.set(taxon, { taxon, languages: [language], kind, unsourced });
        continue;
      }
      if (!known.languages.includes(language)) known.languages.push(language);
      if (kinds.indexOf(kind) < kinds.indexOf(known.kind)) known.kind = kind;
      known.unsourced &&= unsourced;
    }
    return [...byTaxon.values()].sort(
      (a, b) =>
        kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
        b.languages.length - a.languages.length ||
        Number(a.unsourced) - Number(b.unsourced),
    );
  }

  /** The name as it stands, then without an English plural. */
  *#keysOf(query: string): Generator<string> {
    if (query.length > 200) return;
    const key = folded(query, this.#lexicon.fold);
    if (key === '') return;
    yield key;
    if (/[a-z]ies$/.test(key)) yield `${key.slice(0, -3)}y`;
    if (/[a-z]s$/.test(key)) yield key.slice(0, -1);
    if (/[a-z]es$/.test(key)) yield key.slice(0, -2);
  }
}

/** As the engine reads it: without case, width and marks, `word*` as the word. */
function folded(text: string, { map }: Fold): string {
  let out = '';
  const composed = text.normalize('NFC');
  for (let i = 0; i < composed.length; i += 1) {
    const unit = map[composed.charCodeAt(i)]!;
    if (unit !== 0) out += String.fromCharCode(unit);
  }
  return out.replace(/ +/g, ' ').trim();
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll('*', '').trim().toLowerCase().replace(/\s+/g, ' ');
}
