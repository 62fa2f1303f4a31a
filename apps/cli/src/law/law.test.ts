import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileKnowledge } from '@pugmark/knowledge/compile';
import { type PlacedCase, readLaw } from '@pugmark/knowledge/law/read-law';
import { knowledgeFolder, knowledgeOf } from '@pugmark/knowledge/load';
import { documentKinds } from '@pugmark/knowledge/messages';
import { afterAll, describe, expect, it } from 'vitest';
import { runCases } from './run-cases.ts';

const knowledge = knowledgeOf(compileKnowledge(knowledgeFolder));
const { cases } = readLaw([knowledgeFolder], {
  accepted: (name) => knowledge.taxa.find(name)?.name,
  codes: new Set(Object.keys(knowledge.codes)),
  documents: documentKinds(knowledge.messages),
});
const files = [...new Set(cases.map(({ file }) => file))];
const failures = new Map<string, string[]>(files.map((file) => [file, []]));
for (const { file, line, detail } of runCases(knowledge, cases))
  failures.get(file)!.push(`${file}:${line}: ${detail}`);

describe('the cases of the law files', () => {
  it.each(files)('hold in %s', (file) => {
    expect(failures.get(file)).toEqual([]);
  });

  it('ask for every answer, by hundreds', () => {
    const counts: Record<string, number> = { no: 0, papers: 0, yes: 0, ask: 0 };
    for (const { answer } of cases) counts[answer]! += 1;
    expect(cases.length).toBeGreaterThanOrEqual(600);
    for (const [answer, count] of Object.entries(counts)) expect(count, answer).toBeGreaterThan(20);
  });

  it('are there for every place that has law which is executed', () => {
    const places = Object.values(knowledge.law.places)
      .filter(({ provisions }) => provisions.some(({ effects }) => effects))
      .map(({ place }) => place);
    const told = new Set(cases.map(({ place }) => place));
    expect(places.filter((place) => !told.has(place))).toEqual([]);
  });
});

describe('runCases()', () => {
  const failing = (more: Partial<PlacedCase>) =>
    runCases(knowledge, [
      { thing: 'ivory bracelet', answer: 'no', file: 'law/de.yaml', line: 9, place: 'DE', ...more },
    ]).map(({ detail }) => detail);

  it('tells an answer that is another, a provision that does not lead, and a claim that is none', () => {
    expect(failing({})).toEqual([]);
    expect(failing({ answer: 'yes' })).toEqual([
      expect.stringMatching(/^"ivory bracelet" DE -> DE is no, not yes: Elephantidae part/),
    ]);
    expect(failing({ provision: 'fr-nothing' })).toEqual([expect.stringMatching(/but not by fr-nothing/)]);
    expect(failing({ claims: ['blessed'] })).toEqual([expect.stringMatching(/^"blessed" is no claim: use /)]);
  });

  it('asks for both ends where a case of the Convention or the EU names none', () => {
    expect(failing({ place: 'EU' })).toEqual(['the case needs "from" and "to"']);
    expect(failing({ place: 'EU', from: 'FR' })).toEqual([]);
  });
});

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const isBuilt =
  existsSync(join(root, 'apps/cli/dist/main.js')) && existsSync(join(root, 'compiled/knowledge.bin'));
const own = mkdtempSync(join(tmpdir(), 'pugmark-law-cli-'));
afterAll(() => rmSync(own, { recursive: true }));

function law(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'apps/cli/bin/pugmark.mjs'), 'law', 'check', ...args],
    { encoding: 'utf8', cwd: root, maxBuffer: 1 << 26 },
  );
  return { status, stdout, stderr };
}

describe.skipIf(!isBuilt)('pugmark law check (needs the build: npm run build)', () => {
  it('finds no problems in the shipped law, and prints what is known of each place', () => {
    const { status, stdout, stderr } = law();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/│ DE Germany +│/);
    expect(stdout).toMatch(/[\d,]+ cases: no problems\n$/);
    expect(stdout).toMatch(/[\d,]+ provisions \([\d,]+ verified, [\d,]+ reported, [\d,]+ unverified\)/);
  });

  it('prints the same as JSON, for one file only when it is named', () => {
    const all = JSON.parse(law('--json').stdout);
    expect(all).toMatchObject({ problems: [], cases: cases.length });
    expect(all.coverage.questions).toHaveLength(21);
    const one = JSON.parse(law('knowledge/law/de.yaml', '--json').stdout);
    expect(one.cases).toBe(cases.filter(({ file }) => file === 'law/de.yaml').length);
  });

  it("tells what is wrong in an operator's own file, with its line, and ends with 2", () => {
    mkdirSync(join(own, 'law'));
    writeFileSync(
      join(own, 'law/aq.yaml'),
      'title: Law\ndate: 2026-11-22\nlicence: own\nplace: AQ\nname: Antarctica\nnative: [Unicornis]\ncases:\n  - { thing: ivory, answer: yes }\n',
    );
    const { status, stdout } = law('aq.yaml', '--knowledge', own);
    expect(status).toBe(2);
    expect(stdout).toContain('law/aq.yaml:6: taxon "Unicornis" is not in taxa/');
    expect(stdout).toContain('law/aq.yaml:8: "ivory" AQ -> AQ is ask, not yes');
    expect(stdout).toContain('1 cases: 2 problems, see above');
  });

  it('refuses a file that is not there', () => {
    const { status, stdout, stderr } = law('knowledge/law/xx.yaml');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Cannot check law/xx.yaml: there is no such file in knowledge/law');
  });
});
