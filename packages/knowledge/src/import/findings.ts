import { delayedUntil, listedUnder, type Meetings, noteKey, notesByPart } from './listing-notes.ts';
import { isDamaged, plainText } from './plain-text.ts';
import { acceptedToday, type Shipped } from './shipped.ts';

/** The files an import writes, with their columns; `source` is always among them. */
export const targets = {
  listings: {
    path: 'taxa/imported-listings.tsv',
    title: 'Imported listings: CITES',
    columns: ['taxon', 'rank', 'appendix', 'party', 'note', 'from', 'under', 'source'],
  },
  annexes: {
    path: 'taxa/imported-annexes.tsv',
    title: 'Imported listings: EU',
    columns: ['taxon', 'rank', 'annex', 'party', 'note', 'from', 'under', 'source'],
  },
  notes: {
    path: 'taxa/imported-notes.tsv',
    title: 'Imported notes on listings',
    columns: ['key', 'text', 'source'],
  },
  genera: {
    path: 'taxa/genera.tsv',
    title: 'Imported genera',
    columns: ['genus', 'family', 'order', 'class', 'species', 'listed', 'source', 'note'],
  },
  scientific: {
    path: 'names/scientific.tsv',
    title: 'Scientific names: imported synonyms',
    columns: ['name', 'accepted', 'kind', 'source', 'note'],
  },
} as const;

/** Columns of `names/<language>.tsv`. */
export const nameColumns = ['name', 'taxon', 'kind', 'source', 'note'] as const;

/** One row to write: its cells by column, and what says so. */
export interface FoundRow {
  cells: Record<string, string>;
  sources: Set<string>;
  /** The taxon it is about: a later export that names it replaces the row. */
  taxon: string;
}

export interface FoundListing {
  taxon: string;
  rank: string;
  parts: string[];
  party: string;
  note: string;
  hashNote: string;
  under: string;
  /** The day the export says it holds from, if it does. */
  effective: string | undefined;
}

/** What an id of Species+ stands for. */
export interface Known {
  taxon: string;
  rank: string;
  kingdom: string;
}

/** How a kingdom is called in the key of a source. */
export function kingdomWord(kingdom: string): string {
  return kingdom === 'Plantae' ? 'plants' : 'animals';
}

/** What was found in the exports of one kind and day, by the file it will be written to. */
export class Findings {
  readonly files = new Map<string, Map<string, FoundRow>>();
  /** By kingdom word: the taxa the exports have rows for. Decides what of an earlier import they replace. */
  readonly taxa = new Map<string, Set<string>>();
  readonly warnings: string[] = [];
  #counted = new Map<string, { count: number; first: string }>();

  constructor(
    readonly kind: string,
    readonly date: string,
    private readonly meetings: Meetings,
  ) {}

  source(kingdom: string): string {
    return `IMPORT-${this.kind}-${kingdomWord(kingdom)}-${this.date}`;
  }

  /** Notes that the export has a row about this taxon. */
  sawTaxon(taxon: string, kingdom: string): void {
    const word = kingdomWord(kingdom);
    const taxa = this.taxa.get(word);
    if (taxa) taxa.add(taxon);
    else this.taxa.set(word, new Set([taxon]));
  }

  genus(found: Record<'genus' | 'family' | 'order' | 'class', string>, kingdom: string): void {
    const cells = Object.fromEntries(Object.entries(found).map(([rank, name]) => [rank, plainText(name)]));
    const rows = this.#rows(targets.genera.path);
    const old = rows.get(cells.genus!);
    if (!old) {
      rows.set(cells.genus!, { cells, sources: new Set([this.source(kingdom)]), taxon: cells.genus! });
      return;
    }
    for (const [column, value] of Object.entries(cells)) if (value !== '') old.cells[column] = value;
  }

  listing(found: FoundListing, kingdom: string, where: string): void {
    const annex = this.kind === 'eu';
    const target = annex ? targets.annexes : targets.listings;
    const column = annex ? 'annex' : 'appendix';
    const byPart = notesByPart(found.note);
    const whole = byPart.get('');
    const isGroup = !['species', 'subspecies', 'variety'].includes(found.rank);
    // A mixed value of a group says what lies below it; it is no listing of the group itself and stays in one piece.
    const lines = isGroup ? [found.parts.join('/')] : found.parts;
    for (const part of lines) {
      const text =
        whole ?? (isGroup ? [...byPart.values()].filter(Boolean).join(' ') : (byPart.get(part) ?? ''));
      const delay = delayedUntil(text, this.meetings);
      if (delay && !delay.known) this.count('delay', where);
      const from = delay?.from ?? found.effective ?? this.date;
      this.#listingLine(target.path, column, part, found, { text, from, kingdom, where });
    }
  }

