import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { readListings } from '@pugmark/documents/read-listings';
import { isRefused } from '@pugmark/documents/refusal';
import { rowsOf } from '@pugmark/documents/rows-of';
import { compileKnowledge } from '@pugmark/knowledge/compile';
import { claimKinds } from '@pugmark/knowledge/lexicon/entry';
import { knowledgeFolder, knowledgeOf } from '@pugmark/knowledge/load';
import { documentKinds } from '@pugmark/knowledge/messages';
import { readPolicies } from '@pugmark/knowledge/policy/read-policy';
import { readTsv } from '@pugmark/knowledge/tsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Screener } from '../screener.ts';
import { sellerText } from './reasons.ts';

const knowledge = knowledgeOf(compileKnowledge(knowledgeFolder));
const { messages } = knowledge;
const policies = Object.values(knowledge.policies);
const screeners = policies.map((policy) => new Screener(knowledge, { policy }));

/** Every text that a seller may ever read. */
const fixed = new Set([
  ...Object.values(messages).flatMap((texts) =>
    Object.entries(texts)
      .filter(([key]) => key.startsWith('seller.'))
      .map(([, text]) => text),
  ),
  ...policies.flatMap(({ rules }) => rules.flatMap(({ then }) => Object.values(then.seller ?? {}))),
]);

/** Words that the traders use in place of names: none may be given back to them. */
const codeWords = readdirSync(join(knowledgeFolder, 'terms'))
  .filter((file) => /^[a-z].*\.tsv$/.test(file) && file !== 'signs.tsv')
  .flatMap((file) => readTsv(join(knowledgeFolder, 'terms', file)).rows)
  .filter(({ cells }) => cells.kind === 'code')
  .map(({ cells }) => cells.term!);

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]{5,}/gu) ?? [];
describe('the texts for sellers', () => {
  it('are there for every verdict in all languages of the answers', () => {
    expect(Object.keys(messages).sort()).toEqual(['de', 'en', 'es', 'fr', 'th', 'vi', 'zh-Hans']);
    for (const language of Object.keys(messages))
      for (const verdict of ['clear', 'inform', 'ask', 'review', 'block'])
        expect(messages[language]![`seller.${verdict}`], `${language} ${verdict}`).toBeTruthy();
  });

  it('hold no code word', () => {
    // Code to some traders, and plain words to everybody; "lesen" is Malay for a licence and German for to read.
    const plain = new Set(['material', 'animal', 'lesen']);
    const said = new Set([...fixed].flatMap(words));
    const code = codeWords.filter((word) => words(word).length === 1).flatMap(words);
    expect(code.filter((word) => said.has(word) && !plain.has(word))).toEqual([]);
  });

  it('name no figure, no score and no gap to be filled', () => {
    expect([...fixed].filter((text) => /[\d%{}]/.test(text))).toEqual([]);
  });

  it('hold no code word', () => {
    expect(codeWords.length).toBeGreaterThan(500);
    const plain = [...fixed].map(
      (text) => ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')} `,
    );
    const shown = codeWords.filter((word) => {
      const isWritten = /[\p{Script=Han}\p{Script=Thai}]/u.test(word);
      const looked = isWritten ? word.toLowerCase() : ` ${word.toLowerCase()} `;
      return [...looked.trim()].length > 2 && plain.some((text) => text.includes(looked));
    });
    expect(shown).toEqual([]);
  });
});

