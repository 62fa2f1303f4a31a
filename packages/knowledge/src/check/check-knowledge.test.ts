import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { knowledgeFolder } from '../load.ts';
import { checkFiles } from './check-files.ts';
import { type Checked, checkKnowledge } from './check-knowledge.ts';
import { fileKinds } from './file-kinds.ts';

/** How many of the most traded taxa each language must name; docs/knowledge.md says the same. */
const promised = {
  languages: 'en zh-Hans zh-Hant vi th id ja ko ms fr es pt it de ru ar hi nl cs pl fa sw tr uk'.split(' '),
  named: 650,
};
const header = '# title: T\n# date: 2026-11-22\n# licence: CC BY 4.0\n# bounds: 0..9\n';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});
function problemsOf(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'pugmark-check-'));
  made.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return checkFiles(root, new Set(['CL17'])).problems.map(
    ({ file, line, detail }) => `${file}:${line}: ${detail}`,
  );
}

describe('the shipped knowledge', () => {
  const checked: Checked = checkKnowledge(knowledgeFolder);

  it('has no problems', () => {
    expect(checked.problems.map(({ file, line, detail }) => `${file}:${line}: ${detail}`)).toEqual([]);
  });

  it('has a file of every kind that is shipped', () => {
    const there = new Set(checked.files.map(({ what }) => what));
    const shipped = fileKinds.map(({ what }) => what).filter((what) => !what.startsWith('imported'));
    expect(shipped.filter((what) => !there.has(what))).toEqual([]);
  });

  it('names taxa in at least 24 languages, and has terms and cues for each of them', () => {
    const has = (language: string, folder: string) => (checked.counts[`${folder}/${language}`] ?? 0) >= 100;
    const whole = checked.coverage.languages
      .map(({ language }) => language)
      .filter((language) => ['names', 'terms', 'cues'].every((folder) => has(language, folder)));
    expect(whole.length).toBeGreaterThanOrEqual(24);
  });

  it('names as many of the most traded taxa in each language as docs/knowledge.md says', () => {
    expect(checked.coverage.wanted).toBeGreaterThanOrEqual(600);
    const named = new Map(checked.coverage.languages.map((found) => [found.language, found.named]));
    for (const language of promised.languages)
      expect(named.get(language), language).toBeGreaterThanOrEqual(promised.named);
  });
});

describe('checkFiles()', () => {
  it('finds nothing wrong with a file that is as it should be', () => {
    expect(problemsOf({ 'cues/de.tsv': `${header}cue\tkind\tsource\nAntiquität\tantique\tCL17\n` })).toEqual(
      [],
    );
  });

  it('tells a file that is of no kind', () => {
    expect(problemsOf({ 'cues/German words.tsv': header, 'notes/x.yaml': '' })).toEqual([
      expect.stringContaining('cues/German words.tsv:1: no kind of knowledge file'),
      expect.stringContaining('notes/x.yaml:1: no kind of knowledge file'),
    ]);
  });

  it('tells a header without bounds and a file that is cut off', () => {
    expect(
      problemsOf({ 'codes/term.tsv': `${header.replace(/# bounds.*\n/, '')}code\tname\tsource\n` }),
    ).toEqual(['codes/term.tsv:1: the header has no "bounds: …" line']);
    expect(
      problemsOf({ 'codes/term.tsv': `${header.replace('0..9', '5..9')}code\tname\tsource\n` })[0],
    ).toMatch(/cut off/);
  });

  it('tells a column that is missing and one that is not known', () => {
    expect(problemsOf({ 'cues/platforms.tsv': `${header}host\tsort\tsource\n` })).toEqual([
      'cues/platforms.tsv:1: the column "kind" is missing',
      expect.stringContaining('the column "sort" is not known'),
    ]);
  });

  it('tells a bad cell, a row that stands there twice and a source nobody knows, each with its line', () => {
    const rows =
      'not\tbefore\ten\tCL17\nnot\tbefore\ten\tCL17\nnicht\tbeside\tde\tCL17\nkein\tbefore\tde\tXX\n';
    expect(problemsOf({ 'cues/negations.tsv': `${header}word\tside\tlanguage\tsource\n${rows}` })).toEqual([
      'cues/negations.tsv:7: "not, before, en" is listed twice, in line 6 too',
      expect.stringContaining('cues/negations.tsv:8: "side" is "beside"'),
      'cues/negations.tsv:9: source "XX" is not in sources.tsv',
    ]);
  });
});
