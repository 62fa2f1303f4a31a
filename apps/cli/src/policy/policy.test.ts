import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKnowledge } from '@pugmark/knowledge/compile';
import { claimKinds } from '@pugmark/knowledge/lexicon/entry';
import { knowledgeFolder, knowledgeOf } from '@pugmark/knowledge/load';
import { documentKinds } from '@pugmark/knowledge/messages';
import { readPolicies } from '@pugmark/knowledge/policy/read-policy';
import { afterAll, describe, expect, it } from 'vitest';
import { diffPolicies } from './diff.ts';
import { diffText } from './diff-text.ts';
import { explainBook, explainListings } from './explain-policy.ts';
import { openPolicy } from './open-policy.ts';
import { runExamples } from './run-examples.ts';

const knowledge = knowledgeOf(compileKnowledge(knowledgeFolder));
const { policies, examples, problems } = readPolicies([knowledgeFolder], {
  accepted: (name) => knowledge.taxa.find(name)?.name,
  codes: new Set(Object.keys(knowledge.codes)),
  documents: documentKinds(knowledge.messages),
  termSets: knowledge.law.termSets,
  claims: new Set(claimKinds),
});
const folder = mkdtempSync(join(tmpdir(), 'pugmark-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('the shipped rule books', () => {
  it('are five, without problems', () => {
    expect(problems).toEqual([]);
    expect(Object.keys(policies)).toHaveLength(5);
  });

  describe.each(Object.values(policies))('$id', (policy) => {
    const own = examples.filter(({ file }) => file === `policies/${policy.id}.yaml`);

    it('comes out as its examples say', () => {
      const failed = runExamples(policy, own, knowledge);
      expect(failed.map(({ file, line, detail }) => `${file}:${line}: ${detail}`)).toEqual([]);
    });

    it('has at least 30 examples, and one of every rule', () => {
      expect(own.length).toBeGreaterThanOrEqual(30);
      const told = new Set(own.map(({ rule }) => rule));
      expect(policy.rules.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
    });
  });
});

describe('runExamples()', () => {
  it('tells what came out in place of what is written, with its line', () => {
    const example = {
      listing: { title: 'Tiger skin rug for sale', price: 900 },
      verdict: 'clear' as const,
      rule: 'none',
      file: 'policies/x.yaml',
      line: 7,
    };
    const run = (more: object) =>
      runExamples(policies['marketplace-default']!, [{ ...example, ...more }], knowledge);
    expect(run({})).toEqual([
      {
        file: 'policies/x.yaml',
        line: 7,
        detail: expect.stringMatching(
          /^"Tiger skin rug for sale" is block by appendix-i, not clear by none \(Panthera tigris I /,
        ),
      },
    ]);
    expect(run({ verdict: 'block', rule: 'appendix-i' })).toEqual([]);
    expect(run({ verdict: 'block', rule: 'ivory' })).toHaveLength(1);
    expect(run({ seller: { exemptions: [{ scope: 'wildlife' }] }, rule: 'exempt-seller' })).toEqual([]);
  });
});

/** A rule book of rules in one line each. */
const book = (id: string, rules: string[], more = '') =>
  `title: T\nid: ${id}\ndate: 2026-11-22\nlicence: own\nabout: A book.\n${more}rules:\n${rules
    .map((rule) => `  - { says: It says, ${rule} }\n`)
    .join('')}`;
const blocking = put(
  'blocking.yaml',
  book('blocking', [
    'id: first, when: { appendix: [I], score: { at-least: 0.5 } }, then: { verdict: block }',
    'id: second, when: { appendix: [II], score: { at-least: 0.5 } }, then: { verdict: review }',
  ]),
);
const reviewing = put(
  'reviewing.yaml',
  book('reviewing', [
    'id: listed, when: { appendix: [I, II], score: { at-least: 0.5 } }, then: { verdict: review }',
  ]),
);

const rows = [
  { id: 'tiger', title: 'Tiger skin rug for sale, real fur', price: 900 },
  { id: 'tusk', title: 'Real elephant ivory tusk for sale, 3 kg', price: 900 },
  { id: 'scales', title: 'Pangolin scales for sale, 5 kg', price: 900 },
  { id: 'python', title: 'Real python leather bag for sale', price: 900 },
  { id: 'bike', title: 'Bicycle for sale, 28 inch', price: 90 },
];
const listings = put('rows.jsonl', `${rows.map((row) => JSON.stringify(row)).join('\n')}\n{"id":"x"}\n`);
const decisions = (...of: object[]) =>
  put('decisions.jsonl', `${of.map((one) => JSON.stringify(one)).join('\n')}\n\n`);

describe('diffPolicies()', () => {
  const [before, after] = [openPolicy(blocking, knowledge), openPolicy(reviewing, knowledge)];
  const diff = (decided?: string, [a, b] = [before, after]) =>
    diffPolicies(a, b, listings, decided, knowledge, true);

  it('counts verdicts of both and tells each listing that changes', async () => {
    const { changed, changes, ...told } = await diff();
    expect(told).toMatchObject({
      listings: 5,
      refused: 1,
      old: { id: 'blocking', verdicts: { clear: 1, inform: 0, ask: 0, review: 1, block: 3 } },
      new: { id: 'reviewing', verdicts: { clear: 1, inform: 0, ask: 0, review: 4, block: 0 } },
    });
    expect(changes).toEqual([
      { from: 'block', to: 'review', listings: 3 },
      { from: 'review', to: 'review', listings: 1 },
      { from: 'clear', to: 'clear', listings: 1 },
    ]);
    expect(changed.map(({ id }) => id)).toEqual(['tiger', 'tusk', 'scales']);
    expect(changed[0]).toEqual({
      id: 'tiger',
      title: rows[0]!.title,
      from: 'block',
      to: 'review',
      oldRule: 'first',
      newRule: 'listed',
    });
    expect(told.old.rules.map(({ rule, listings: count }) => [rule, count])).toEqual([
      ['first', 3],
      ['second', 1],
      ['none', 1],
    ]);
    expect(told.old.rules[0]).not.toHaveProperty('precision');
  });

  it('tells of no change between a rule book and itself', async () => {
    const { changed, old, new: same } = await diff(undefined, [before, before]);
    expect(changed).toEqual([]);
    expect(same).toEqual(old);
  });

  it('gives precision and recall of each rule from what people decided', async () => {
    const decided = decisions(
      { id: 'tiger', removed: true },
      { id: 'tusk', removed: true },
      { id: 'scales', removed: false },
      { id: 'python', removed: true },
      { id: 'bike', removed: true },
      { id: 'another', removed: true },
    );
    const { old, new: fresh } = await diff(decided);
    const scores = (side: typeof old) =>
      side.rules.map(({ rule, right, wrong, precision, recall }) => [rule, right, wrong, precision, recall]);
    // Removed are four of the listings; "another" is not among them.
    expect(scores(old)).toEqual([
      ['first', 2, 1, 0.667, 0.5],
      ['second', 1, 0, 1, 0.25],
      ['none', undefined, undefined, undefined, undefined],
    ]);
    expect(scores(fresh)[0]).toEqual(['listed', 3, 1, 0.75, 0.75]);
  });

  it.each([
    ['not json', 'not json'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no id', '{"removed": true}'],
    ['no decision', '{"id": "tusk"}'],
    ['a word for a decision', '{"id": "tusk", "removed": "yes"}'],
  ])('refuses decisions with %s, with the line', async (_, line) => {
    const bad = put('bad.jsonl', `{"id": "tiger", "removed": true}\n\n${line}\n`);
    await expect(diff(bad)).rejects.toThrow(
      `Cannot use the decisions in ${bad}:3: a line is {"id": "…", "removed": true or false}`,
    );
  });

  it('refuses decisions and listings that are not there', async () => {
    await expect(diff(join(folder, 'nowhere.jsonl'))).rejects.toThrow(
      /^Cannot read the decisions in .*: no such file$/,
    );
    await expect(diffPolicies(before, after, 'nowhere.csv', undefined, knowledge, true)).rejects.toThrow(
      'Cannot read nowhere.csv: no such file',
    );
  });

  it('says which rule would trip the flood guard', async () => {
    const many = put(
      'many.jsonl',
      Array.from({ length: 600 }, (_, i) =>
        JSON.stringify({ ...rows[i % 3 === 0 ? 0 : 4], id: `${i}` }),
      ).join('\n'),
    );
    const guarded = (flood: string) =>
      openPolicy(
        put(
          'guarded.yaml',
          book(
            'guarded',
            ['id: first, when: { appendix: [I] }, then: { verdict: block }'],
            `flood: ${flood}\n`,
          ),
        ),
        knowledge,
      );
    const told = await diffPolicies(guarded('0.3'), guarded('0.4'), many, undefined, knowledge, true);
    expect(told.old.rules.map(({ rule, flooded }) => [rule, flooded])).toEqual([
      ['none', undefined],
      ['first', true],
    ]);
    expect(told.new.rules.some(({ flooded }) => flooded)).toBe(false);
  });

  it('is told to people with the listings that change', async () => {
    const text = diffText(await diff());
    expect(text).toContain('3 of 5 listings change (1 rows could not be read): 3 from block to review');
    expect(text).toContain('  tiger  block (first) -> review (listed)  Tiger skin rug for sale, real fur');
  });
});

describe('openPolicy()', () => {
  it('takes the id of a shipped rule book, or a file', () => {
    expect(openPolicy('law-only', knowledge).id).toBe('law-only');
    expect(openPolicy(blocking, knowledge).rules).toHaveLength(2);
  });

  it.each([
    ['nothing', /^Cannot use the policy "nothing": name a YAML file, or one of eu-dsa, /],
    ['constructor', /^Cannot use the policy "constructor": /],
    ['nowhere.yaml', /^Cannot read the policy nowhere\.yaml: no such file$/],
  ])('refuses %s', (name, message) => {
    expect(() => openPolicy(name, knowledge)).toThrow(message);
  });

  it('tells the first thing that is wrong in a file, its line, and how much more there is', () => {
    const wrong = put(
      'wrong.yaml',
      book('wrong', [
        'id: one, when: { taxon: [Unicornis] }, then: { verdict: block }',
        'id: one, when: { claim: [blessed] }, then: { verdict: block }',
      ]),
    );
    expect(() => openPolicy(wrong, knowledge)).toThrow(
      `Cannot use the policy ${wrong}:7: taxon "Unicornis" is not in taxa/ (and 2 more: see "pugmark policy test ${wrong}")`,
    );
  });
});

describe('explaining a policy', () => {
  const policy = openPolicy(blocking, knowledge);

  it('says what each rule asks and does', () => {
    const text = explainBook(policies['marketplace-default']!);
    expect(text).toContain('A rule that stops more than 20 % of the stream sends to review only.');
    expect(text).toContain('when appendix is I, and score at least 0.5');
    for (const { id, says } of policies['marketplace-default']!.rules) {
      expect(text).toContain(`. ${id}: `);
      expect(text).toContain(says);
    }
  });

  it('says of each listing why each rule did or did not decide', async () => {
    const told: string[] = [];
    for await (const one of explainListings(policy, listings, knowledge, false)) told.push(one);
    expect(told).toHaveLength(5);
    expect(told[0]).toBe(
      'tiger  block by first  Tiger skin rug for sale, real fur\n    first: decides (Panthera tigris)\n    second: not reached',
    );
    expect(told[3]).toContain('first: not met: appendix');
    expect(told[4]).toMatch(
      /^bike {2}clear by none {2}Bicycle for sale, 28 inch(\n {4}\w+: nothing was found)*$/,
    );
  });
});

describe('explaining listings', () => {
  it.each(Object.values(policies))(
    'agrees with the screen on every listing of examples/: $id',
    async (policy) => {
      const path = join(knowledgeFolder, '../examples/listings.csv');
      let count = 0;
      for await (const one of explainListings(policy, path, knowledge, true)) {
        const { id, rule, tried } = JSON.parse(one) as {
          id: string;
          rule: string;
          tried: { rule: string; outcome: string }[];
        };
        count += 1;
        const deciding = tried.filter(({ outcome }) => outcome === 'decides').map((tries) => tries.rule);
        expect(deciding, id).toEqual(rule === 'none' ? [] : [rule]);
      }
      expect(count).toBeGreaterThan(300);
    },
  );
});

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const isBuilt =
  existsSync(join(root, 'apps/cli/dist/main.js')) && existsSync(join(root, 'compiled/knowledge.bin'));

function pugmark(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'apps/cli/bin/pugmark.mjs'), ...args],
    { encoding: 'utf8', cwd: root, maxBuffer: 1 << 28 },
  );
  return { status, stdout, stderr };
}

