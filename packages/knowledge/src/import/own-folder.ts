import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Findings, type FoundRow, nameColumns, targets } from './findings.ts';
import { ImportError } from './import-error.ts';
import { oneMeaning } from './one-meaning.ts';
import { newestDate, type OwnFile, ourSource, printOwnFile, readOwnFile } from './own-file.ts';

/** From so many taxa on, an export is held to be the whole list of its kingdom, and replaces an earlier one wholly. */
const wholeList = { animals: 6_000, plants: 28_000 } as Record<string, number>;

/**
 * An operator's own knowledge folder as it will be after an import. Rows the operator wrote stay as they are;
 * rows of earlier imports of the same kind are replaced. Nothing is on disk before `save`.
 */
export class OwnFolder {
  readonly #files = new Map<string, OwnFile>();
  readonly warnings: string[] = [];
  readonly #labels = new Map<string, string>();

  constructor(
    private readonly root: string,
    private readonly familyOfGenus: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#file('sources.tsv', ['key', 'source', 'where'], 'Sources of this folder');
    for (const target of Object.values(targets)) this.#file(target.path, target.columns, target.title);
  }

  /** Takes over the findings of one kind and day; `label` says for `sources.tsv` what the export is. */
  apply(found: Findings, label: (kingdomWord: string) => { source: string; where: string }): void {
    for (const [word, taxa] of found.taxa) {
      const key = `IMPORT-${found.kind}-${word}-${found.date}`;
      const newer = this.#newerWhole(found, word);
      if (newer) {
        this.warnings.push(
          `Nothing was taken from ${found.kind} (${word}) of ${found.date}: a whole list of ${newer} is there already`,
        );
        for (const path of found.files.keys()) found.drop(word, path, () => true);
        continue;
      }
      const { source, where } = label(word);
      this.#labels.set(key, `${key}\t${source}\t${where}`);
      if (taxa.size < wholeList[word]!)
        this.warnings.push(
          `${found.kind} (${word}) of ${found.date} names ${taxa.size} taxa, a part of the list: what earlier imports said of others is kept`,
        );
      this.#replace(found, word, taxa);
    }
    for (const [path, rows] of found.files) {
      const own = this.#file(path, nameColumns, `Names, ${basename(path, '.tsv')}`);
      for (const [key, row] of rows) this.#merge(path, own, key, row);
    }
  }

  /** Writes every file that has rows: all to temporary files first, then renamed; on failure nothing is changed. */
  save(): string[] {
    this.#settleNames();
    this.#dropUnusedNotes();
    this.#settleSources();
    const texts = [...this.#files].filter(
      ([, own]) => own.ours.size > 0 || own.theirs.length > 0 || own.there,
    );
    const staging = join(this.root, `.import-${process.pid}`);
    const done: { target: string; backup: string | undefined }[] = [];
    const written: string[] = [];
    try {
      mkdirSync(staging, { recursive: true });
      const staged = texts.map(([path, own], index) => {
        const target = join(this.root, path);
        const text = printOwnFile(own);
        if (existsSync(target) && readFileSync(target, 'utf8') === text) return undefined;
        const fresh = join(staging, `${index}.new`);
        writeFileSync(fresh, text);
        return { path, target, fresh, old: join(staging, `${index}.old`) };
      });
      for (const file of staged) {
        if (!file) continue;
        mkdirSync(dirname(file.target), { recursive: true });
        const backup = existsSync(file.target) ? file.old : undefined;
        if (backup) renameSync(file.target, backup);
        done.push({ target: file.target, backup });
        renameSync(file.fresh, file.target);
        written.push(file.path);
      }
    } catch (error) {
      for (const { target, backup } of done.reverse()) {
        if (backup) renameSync(backup, target);
        else rmSync(target, { force: true });
      }
      throw new ImportError(
        `Cannot write into ${this.root}: ${(error as Error).message}. Nothing was changed`,
      );
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
    return written.sort();
  }

  #newerWhole(found: Findings, word: string): string | undefined {
    const path = found.kind === 'eu' ? targets.annexes.path : targets.listings.path;
    const taxa = new Map<string, Set<string>>();
    for (const row of this.#files.get(path)!.ours.values()) {
      for (const source of row.sources) {
        const [, kind, kingdom, date] = source.match(ourSource) ?? [];
        if (kind !== found.kind || kingdom !== word || date === undefined || date <= found.date) continue;
        if (!taxa.has(date)) taxa.set(date, new Set());
        taxa.get(date)!.add(row.taxon);
      }
    }
    return [...taxa]
      .filter(([, set]) => set.size >= wholeList[word]!)
      .map(([date]) => date)
      .sort()
      .at(-1);
  }

