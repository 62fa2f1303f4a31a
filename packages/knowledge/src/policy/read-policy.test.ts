import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLaw } from '../law/read-law.ts';
import { claimKinds } from '../lexicon/entry.ts';
import { knowledgeFolder } from '../load.ts';
import { documentKinds, readMessages } from '../messages.ts';
import { readTaxa } from '../taxa/read-taxa.ts';
import { Taxa } from '../taxa/taxa.ts';
import { readTsv } from '../tsv.ts';
import { type PolicyLists, readPolicies, readPolicy } from './read-policy.ts';

const taxa = new Taxa(readTaxa([knowledgeFolder]));
const accepted = (name: string) => taxa.find(name)?.name;
const codes = new Set(readTsv(join(knowledgeFolder, 'codes/term.tsv')).rows.map(({ cells }) => cells.code!));
const documents = documentKinds(readMessages([knowledgeFolder]));
const { termSets } = readLaw([knowledgeFolder], { accepted, codes, documents }).law;
const lists: PolicyLists = { accepted, codes, documents, termSets, claims: new Set(claimKinds) };

/** A rule book of these lines; the first stands in line 6. */
const book = (...lines: string[]) =>
  `title: Book\nid: book\ndate: 2026-11-22\nlicence: CC BY 4.0\nabout: A book.\n${lines.join('\n')}\n`;
const read = (text: string) => readPolicy(text, 'book.yaml', lists);
const problemsOf = (text: string) =>
  read(text).problems.map(({ file, line, detail }) => `${file}:${line}: ${detail}`);

/** A rule in one line. */
const rule = (id: string, when: string, then = '{ verdict: review }', more = '') =>
  `  - { id: ${id}, says: It says, when: ${when}, then: ${then}${more} }`;

describe('the shipped rule books', () => {
  const { policies, problems } = readPolicies([knowledgeFolder], lists);

  it('have no problems, and there are five', () => {
    expect(problems).toEqual([]);
    expect(Object.keys(policies)).toHaveLength(5);
  });
});

