import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { knowledgeFolder } from '../load.ts';
import { documentKinds, readMessages } from '../messages.ts';
import { readTaxa } from '../taxa/read-taxa.ts';
import { Taxa } from '../taxa/taxa.ts';
import { readTsv } from '../tsv.ts';
import { effectsOf } from './law.ts';
import { type LawLists, readLaw } from './read-law.ts';

const taxa = new Taxa(readTaxa([knowledgeFolder]));
const lists: LawLists = {
  accepted: (name) => taxa.find(name)?.name,
  codes: new Set(readTsv(join(knowledgeFolder, 'codes/term.tsv')).rows.map(({ cells }) => cells.code!)),
  documents: documentKinds(readMessages([knowledgeFolder])),
};

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

const questions =
  '# title: T\n# date: 2026-11-22\n# licence: CC BY 4.0\n# bounds: 0..9\nkey\tquestion\tbasis\noffer\tO?\tR\nserious-crime\tS?\tR\n';

/** Reads law files that stand beside a good one, of Liechtenstein. */
function read(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'pugmark-law-'));
  made.push(root);
  mkdirSync(join(root, 'law'));
  for (const [name, text] of Object.entries({
    'questions.tsv': questions,
    'li.yaml': good('LI'),
    ...files,
  })) {
    writeFileSync(join(root, 'law', name), text);
  }
  const { problems, ...rest } = readLaw([root], lists);
  return { ...rest, problems: problems.map(({ file, line, detail }) => `${file}:${line}: ${detail}`) };
}

const head = (place: string) =>
  `title: Law\ndate: 2026-11-22\nlicence: CC BY 4.0\nplace: ${place}\nname: Somewhere\n`;

/** Lines 7 to 14 of a file: the provision up to `checked`. */
const provision = (place: string, id = `${place.toLowerCase()}-act-1`) => `  - id: ${id}
    instrument: Act
    cite: Act s. 1
    says: Nobody may sell it.
    from: 2000-01-01
    certainty: reported
    source: general knowledge
    checked: 2026-11-22
`;
const good = (place: string) =>
  `${head(place)}provisions:\n${provision(place)}    effects:\n      - { taxa: [Elephantidae], outcome: prohibited }\n`;

/** Puts lines behind those of the provision of Andorra: they begin with line 15. */
const withLines = (...lines: string[]) => ({
  'ad.yaml': `${head('AD')}provisions:\n${provision('AD')}${lines.map((line) => `    ${line}\n`).join('')}`,
});

describe('the shipped law', () => {
  const { law, cases, problems } = readLaw([knowledgeFolder], lists);

  it('has no problems', () => {
    expect(problems).toEqual([]);
  });

  it('holds at least 250 provisions that can be executed, 600 cases and 185 Parties', () => {
    const executable = new Set([...effectsOf(law)].map((one) => one.provision.id));
    expect(executable.size).toBeGreaterThanOrEqual(250);
    expect(cases.length).toBeGreaterThanOrEqual(600);
    expect(Object.values(law.places).filter(({ party }) => party).length).toBeGreaterThanOrEqual(185);
  });

  it('has only effects that name documents which have a name, behind doors and without', () => {
    const named = [...effectsOf(law)].flatMap(({ effect }) => [
      ...(effect.documents ?? []),
      ...(effect.unless ?? []).map(({ document }) => document),
    ]);
    expect(named.length).toBeGreaterThan(100);
    expect([...new Set(named)].filter((kind) => !lists.documents.has(kind))).toEqual([]);
  });

  it('writes taxa by their accepted names', () => {
    const names = [...effectsOf(law)].flatMap(({ effect }) => effect.taxa ?? []);
    expect(names.filter((name) => taxa.find(name)?.name !== name)).toEqual([]);
  });
});