  #listingLine(
    path: string,
    column: string,
    part: string,
    found: FoundListing,
    line: { text: string; from: string; kingdom: string; where: string },
  ): void {
    const source = this.source(line.kingdom);
    const notes = found.hashNote === '' ? [] : found.hashNote.split(/[\s,]+/).filter(Boolean);
    if (line.text !== '') {
      if (isDamaged(line.text)) this.count('damaged', line.where);
      const key = noteKey(line.text);
      notes.push(key);
      const known = this.#rows(targets.notes.path).get(key);
      if (known) known.sources.add(source);
      else
        this.#rows(targets.notes.path).set(key, {
          cells: { key, text: line.text },
          sources: new Set([source]),
          taxon: '',
        });
    }
    const rows = this.#rows(path);
    const key = [found.taxon, part, found.party, this.kind].join('\t');
    const old = rows.get(key);
    if (old) {
      old.cells.note = [...new Set([...old.cells.note!.split(','), ...notes])].filter(Boolean).join(',');
      if (line.from < old.cells.from!) old.cells.from = line.from;
      return;
    }
    const cells = {
      taxon: found.taxon,
      rank: found.rank,
      [column]: part,
      party: found.party,
      note: notes.join(','),
      from: line.from,
      under: found.under || listedUnder(found.note),
    };
    rows.set(key, { cells, sources: new Set([source]), taxon: found.taxon });
  }

  synonym(name: string, accepted: string, kingdom: string): void {
    if (name === accepted) return;
    this.#add(
      targets.scientific.path,
      `${name}\t${accepted}`,
      { name, accepted, kind: 'synonym', note: '' },
      accepted,
      kingdom,
    );
  }

  commonName(language: string, name: string, kind: string, taxon: string, kingdom: string): void {
    if (kind === 'rare') {
      this.count('rare', `${name}, ${taxon}`);
      return;
    }
    this.#add(`names/${language}.tsv`, `${name}\t${taxon}`, { name, taxon, kind, note: '' }, taxon, kingdom);
  }

  /** Counts something left out, for one warning at the end instead of thousands. */
  count(what: keyof typeof leftOut, where: string): void {
    const counted = this.#counted.get(what);
    if (counted) counted.count++;
    else this.#counted.set(what, { count: 1, first: where });
  }

  /**
   * Call once, at the end. A synonym that is itself an accepted name is dropped, one that several taxa claim is
   * marked; a common name that is also a genus of something else ("Diana") counts as an everyday word.
   */
  settle(accepted: ReadonlySet<string>, shipped: Shipped): void {
    this.#keepNewGenera(shipped);
    for (const [path, rows] of this.files) {
      if (!path.startsWith('names/') || path === targets.scientific.path) continue;
      for (const { cells } of rows.values())
        if (accepted.has(cells.name!) && !`${cells.taxon} `.startsWith(`${cells.name} `))
          cells.kind = 'everyday';
    }
    this.#settleSynonyms(accepted, shipped);
    for (const [what, { count, first }] of this.#counted)
      this.warnings.push(
        `${count} ${count === 1 ? 'entry' : 'entries'} ${leftOut[what as keyof typeof leftOut]} (first: ${first})`,
      );
    this.#counted.clear();
  }

  /** What the shipped knowledge says of a name holds; an accepted name of an older export is followed to today's. */
  #settleSynonyms(accepted: ReadonlySet<string>, shipped: Shipped): void {
    const rows = this.#rows(targets.scientific.path);
    const claims = new Map<string, Set<string>>();
    for (const [key, row] of [...rows]) {
      const name = row.cells.name!;
      const today = acceptedToday(shipped, row.cells.accepted!);
      rows.delete(key);
      if (accepted.has(name)) this.count('accepted', name);
      else if (!shipped.synonyms.has(name) && today !== name) {
        row.cells.accepted = today;
        rows.set(`${name}\t${today}`, row);
        claims.set(name, (claims.get(name) ?? new Set()).add(today));
      }
    }
    for (const { cells } of rows.values()) {
      const others = [...claims.get(cells.name!)!].filter((taxon) => taxon !== cells.accepted).sort();
      if (others.length > 0) cells.note = `also ${others.slice(0, 3).join(', ')}`;
    }
  }

  /** Genera that the shipped knowledge has stay there; what an export leaves out of a new one, its family tells. */
  #keepNewGenera(shipped: Shipped): void {
    const rows = this.#rows(targets.genera.path);
    for (const [genus, { cells }] of rows) {
      const family = shipped.families.get(cells.family!);
      cells.order ||= family?.order ?? '';
      cells.class ||= family?.class ?? '';
      const isKnown = shipped.familyOfGenus.has(genus);
      const isComplete = cells.family !== '' && cells.order !== '' && cells.class !== '';
      if (!isKnown && !isComplete) this.count('class', genus);
      if (isKnown || !isComplete) rows.delete(genus);
    }
  }

  /** Takes back rows of one kingdom in one file. */
  drop(word: string, path: string, which: (row: FoundRow) => boolean): void {
    const source = `IMPORT-${this.kind}-${word}-${this.date}`;
    const rows = this.files.get(path);
    for (const [key, row] of rows ?? []) {
      if (!which(row)) continue;
      row.sources.delete(source);
      if (row.sources.size === 0) rows!.delete(key);
    }
  }

  #add(path: string, key: string, cells: Record<string, string>, taxon: string, kingdom: string): void {
    const rows = this.#rows(path);
    const old = rows.get(key);
    if (old) old.sources.add(this.source(kingdom));
    else rows.set(key, { cells, sources: new Set([this.source(kingdom)]), taxon });
  }

  #rows(path: string): Map<string, FoundRow> {
    const rows = this.files.get(path) ?? new Map<string, FoundRow>();
    this.files.set(path, rows);
    return rows;
  }
}

const leftOut = {
  damaged:
    'with damaged letters (the file was saved in another encoding): names were left out, notes kept as they are',
  script: 'left out: transcribed, not written in the script of their language',
  rare: 'left out: an ordinary word that hardly ever means the taxon',
  language: 'left out: the export does not say their language',
  accepted: 'left out as synonyms: they are accepted names themselves',
  delay:
    'with a delayed entry into effect whose meeting is not in codes/meetings.tsv: counted from the end of the month the note names',
  taxon:
    'left out: the taxon they belong to is named in no file of this import; import the taxon_concepts page with them',
  class: 'left out as genera: the export does not say their order or class, and their family is not known',
  scientific: 'left out: the scientific name cannot be read',
} as const;
