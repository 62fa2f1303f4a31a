import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Listing } from '@pugmark/documents/listing';
import { compileKnowledge } from '@pugmark/knowledge/compile';
import { knowledgeFolder, knowledgeOf } from '@pugmark/knowledge/load';
import { describe, expect, it } from 'vitest';
import { Screener } from './screener.ts';

// Cases that an expert can read: one file a subject in ../testdata, see its README.
const folder = fileURLToPath(new URL('../testdata/', import.meta.url));
const screener = new Screener(knowledgeOf(compileKnowledge(knowledgeFolder)));

interface Case {
  name: string;
  why: string;
  listing: Listing;
  expected: string;
  isKnownWrong: boolean;
}

function casesOf(file: string): Case[] {
  const [good = '', wrong = ''] = readFileSync(`${folder}${file}`, 'utf8').split(/^## Known wrong$/m);
  return [good, wrong].flatMap((part, number) =>
    part
      .split(/^### /m)
      .slice(1)
      .map((text) => caseOf(text, number === 1)),
  );
}

function caseOf(text: string, isKnownWrong: boolean): Case {
  const [name = '', , why = ''] = text.split('\n');
  const fields = Object.fromEntries(
    [...text.matchAll(/^- (\w+): (.*)$/gm)].map(([, key, value]) => [key, value]),
  );
  const { price, ...rest } = fields;
  const listing = {
    id: name,
    ...rest,
    ...(price && { price: { amount: Number.parseFloat(price) } }),
  } as Listing;
  return { name, why, listing, expected: /^Expected: (.*)$/m.exec(text)?.[1] ?? '', isKnownWrong };
}

/** What the engine says, as the files write it: "clear", or taxon, Appendix, nature and verdict of the first finding. */
function answerTo(listing: Listing): string {
  const { verdict, findings } = screener.screen(listing);
  const [first] = findings;
  if (verdict === 'clear') return 'clear';
  return [first?.taxon?.name ?? 'not named', first?.appendix ?? 'NC', first?.nature, verdict].join(' · ');
}

/** Whether an answer is the expected one; "part or product" leaves both open. */
function isRight(answer: string, expected: string): boolean {
  const parts = answer.split(' · ');
  const wanted = expected.split(' · ');
  return (
    parts.length === wanted.length && wanted.every((want, at) => want.split(' or ').includes(parts[at]!))
  );
}

const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');

describe('testdata', () => {
  it('holds at least 80 cases, each with a reason and a listing', () => {
    const cases = files.flatMap(casesOf);
    expect(cases.length).toBeGreaterThanOrEqual(80);
    for (const { name, why, listing, expected } of cases)
      expect(why !== '' && listing.title !== undefined && expected !== '', name).toBe(true);
  });

  describe.each(files)('%s', (file) => {
    const cases = casesOf(file);
    it.each(cases.filter((one) => !one.isKnownWrong))('$name', ({ listing, expected }) => {
      const answer = answerTo(listing);
      expect(isRight(answer, expected), `${answer}, and not ${expected}`).toBe(true);
    });
    const wrong = cases.filter((one) => one.isKnownWrong);
    if (wrong.length > 0)
      it.each(wrong)('$name: still wrong', ({ listing, expected }) => {
        const message = 'It is right now: move the case up, out of "Known wrong"';
        expect(isRight(answerTo(listing), expected), message).toBe(false);
      });
  });
});
