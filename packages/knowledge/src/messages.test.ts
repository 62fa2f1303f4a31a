import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knowledgeFolder } from './load.ts';
import { documentKinds, readMessages, say } from './messages.ts';

const shipped = readMessages([knowledgeFolder]);
const languages = ['de', 'en', 'es', 'fr', 'th', 'vi', 'zh-Hans'];
const gapsOf = (text: string | undefined) => (text?.match(/\{[a-z]+\}/g) ?? []).sort();

describe('the shipped words for people', () => {
  it('are there in seven languages', () => {
    expect(Object.keys(shipped).sort()).toEqual(languages);
  });

  it.each(languages)('have every key of en.tsv and no other, with the same gaps: %s', (language) => {
    const [words, english] = [shipped[language]!, shipped.en!];
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    const wrong = Object.keys(english).filter(
      (key) => gapsOf(words[key]).join() !== gapsOf(english[key]).join() || !words[key]?.trim(),
    );
    expect(wrong).toEqual([]);
  });

  it('are translated: nothing but "No." and the like is as in English', () => {
    for (const language of languages.filter((one) => one !== 'en')) {
      const same = Object.keys(shipped.en!).filter((key) => shipped[language]![key] === shipped.en![key]);
      expect(
        same.filter((key) => shipped.en![key]!.length > 20),
        language,
      ).toEqual([]);
      expect(same.length, language).toBeLessThan(4);
    }
  });

  it('name each kind of document', () => {
    expect(documentKinds(shipped).size).toBeGreaterThanOrEqual(20);
    expect(documentKinds(shipped)).toContain('cites-export-permit');
  });
});

describe('say()', () => {
  const words = { en: { hello: 'Hello {name}, {day}', only: 'Only' }, de: { hello: 'Hallo {name}' } };

  it('fills the gaps, and leaves those it knows nothing for', () => {
    expect(say(words, 'en', 'hello', { name: '$& {day}' })).toBe('Hello $& {day}, {day}');
    expect(say(words, 'de', 'hello', { name: 'A' })).toBe('Hallo A');
  });

  it('says it in English where a language or a word is missing, or else says the key', () => {
    expect(say(words, 'de', 'only')).toBe('Only');
    expect(say(words, 'xx', 'only')).toBe('Only');
    expect(say(words, 'de', 'nothing')).toBe('nothing');
  });
});

describe('readMessages()', () => {
  it("lets an operator's words replace single ones", () => {
    const folder = mkdtempSync(join(tmpdir(), 'pugmark-messages-'));
    mkdirSync(join(folder, 'messages'));
    writeFileSync(
      join(folder, 'messages/en.tsv'),
      '# title: T\n# date: 2026-11-22\n# licence: own\n# bounds: 1..9\nkey\ttext\nanswer.no\tNo way.\n',
    );
    const read = readMessages([knowledgeFolder, folder]);
    rmSync(folder, { recursive: true });
    expect(read.en!['answer.no']).toBe('No way.');
    expect(read.en!['answer.yes']).toBe(shipped.en!['answer.yes']);
  });
});
