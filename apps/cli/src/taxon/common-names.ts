import type { Lexicon } from '@pugmark/knowledge/lexicon/lexicon';

/** What a word of people means: the taxon, and the languages it is said in. */
export type CommonName = { taxon: string; languages: string[]; kind: string };

/** Looks up common and trade names of every language in the compiled lexicon. */
export class CommonNames {
  readonly #byName = new Map<string, CommonName[]>();

  constructor({ entries }: Lexicon) {
    const { lists } = entries;
    for (let entry = 0; entry < entries.form.length; entry += 1) {
      const kind = lists.kind[entries.kind[entry]!]!;
      const taxon = lists.taxon[entries.taxon[entry]!];
      const isName = /^names\/(?:name|trade|everyday)$/.test(kind);
      if (taxon === undefined || !(isName || kind.startsWith('terms/'))) continue;
      const found = { taxon, languages: [lists.language[entries.language[entry]!]!], kind };
      for (const key of keysOf(entries.form[entry]!)) {
        const known = this.#byName.get(key);
        if (known === undefined) this.#byName.set(key, [found]);
        else known.push(found);
      }
    }
  }

  /** Every taxon a name may mean, names before terms, each taxon once. */
  find(query: string): CommonName[] {
    const keys = keysOf(query);
    const all =
      keys.map((key) => this.#byName.get(key)).find((found) => found !== undefined) ??
      this.#singular(keys[0]!);
    const sorted = [...all].sort((a, b) => rank(a) - rank(b));
    const byTaxon = new Map<string, CommonName>();
    for (const { taxon, languages, kind } of sorted) {
      const known = byTaxon.get(taxon);
      if (known === undefined) byTaxon.set(taxon, { taxon, languages: [...languages], kind });
      else if (!known.languages.includes(languages[0]!)) known.languages.push(languages[0]!);
    }
    return [...byTaxon.values()];
  }

  #singular(key: string): CommonName[] {
    if (!key.endsWith('s')) return [];
    return (
      this.#byName.get(key.slice(0, -1)) ??
      (key.endsWith('es') ? (this.#byName.get(key.slice(0, -2)) ?? []) : [])
    );
  }
}

function rank({ kind }: CommonName): number {
  return ['names/name', 'names/trade', 'names/everyday'].indexOf(kind) & 3;
}

/** As written, and without marks, as people type it; `word*` counts as the word. */
function keysOf(form: string): string[] {
  const plain = form.normalize('NFKC').replaceAll('*', '').trim().toLowerCase().replace(/\s+/g, ' ');
  const bare = plain
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .normalize('NFC');
  return bare === plain ? [plain] : [plain, bare];
}