describe.skipIf(!isBuilt)('pugmark policy (needs the build: npm run build)', () => {
  it('tests the shipped rule books', () => {
    const { status, stdout } = pugmark('policy', 'test', '--json');
    expect(status).toBe(0);
    const told = JSON.parse(stdout);
    expect(told.map(({ id }: { id: string }) => id)).toEqual(Object.keys(policies));
    for (const one of told) expect(one.problems).toEqual([]);
  });

  it('tests a file: prints each problem with its line, and ends with 2', () => {
    const path = put(
      'failing.yaml',
      `${book('failing', ['id: all, when: {}, then: { verdict: block }'])}examples:\n  - { listing: { title: Bicycle }, verdict: block, rule: all }\n`,
    );
    const { status, stdout } = pugmark('policy', 'test', path);
    expect(status).toBe(2);
    expect(stdout).toContain(`${path}:9: "Bicycle" is clear by none, not block by all (nothing found;`);
  });

  it('compares two', () => {
    const { status, stdout } = pugmark('policy', 'diff', blocking, reviewing, listings, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ listings: 5, refused: 1, changed: { length: 3 } });
  });

  it.each([
    [['policy', 'diff', 'nothing', 'law-only', 'examples/listings.csv'], 'Cannot use the policy "nothing"'],
    [['policy', 'test', 'nowhere.yaml'], 'Cannot read the policy nowhere.yaml: no such file'],
    [['screen', 'examples/listings.csv', '--policy', 'nothing'], 'Cannot use the policy "nothing"'],
  ])('refuses %j in one line', (args, message) => {
    const { status, stdout, stderr } = pugmark(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect([stdout, status]).toEqual(['', 1]);
  });
});