describe('readPolicy()', () => {
  it('reads a rule book with groups in groups and sets of terms written out', () => {
    const text = book(
      'groups: { big: [Elephantidae], all: ["@big", Smutsia gigantea] }',
      'rules:',
      rule('ivory', '{ taxon: ["@all"], term: [horn, LIV] }'),
    );
    expect(problemsOf(text)).toEqual([]);
    const { when } = read(text).policy!.rules[0]!;
    expect(when.taxon).toEqual(['Elephantidae', 'Manis gigantea']);
    expect(when.term).toEqual([...termSets.horn!, 'LIV']);
  });

  it.each<[string, string[], string[]]>([
    [
      'groups that go round in a circle',
      ['groups:', '  a: ["@b"]', '  b: ["@c"]', '  c: ["@a"]', 'rules:', rule('all', '{}')],
      [
        '7: the groups go round in a circle: @a > @b > @c > @a',
        '8: the groups go round in a circle: @b > @c > @a > @b',
        '9: the groups go round in a circle: @c > @a > @b > @c',
      ],
    ],
    [
      'a group that holds itself',
      ['groups:', '  a: [Manis, "@a"]', 'rules:', rule('all', '{}')],
      ['7: the groups go round in a circle: @a > @a'],
    ],
    [
      'a group that is not there',
      ['rules:', rule('one', '{ taxon: [Manis] }'), rule('two', '{ taxon: ["@cats"] }')],
      ['8: there is no group "@cats"'],
    ],
    [
      'a group with the name of a JavaScript property',
      ['rules:', rule('one', '{ taxon: ["@constructor"] }')],
      ['7: there is no group "@constructor"'],
    ],
    [
      'a taxon that is not known, in a group and in a rule',
      ['groups:', '  a: [Unicornis]', 'rules:', rule('one', '{ not-taxon: [Manis, Chimaerus] }')],
      ['7: taxon "Unicornis" is not in taxa/', '9: taxon "Chimaerus" is not in taxa/'],
    ],
    [
      'a term that is not known',
      ['rules:', rule('one', '{ term: [ivory, feelings] }')],
      ['7: "feelings" is neither a CITES term code nor a set of law/term-sets.tsv'],
    ],
    [
      'a term with the name of a JavaScript property',
      ['rules:', rule('one', '{ term: [constructor] }')],
      ['7: "constructor" is neither a CITES term code nor a set of law/term-sets.tsv'],
    ],
    [
      'a claim that is not known',
      ['rules:', rule('one', '{ no-claim: [blessed] }')],
      [`7: "blessed" is no claim: use ${claimKinds.join(', ')}`],
    ],
    [
      'a document that has no name',
      ['rules:', rule('one', '{}', '{ verdict: ask, documents: [letter] }')],
      [`7: "letter" is no kind of document: use ${[...documents].join(', ')}`],
    ],
    [
      'a taxon that is not known, in an exception',
      [
        'rules:',
        '  - id: one',
        '    says: It says',
        '    when: {}',
        '    except:',
        '      - { taxon: [Manis] }',
        '      - { taxon: [Unicornis] }',
        '    then: { verdict: block }',
      ],
      ['12: taxon "Unicornis" is not in taxa/'],
    ],
    [
      'rules that contradict each other',
      [
        'rules:',
        rule('one', '{ appendix: [I, II], score: { at-least: 0.5 } }'),
        rule('two', '{ score: { at-least: 0.5 }, appendix: [II, I] }', '{ verdict: clear }'),
      ],
      ['8: rule "two" contradicts rule "one": the same condition, but clear instead of review'],
    ],
    [
      'a rule that no listing reaches',
      [
        'rules:',
        rule('one', '{ appendix: [I, II], score: { at-least: 0.5 } }'),
        rule('two', '{ appendix: [I], score: { at-least: 0.6, below: 0.9 }, nature: [live] }'),
      ],
      ['8: rule "two" can never decide: rule "one" above it takes every listing it would'],
    ],
    [
      'a rule below one that takes all',
      ['rules:', rule('one', '{}'), rule('two', '{ taxon: [Manis] }')],
      ['8: rule "two" can never decide: rule "one" above it takes every listing it would'],
    ],
    [
      'an id that is taken, and the id of no rule',
      ['rules:', rule('one', '{ taxon: [Manis] }'), rule('one', '{}'), rule('none', '{ nature: [live] }')],
      [
        '8: the id "one" is taken',
        '9: the id "none" is taken',
        '9: rule "none" can never decide: rule "one" above it takes every listing it would',
      ],
    ],
    [
      'an example of a rule that is not there',
      [
        'rules:',
        rule('one', '{}'),
        'examples:',
        '  - { listing: { title: Ivory }, verdict: review, rule: one }',
        '  - { listing: { title: Ivory }, verdict: clear, rule: none }',
        '  - { listing: { title: Ivory }, verdict: block, rule: two }',
      ],
      ['11: there is no rule "two"'],
    ],
    [
      'a rule book and a rule that end before they begin',
      [
        'from: 2026-01-01',
        'to: 2025-12-31',
        'rules:',
        rule('one', '{}', '{ verdict: clear }', ', from: 2026-02-02, to: 2026-02-01'),
      ],
      ['7: the rule book ends before it begins', '9: rule "one" ends before it begins'],
    ],
  ])('tells %s, with file and line', (_, lines, wanted) => {
    expect(problemsOf(book(...lines))).toEqual(wanted.map((one) => `book.yaml:${one}`));
    expect(read(book(...lines)).policy).toBeUndefined();
  });

  it.each<[string, string[], RegExp]>([
    [
      'bounds that can never hold',
      ['rules:', rule('one', '{ score: { at-least: 0.8, below: 0.8 } }')],
      /^book\.yaml:7: .*can never hold: "at-least" is not below "below"$/,
    ],
    [
      'bounds that name nothing',
      ['rules:', rule('one', '{ price: {} }')],
      /^book\.yaml:7: .*names neither "at-least" nor "below"$/,
    ],
    [
      'a rule that asks without documents',
      ['rules:', rule('one', '{}'), rule('two', '{}', '{ verdict: ask }')],
      /^book\.yaml:8: .*asks, but names no documents$/,
    ],
    ['a rule book without rules', ['rules: []'], /^book\.yaml:6: "rules": /],
    ['a line nobody knows', ['rules:', rule('one', '{ apendix: [I] }')], /^book\.yaml:7: .*apendix/],
    ['a key that stands there twice', ['rules:', rule('one', '{}'), 'id: other'], /^book\.yaml:8: .*unique/],
  ])('tells %s, with file and line', (_, lines, wanted) => {
    expect(problemsOf(book(...lines))).toEqual([expect.stringMatching(wanted)]);
    expect(read(book(...lines)).policy).toBeUndefined();
  });

  it('does not call rules dead that a listing can reach', () => {
    const text = book(
      'rules:',
      rule('excepted', '{ appendix: [I] }', '{ verdict: block }', ', except: [{ claim: [permit] }]'),
      rule('wider', '{ appendix: [I, II] }'),
      rule('ended', '{ nature: [live] }', '{ verdict: block }', ', to: 2026-12-31'),
      rule('after-it', '{ nature: [live] }', '{ verdict: clear }'),
      rule('no-permit', '{ no-claim: [permit, legal] }'),
      rule('no-permit-or-else', '{ no-claim: [permit] }'),
      rule('rest', '{}', '{ verdict: clear }'),
    );
    expect(problemsOf(text)).toEqual([]);
  });

  it('knows that fewer forbidden claims take more listings', () => {
    const text = book(
      'rules:',
      rule('wide', '{ no-claim: [permit] }'),
      rule('narrow', '{ no-claim: [permit, legal] }'),
    );
    expect(problemsOf(text)).toEqual([
      'book.yaml:8: rule "narrow" can never decide: rule "wide" above it takes every listing it would',
    ]);
  });

  it('gives another version for one other byte, be it a blank, and the same for the same', () => {
    const text = readFileSync(join(knowledgeFolder, 'policies/law-only.yaml'), 'utf8');
    const versions = [text, text, `${text} `, text.replace('0.5', '0.6')].map(
      (one) => read(one).policy?.version,
    );
    expect(versions[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(versions[1]).toBe(versions[0]);
    expect(new Set(versions).size).toBe(3);
  });
});