  /** Takes out what earlier imports of this kind said of these taxa; out of the new, what a later one said already. */
  #replace(found: Findings, word: string, taxa: ReadonlySet<string>): void {
    const whole = taxa.size >= wholeList[word]!;
    for (const [path, own] of this.#files) {
      // Genera are filled in, never taken back; notes go when no listing names them any more (see `save`).
      if (path === targets.genera.path || path === targets.notes.path || path === 'sources.tsv') continue;
      const saidLater = new Set<string>();
      for (const [key, row] of own.ours) {
        for (const source of row.sources) {
          const [, kind, kingdom, date] = source.match(ourSource)!;
          if (kind !== found.kind || kingdom !== word) continue;
          if (date! > found.date) saidLater.add(row.taxon);
          else if (whole || taxa.has(row.taxon)) row.sources.delete(source);
        }
        if (row.sources.size === 0) own.ours.delete(key);
      }
      if (saidLater.size > 0) found.drop(word, path, (row) => saidLater.has(row.taxon));
    }
  }

  #merge(path: string, own: OwnFile, key: string, row: FoundRow): void {
    if (own.theirKeys.has(key)) return;
    const old = own.ours.get(key);
    if (!old) {
      own.ours.set(key, row);
      return;
    }
    const replaces = newestDate(row.sources) >= newestDate(old.sources);
    for (const [column, value] of Object.entries(row.cells))
      if ((replaces && value !== '') || (old.cells[column] ?? '') === '') old.cells[column] = value;
    if (path === targets.genera.path) {
      // One source a kind is enough to say where a genus comes from.
      const kinds = new Set([...row.sources].map((source) => source.replace(/-\d{4}-\d{2}-\d{2}$/, '')));
      for (const source of old.sources)
        if (replaces && kinds.has(source.replace(/-\d{4}-\d{2}-\d{2}$/, ''))) old.sources.delete(source);
    }
    for (const source of row.sources) old.sources.add(source);
  }

  #settleNames(): void {
    const families = new Map(this.familyOfGenus);
    for (const { cells } of this.#files.get(targets.genera.path)!.ours.values())
      families.set(cells.genus!, cells.family!);
    for (const [path, own] of this.#files) {
      if (!path.startsWith('names/') || path === targets.scientific.path) continue;
      for (const [key, row] of own.ours) if (own.theirNames.has(row.cells.name!)) own.ours.delete(key);
      oneMeaning(own.ours, (genus) => families.get(genus) ?? '');
    }
  }

  #dropUnusedNotes(): void {
    const used = new Map<string, Set<string>>();
    for (const path of [targets.listings.path, targets.annexes.path])
      for (const row of this.#files.get(path)!.ours.values())
        for (const note of row.cells.note!.split(','))
          if (note.startsWith('n-')) used.set(note, new Set([...(used.get(note) ?? []), ...row.sources]));
    const notes = this.#files.get(targets.notes.path)!;
    for (const [key, row] of notes.ours) {
      const sources = used.get(key);
      if (sources) row.sources = sources;
      else notes.ours.delete(key);
    }
  }

  #settleSources(): void {
    const cited = new Set<string>();
    for (const own of this.#files.values())
      for (const row of own.ours.values()) for (const source of row.sources) cited.add(source);
    const sources = this.#files.get('sources.tsv')!;
    for (const line of sources.theirs) {
      const key = line.split('\t', 1)[0]!;
      if (ourSource.test(key) && !this.#labels.has(key)) this.#labels.set(key, line);
    }
    sources.theirs = sources.theirs.filter((line) => !ourSource.test(line.split('\t', 1)[0]!));
    for (const key of [...cited].sort())
      sources.theirs.push(this.#labels.get(key) ?? `${key}\tan earlier import\t`);
    if (cited.size > 0) sources.header.date = newestDate(cited);
  }

  #file(path: string, columns: readonly string[], title: string): OwnFile {
    let own = this.#files.get(path);
    if (!own) {
      own = readOwnFile(join(this.root, path), columns, title);
      this.#files.set(path, own);
    }
    return own;
  }

  /** Name files of every language that earlier imports wrote, so that a later one can replace their rows. */
  loadNames(languages: Iterable<string>): void {
    for (const language of languages) this.#file(`names/${language}.tsv`, nameColumns, `Names, ${language}`);
  }
}