describe.skipIf(!isBuilt)('pugmark screen --policy (needs the build: npm run build)', () => {
  const policy = put(
    'flood.yaml',
    book(
      'flood',
      [
        'id: live, when: { nature: [live], appendix: [I] }, then: { verdict: block }',
        'id: first, when: { appendix: [I], score: { at-least: 0.5 } }, then: { verdict: block }',
      ],
      'flood: 0.2\n',
    ),
  );
  // 700 letters each: 3,000 of them are cut into several blocks of half a megabyte.
  const tail = 'Nice condition, please look at the pictures. '.repeat(16);
  const kinds = [
    'Tiger skin rug for sale, real fur',
    'Bicycle for sale',
    'Live grey parrot for sale, tame',
    'Sofa for sale',
  ];
  const flood = put(
    'flood.jsonl',
    Array.from({ length: 3000 }, (_, i) => {
      // Of ten listings three are tigers, one is a parrot.
      const title = kinds[[0, 1, 3, 0, 1, 2, 3, 0, 1, 3][i % 10]!];
      return JSON.stringify({ id: `${i}`, title, description: tail, price: 100 });
    }).join('\n'),
  );
  const screen = (...args: string[]) =>
    pugmark('screen', flood, '--no-progress', '--policy', policy, ...args);
  type Row = {
    id: string;
    verdict: string;
    policy: { id: string; rule: string };
    reasons: { seller: string };
  };
  const one = screen('--jobs', '1', '--summary', '--json');
  const rowsOf = ({ stdout }: { stdout: string }): Row[] =>
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('sends what a rule stops to review only, once it stopped more than its share', () => {
    expect(one.status).toBe(0);
    const tigers = rowsOf(one).filter((row) => row.policy.rule === 'first');
    expect(tigers).toHaveLength(900);
    const tripped = tigers.findIndex(({ verdict }) => verdict === 'review');
    expect(tripped).toBeGreaterThan(100);
    expect(new Set(tigers.slice(0, tripped).map(({ verdict }) => verdict))).toEqual(new Set(['block']));
    expect(new Set(tigers.slice(tripped).map(({ verdict }) => verdict))).toEqual(new Set(['review']));
    expect(tigers.at(-1)!.reasons.seller).toBe(knowledge.messages.en!['seller.review']);
    expect(one.stderr).toContain(
      `Rule "first" stopped 30 % of the listings, more than its policy allows: flood guard, ${900 - tripped} later ones go to review only`,
    );
  });

  it('leaves alone a rule below its share, and counts what came of it', () => {
    const parrots = rowsOf(one).filter((row) => row.policy.rule === 'live');
    expect(parrots).toHaveLength(300);
    expect(new Set(parrots.map(({ verdict }) => verdict))).toEqual(new Set(['block']));
    const counted: Record<string, number> = {};
    for (const { verdict } of rowsOf(one)) counted[verdict] = (counted[verdict] ?? 0) + 1;
    const summary = JSON.parse(one.stderr.split('\n').find((line) => line.startsWith('{'))!);
    expect(summary).toMatchObject({ screened: 3000, refused: 0 });
    expect(JSON.stringify(summary)).toContain(`"review":${counted.review}`);
    expect(JSON.stringify(summary)).toContain(`"block":${counted.block}`);
  });

  it('gives the same bytes with two threads and with three', () => {
    for (const jobs of ['2', '3']) {
      const { stdout, stderr } = screen('--jobs', jobs);
      expect(stdout === one.stdout, `--jobs ${jobs}`).toBe(true);
      expect(stderr).toContain('flood guard');
    }
  });

  describe('with --explain', () => {
    const people = screen('--jobs', '1', '--explain', '--summary', '--json');

    it('counts the same', () => {
      const reviews = rowsOf(one).filter(({ verdict }) => verdict === 'review').length;
      expect(people.stderr).toContain(`"review":${reviews}`);
    });

    it('tells people from where on a block is to be read as a review', () => {
      const note = 'Flood guard: what rule "first" stops from here on goes to review only.';
      const [before = '', after = '', ...more] = people.stdout.split(note);
      expect(more).toEqual([]);
      const ids = (text: string) => [...text.matchAll(/^\S \w+ {2}(\d+)$/gm)].map(([, id]) => id!);
      expect([...ids(before), ...ids(after)]).toEqual(rowsOf(one).map(({ id }) => id));
      const tigers = rowsOf(one).filter((row) => row.policy.rule === 'first');
      const [earlier, later] = [new Set(ids(before)), new Set(ids(after))];
      expect(tigers.filter(({ id, verdict }) => earlier.has(id) && verdict !== 'block')).toEqual([]);
      expect(tigers.filter(({ id, verdict }) => later.has(id) && verdict !== 'review')).toEqual([]);
    });
  });
});
