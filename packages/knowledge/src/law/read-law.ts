import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../lexicon/read-entries.ts';
import { readTsv } from '../tsv.ts';
import { readYaml } from '../yaml-file.ts';
import { type AnnexRow, CONVENTION, type Law, type LawPlace } from './law.ts';
import { type LawCase, LawFile } from './law-schema.ts';

/** A case of a law file, with where it stands. */
export interface PlacedCase extends LawCase {
  file: string;
  line: number;
  place: string;
}

export interface ReadLaw {
  law: Law;
  cases: PlacedCase[];
  problems: Problem[];
}

/** What the law files name that lies in other files. */
export interface LawLists {
  /** The accepted name of a taxon, undefined when it is not known. */
  accepted(name: string): string | undefined;
  codes: ReadonlySet<string>;
  /** Kinds of documents: the `document.…` keys of knowledge/messages. */
  documents: ReadonlySet<string>;
}

/**
 * Reads `law/` of one or several knowledge folders; a file of a later folder replaces that of the same place.
 * Never throws for what is wrong in a file: it is told in `problems`, and the file is left out.
 */
export function readLaw(roots: readonly string[], lists: LawLists): ReadLaw {
  const law: Law = { places: {}, annexes: [], domestic: [], termSets: {}, questions: {} };
  const cases = new Map<string, PlacedCase[]>();
  const problems: Problem[] = [];
  const checks: (() => void)[] = [];
  const ids = new Map<string, string>();
  for (const root of roots) {
    readTables(root, law, lists, problems);
    for (const file of yamlFiles(join(root, 'law'))) {
      const name = `law/${file}`;
      const read = readYaml(readFileSync(join(root, name), 'utf8'), LawFile);
      for (const problem of read.problems) problems.push({ file: name, ...problem });
      if (!read.value) continue;
      const { value, lineOf } = read;
      const tell = (path: PropertyKey[], detail: string) =>
        problems.push({ file: name, line: lineOf(path), detail });
      if (file !== `${value.place.toLowerCase()}.yaml`) {
        tell(['place'], `the law of ${value.place} belongs in ${value.place.toLowerCase()}.yaml`);
      }
      // An operator's own file takes the place of the shipped one, with its ids.
      for (const { id } of law.places[value.place]?.provisions ?? []) ids.delete(id);
      law.places[value.place] = placeOf(value, lists);
      cases.set(
        value.place,
        (value.cases ?? []).map((one, at) => ({
          ...one,
          file: name,
          line: lineOf(['cases', at]),
          place: value.place,
        })),
      );
      for (const [at, { id }] of (value.provisions ?? []).entries()) {
        const other = ids.get(id);
        if (other !== undefined) tell(['provisions', at, 'id'], `the id "${id}" is taken, in ${other}`);
        ids.set(id, name);
      }
      // Ids, sets and questions may stand in files that are read later.
      checks.push(() => checkFile(value, law, ids, lists, tell));
    }
  }
  for (const check of checks) check();
  return { law, cases: [...cases.values()].flat(), problems };
}

function readTables(root: string, law: Law, lists: LawLists, problems: Problem[]): void {
  const rows = (file: string): Record<string, string>[] => {
    const path = join(root, 'law', file);
    return existsSync(path) ? readTsv(path).rows.map(({ cells }) => cells) : [];
  };
  for (const { key, question } of rows('questions.tsv')) law.questions[key!] = question!;
  for (const { set, term } of rows('term-sets.tsv'))
    law.termSets[set!] = [...(law.termSets[set!] ?? []), term!];
  law.domestic = [
    ...law.domestic,
    ...rows('domestic.tsv').map(({ taxon }) => {
      const accepted = lists.accepted(taxon!);
      if (accepted === undefined) {
        problems.push({ file: 'law/domestic.tsv', line: 1, detail: `taxon "${taxon}" is not in taxa/` });
      }
      return accepted ?? taxon!;
    }),
  ];
  law.annexes = [
    ...law.annexes,
    ...rows('eu-annexes.tsv').map((cells) => {
      const { taxon, annex, from, to, certainty } = cells as Record<keyof AnnexRow, string>;
      const accepted = lists.accepted(taxon);
      if (accepted === undefined) {
        problems.push({ file: 'law/eu-annexes.tsv', line: 1, detail: `taxon "${taxon}" is not in taxa/` });
      }
      return { taxon: accepted ?? taxon, annex, from, ...(to && { to }), certainty } as AnnexRow;
    }),
  ];
}

const yamlFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
    : [];

/** Without what only people and tests read, and with taxa by their accepted names. */
function placeOf(file: LawFile, lists: LawLists): LawPlace {
  const names = (of: readonly string[]) => of.map((name) => lists.accepted(name) ?? name);
  const {
    title: _t,
    date: _d,
    licence: _l,
    iso3: _i,
    note: _n,
    cases: _c,
    native,
    provisions,
    ...rest
  } = file;
  return {
    ...rest,
    native: names(native ?? []),
    provisions: (provisions ?? []).map((provision) => ({
      ...provision,
      ...(provision.effects && {
        effects: provision.effects.map((effect) => ({
          ...effect,
          ...(effect.taxa && { taxa: names(effect.taxa) }),
          ...(effect['except-taxa'] && { 'except-taxa': names(effect['except-taxa']) }),
        })),
      }),
    })),
  };
}

type Tell = (path: PropertyKey[], detail: string) => void;

function checkFile(
  file: LawFile,
  law: Law,
  ids: ReadonlyMap<string, string>,
  lists: LawLists,
  tell: Tell,
): void {
  const taxa = (names: readonly string[] | undefined, path: PropertyKey[]) => {
    for (const [at, name] of (names ?? []).entries()) {
      if (lists.accepted(name) === undefined) tell([...path, at], `taxon "${name}" is not in taxa/`);
    }
  };
  const document = (kind: string, path: PropertyKey[]) => {
    if (!lists.documents.has(kind)) {
      tell(path, `"${kind}" is no kind of document: use ${[...lists.documents].join(', ')}`);
    }
  };
  taxa(file.native, ['native']);
  if (file.under !== undefined && law.places[file.under] === undefined) {
    tell(['under'], `there is no file for ${file.under}`);
  }
  if (Array.isArray(file.reservations)) {
    for (const [at, one] of file.reservations.entries()) taxa(one.taxa, ['reservations', at, 'taxa']);
  }
  for (const [at, provision] of (file.provisions ?? []).entries()) {
    const path = ['provisions', at];
    const begins = file.place === CONVENTION ? 'cites-' : `${file.place.toLowerCase()}-`;
    if (!provision.id.startsWith(begins)) tell([...path, 'id'], `the id begins with "${begins}"`);
    for (const key of Object.keys(provision.answers ?? {})) {
      if (!Object.hasOwn(law.questions, key)) {
        tell([...path, 'answers', key], `"${key}" is none of the questions in questions.tsv`);
      }
    }
    for (const [number, effect] of (provision.effects ?? []).entries()) {
      const here = [...path, 'effects', number];
      taxa(effect.taxa, [...here, 'taxa']);
      taxa(effect['except-taxa'], [...here, 'except-taxa']);
      for (const [i, term] of (effect.terms ?? []).entries()) {
        if (!lists.codes.has(term) && !Object.hasOwn(law.termSets, term)) {
          tell([...here, 'terms', i], `"${term}" is neither a CITES term code nor a set of term-sets.tsv`);
        }
      }
      for (const [i, kind] of (effect.documents ?? []).entries()) document(kind, [...here, 'documents', i]);
      for (const [i, door] of (effect.unless ?? []).entries())
        document(door.document, [...here, 'unless', i]);
      for (const [i, id] of (effect.lifts ?? []).entries()) {
        if (!ids.has(id)) tell([...here, 'lifts', i], `there is no provision "${id}"`);
      }
    }
  }
  for (const [at, one] of (file.cases ?? []).entries()) {
    if (one.provision !== undefined && !ids.has(one.provision)) {
      tell(['cases', at, 'provision'], `there is no provision "${one.provision}"`);
    }
  }
}