describe('readLaw()', () => {
  it('finds nothing wrong with files that are as they should be', () => {
    const { law, problems } = read(withLines('answers: { offer: yes }'));
    expect(problems).toEqual([]);
    expect(Object.keys(law.places)).toEqual(['AD', 'LI']);
  });

  it.each<[string, string[], string | RegExp]>([
    [
      'a taxon that is not known',
      ['effects:', '  - outcome: prohibited', '    taxa: [Elephantidae, Unicornis]'],
      '17: taxon "Unicornis" is not in taxa/',
    ],
    [
      'a document that has no name',
      ['effects:', '  - outcome: document-required', '    documents: [letter]'],
      /^17: "letter" is no kind of document: use cites-export-permit, /,
    ],
    [
      'a document behind a door that has no name',
      ['effects:', '  - outcome: prohibited', '    unless:', '      - { claim: permit, document: letter }'],
      /^18: "letter" is no kind of document/,
    ],
    [
      'a question that nobody asks',
      ['answers:', '  offer: yes', '  weather: yes'],
      '17: "weather" is none of the questions in questions.tsv',
    ],
    [
      'a question with the name of a JavaScript property',
      ['answers:', '  constructor: yes'],
      '16: "constructor" is none of the questions in questions.tsv',
    ],
    [
      'a term that is neither a code nor a set',
      ['effects:', '  - outcome: prohibited', '    terms: [TUS, feelings]'],
      '17: "feelings" is neither a CITES term code nor a set of term-sets.tsv',
    ],
    [
      'a term with the name of a JavaScript property',
      ['effects:', '  - outcome: prohibited', '    terms: [TUS, constructor]'],
      '17: "constructor" is neither a CITES term code nor a set of term-sets.tsv',
    ],
    ['a provision that ends before it begins', ['to: 1999-12-31'], /^15: .*ends before it begins$/],
    [
      'papers that are required and not named',
      ['effects:', '  - outcome: document-required'],
      /^16: .*is document-required but names no documents$/,
    ],
    [
      'doors where nothing is prohibited',
      [
        'effects:',
        '  - outcome: allowed',
        '    unless:',
        '      - { claim: antique, document: proof-of-age }',
      ],
      /^18: .*only a prohibition has doors/,
    ],
    [
      'a lifted provision that is not there',
      ['effects:', '  - outcome: allowed', '    lifts: [li-act-1, li-act-2]'],
      '17: there is no provision "li-act-2"',
    ],
    [
      'a serious crime with three years of prison',
      ['answers:', '  serious-crime: yes', 'penalty: { years: 3 }'],
      /^16: .*"penalty\.years" says otherwise$/,
    ],
    [
      'no serious crime, with prison for life',
      ['answers:', '  serious-crime: no', 'penalty: { years: life }'],
      /^16: .*"penalty\.years" says otherwise$/,
    ],
    ['a date that is none', ['to: tomorrow'], /^15: .*is not a date like/],
    ['a key that is not known', ['effect: []'], /^7: .*effect/],
  ])('tells %s with file and line, and reads the rest', (_, lines, message) => {
    const { law, problems } = read(withLines(...lines));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^law\/ad\.yaml:/);
    const told = problems[0]!.slice('law/ad.yaml:'.length);
    if (typeof message === 'string') expect(told).toBe(message);
    else expect(told).toMatch(message);
    expect(law.places.LI?.provisions).toHaveLength(1);
  });

  it('tells an id that is taken, and where', () => {
    const text = `${head('AD')}provisions:\n${provision('AD')}${provision('AD')}`;
    expect(read({ 'ad.yaml': text }).problems).toEqual([
      'law/ad.yaml:15: the id "ad-act-1" is taken, in law/ad.yaml',
    ]);
  });

  it('tells an id that begins with another place', () => {
    const text = `${head('AD')}provisions:\n${provision('AD', 'fr-act-1')}`;
    expect(read({ 'ad.yaml': text }).problems).toEqual(['law/ad.yaml:7: the id begins with "ad-"']);
  });

  it('tells a file that bears the name of another place', () => {
    const { law, problems } = read({ 'fr.yaml': good('AD') });
    expect(problems).toEqual(['law/fr.yaml:4: the law of AD belongs in ad.yaml']);
    expect(law.places.FR).toBeUndefined();
  });

  it('tells a place below another that has no file, native wildlife and reservations of unknown taxa', () => {
    const text = `${head('AD')}under: FR\nnative: [Unicornis]\nreservations:\n  - { taxa: [Draco, Chimaerus] }\n`;
    expect(read({ 'ad.yaml': text }).problems).toEqual([
      'law/ad.yaml:7: taxon "Unicornis" is not in taxa/',
      'law/ad.yaml:6: there is no file for FR',
      'law/ad.yaml:9: taxon "Chimaerus" is not in taxa/',
    ]);
  });

  it('tells a case that names a provision which is not there', () => {
    const text = `${good('AD')}cases:\n  - { thing: ivory, answer: no, provision: ad-act-1 }\n  - { thing: ivory, answer: no, provision: ad-act-9 }\n`;
    const { cases, problems } = read({ 'ad.yaml': text });
    expect(problems).toEqual(['law/ad.yaml:19: there is no provision "ad-act-9"']);
    expect(cases).toMatchObject([{ file: 'law/ad.yaml', line: 18, place: 'AD' }, { line: 19 }]);
  });

  it.each<[string, string, RegExp]>([
    ['a key that stands there twice', `${head('AD')}name: Andorra\n`, /^law\/ad\.yaml:6: .*unique/],
    [
      'a billion laughs',
      `a: &a [x, x]\n${'bcdefghij'
        .split('')
        .map((key, at) => {
          const above = 'abcdefghi'[at];
          return `${key}: &${key} [*${above}, *${above}, *${above}, *${above}, *${above}, *${above}]\n`;
        })
        .join('')}`,
      /^law\/ad\.yaml:1: aliases are not allowed here/,
    ],
    ['a single alias', `${head('AD')}note: &n a\nregion: *n\n`, /aliases are not allowed here/],
    ['tabs for spaces', `${head('AD')}party:\n\tfrom: 2000-01-01\n`, /^law\/ad\.yaml:7: .*[Tt]ab/],
    ['two documents', `${good('AD')}---\n${good('AD')}`, /^law\/ad\.yaml:1\d: /],
    ['a list', '- a\n- b\n', /^law\/ad\.yaml:1: .*expected object/],
    ['an empty file', '', /^law\/ad\.yaml:1: .*expected object/],
    ['bytes of no text', '\u0000\ufffd\u0001%PDF-1.7', /^law\/ad\.yaml:1: /],
    ['a file beyond all measure', `# ${'x'.repeat(2_000_000)}`, /^law\/ad\.yaml:1: the file has more than/],
  ])('tells %s in one message, quickly, and reads the rest', (_, text, message) => {
    const started = performance.now();
    const { law, problems } = read({ 'ad.yaml': text });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(Object.keys(law.places)).toEqual(['LI']);
  });

  it("puts an operator's file in the place of the shipped one, and does not call its ids taken", () => {
    const folder = mkdtempSync(join(tmpdir(), 'pugmark-law-'));
    made.push(folder);
    mkdirSync(join(folder, 'law'));
    writeFileSync(join(folder, 'law/li.yaml'), `${head('LI')}provisions:\n${provision('LI')}`);
    const shipped = join(folder, 'shipped');
    mkdirSync(join(shipped, 'law'), { recursive: true });
    writeFileSync(join(shipped, 'law/li.yaml'), good('LI'));
    const { law, problems } = readLaw([shipped, folder], lists);
    expect(law.places.LI?.provisions.map(({ effects }) => effects)).toEqual([undefined]);
    expect(problems).toEqual([]);
  });
});