describe('sellerText()', () => {
  const own = { en: 'Own text.', de: 'Eigener Text.' };
  const by = (seller: Record<string, string>) => ({
    verdict: 'block' as Verdict,
    // biome-ignore lint/suspicious/noThenProperty: "when … then" is how a rule book reads
    by: { id: 'r', says: 's', when: {}, then: { verdict: 'block' as const, seller } },
  });

  it.each<[string | undefined, string]>([
    ['de', own.de],
    ['de-AT', own.de],
    ['DE', own.de],
    ['en-GB', own.en],
    ['sw', own.en],
    [undefined, own.en],
    [`de-${'x'.repeat(40)}`, own.en],
    ['', own.en],
  ])("takes the rule's own text in the language %j, or in English", (language, wanted) => {
    expect(sellerText(by(own), messages, language)).toBe(wanted);
  });

  it.each<[string | undefined, string]>([
    ['fr-CA', 'fr'],
    ['zh-CN', 'zh-Hans'],
    ['zh-Hans', 'zh-Hans'],
    ['sw', 'en'],
    [undefined, 'en'],
  ])('takes the text of the verdict where the rule has none: %j', (language, wanted) => {
    for (const verdict of ['clear', 'inform', 'ask', 'review', 'block'] as const)
      expect(sellerText({ verdict }, messages, language)).toBe(messages[wanted]![`seller.${verdict}`]);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'takes "%s" for a language that is not known',
    (language) => {
      expect(sellerText(by(own), messages, language)).toBe(own.en);
      expect(sellerText({ verdict: 'block' }, messages, language)).toBe(messages.en!['seller.block']);
    },
  );
});

describe('what a seller is told', () => {
  const told = (listing: Listing, warnings: string[] = []) =>
    screeners.map((screener) => screener.screen(listing, warnings));

  it('of the listings in examples/ is one of the fixed texts, for every shipped policy', async () => {
    const file = createReadStream(join(knowledgeFolder, '../examples/listings.csv'));
    let count = 0;
    for await (const row of readListings(file)) {
      if (isRefused(row)) continue;
      count += 1;
      for (const { id, reasons } of told(row.listing, row.warnings))
        expect(fixed, `${id}: ${reasons.seller}`).toContain(reasons.seller);
    }
    expect(count).toBeGreaterThan(300);
  });

  it('of the examples of all rule books is one of the fixed texts, for every shipped policy', () => {
    const { examples } = readPolicies([knowledgeFolder], {
      accepted: (name) => knowledge.taxa.find(name)?.name,
      codes: new Set(Object.keys(knowledge.codes)),
      documents: documentKinds(messages),
      termSets: knowledge.law.termSets,
      claims: new Set(claimKinds),
    });
    expect(examples.length).toBeGreaterThan(300);
    for (const { listing, line } of examples) {
      const row = [rowsOf({ id: 'example', ...listing }, line)].flat()[0]!;
      expect(isRefused(row)).toBe(false);
      if (isRefused(row)) continue;
      for (const { reasons } of told(row.listing, row.warnings)) expect(fixed).toContain(reasons.seller);
    }
  });

  it('is in the language of the listing, whatever was found in it', () => {
    const listings = [
      { title: 'Elfenbeinschnitzerei vom Elefanten zu verkaufen', price: { amount: 900 } },
      { title: 'Tagua Ring, pflanzliches Elfenbein, handgemacht' },
      { title: 'Fahrrad zu verkaufen, 28 Zoll' },
      { title: '' },
    ];
    const german = new Set(Object.values(messages.de!));
    // Of a clear listing no seller is told anything: its text is not chosen by language.
    for (const [at, listing] of listings.entries())
      for (const { verdict, reasons } of told({ id: `${at}`, language: 'de', ...listing }))
        if (verdict !== 'clear') expect(german, listing.title).toContain(reasons.seller);
  });

  it('is chosen from the texts that are there, whatever the listing: no word, score or share of it is given away', () => {
    const goods = [
      'ivory',
      'tiger skin',
      'live grey parrot',
      'elephant tusk',
      'Woolly mammoth',
      '穿山甲鳞片',
    ];
    const talk = ['for sale', 'captive bred', 'with CITES papers', 'antique', 'DM me', 'no papers', '微信'];
    const part = fc.oneof(
      fc.constantFrom(...codeWords),
      fc.constantFrom(...goods),
      fc.constantFrom(...talk),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    );
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(' '));
    const language = fc.oneof(
      fc.constantFrom(...Object.keys(messages), 'de-AT', 'zh-CN', 'sw', 'xx'),
      fc.stringMatching(/^[a-z]{1,8}(-[A-Za-z0-9]{1,8})?$/),
    );
    const listings: fc.Arbitrary<Listing> = fc.record(
      {
        id: fc.constant('1'),
        title: text,
        description: text,
        language,
        locatedIn: fc.constantFrom('DE', 'US', 'KE', 'VN'),
        price: fc.record({ amount: fc.nat() }),
      },
      { requiredKeys: ['id', 'title'] },
    );
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(listings, (listing) => {
        for (const assessment of told(listing)) {
          const { seller } = assessment.reasons;
          verdicts.add(assessment.verdict);
          // Chosen and never made up: a text that was there before the listing came gives nothing of it away.
          expect(fixed).toContain(seller);
          expect(seller).not.toMatch(/\d|%/);
        }
      }),
      { numRuns: 1500 },
    );
    expect([...verdicts].sort()).toEqual(['ask', 'block', 'clear', 'inform', 'review']);
  });
});
