import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action, Decision } from './decision.ts';
import {
  Account,
  AccountType,
  AutomatedDecision,
  batchesOf,
  Category,
  ContentType,
  EEA,
  Ground,
  Keyword,
  MAX_BATCH,
  Monetary,
  Provision,
  puidOf,
  SourceType,
  Statement,
  type StatementFacts,
  statementOf,
  UnstatableDecision,
  Visibility,
} from './statement-of-reasons.ts';

const at = '2026-11-22T10:00:00Z';
const remove: Action = { kind: 'remove', from: at };
const decision: Decision = {
  id: 'd-1',
  subject: { kind: 'listing', id: 'L1', snapshotHash: 'ab'.repeat(32) },
  source: { kind: 'own' },
  detection: { automated: true, assessment: null },
  facts: ['The title names elephant ivory.', 'No certificate number was given.'],
  ground: {
    kind: 'law',
    clause: 'Council Regulation (EC) No 338/97, Article 8(1)',
    policyId: 'eu-dsa',
    policyVersion: 'cd',
    text: 'Commerce in specimens of Annex A is prohibited.',
  },
  actions: [remove],
  automation: 'partial',
  decidedBy: 'reviewer-3',
  decidedAt: at,
  reasonForStaff: 'Ivory, Annex A, no certificate.',
  reasonForSeller: 'This cannot be sold here.',
  redress: { appealUntil: '2027-05-22T10:00:00Z', outOfCourt: 'https://bodies.example' },
  preserved: { exhibitId: 'e-9' },
};
const terms: Decision = {
  ...decision,
  ground: { kind: 'terms', policyId: 'no-live-animals', policyVersion: '4', text: 'No live animals.' },
};
const listing: StatementFacts = { contentDate: '2026-11-01T23:30:00-02:00', thing: 'animal-part' };

const stated = (change: Partial<Decision> = {}, facts: Partial<StatementFacts> = {}): Statement =>
  statementOf({ ...decision, ...change }, { ...listing, ...facts })!;

describe('statementOf()', () => {
  it('tells what, why, where and how from the record', () => {
    expect(
      stated({}, { language: 'de-AT', groundUrl: 'https://eur-lex.europa.eu/eli/reg/1997/338/oj' }),
    ).toEqual({
      puid: puidOf(decision),
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
      decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT',
      decision_ground_reference_url: 'https://eur-lex.europa.eu/eli/reg/1997/338/oj',
      illegal_content_legal_ground: 'Council Regulation (EC) No 338/97, Article 8(1)',
      illegal_content_explanation: 'This cannot be sold here.',
      content_type: ['CONTENT_TYPE_PRODUCT'],
      category: 'STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS',
      category_specification: ['KEYWORD_PROHIBITED_PRODUCTS'],
      territorial_scope: EEA.options,
      content_language: 'DE',
      content_date: '2026-11-02',
      application_date: '2026-11-22',
      decision_facts: 'The title names elephant ivory. No certificate number was given.',
      source_type: 'SOURCE_VOLUNTARY',
      automated_detection: 'Yes',
      automated_decision: 'AUTOMATED_DECISION_PARTIALLY',
    });
  });

  it('puts wildlife where the database has a place for it', () => {
    const place = (of: Decision, facts: Partial<StatementFacts>): unknown[] => {
      const { category, category_specification, incompatible_content_illegal } = stated(of, facts);
      return [category, ...category_specification!, incompatible_content_illegal];
    };
    const welfare = ['STATEMENT_CATEGORY_ANIMAL_WELFARE', 'KEYWORD_UNLAWFUL_SALE_ANIMALS'];
    const goods = ['STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS', 'KEYWORD_PROHIBITED_PRODUCTS'];
    const house = ['STATEMENT_CATEGORY_OTHER_VIOLATION_TC', 'KEYWORD_GOODS_SERVICES_NOT_PERMITTED'];
    expect(place(decision, { thing: 'live-animal' })).toEqual([...welfare, undefined]);
    expect(place(decision, { thing: 'plant' })).toEqual([...goods, undefined]);
    expect(place(terms, { thing: 'live-animal' })).toEqual([...house, undefined]);
    expect(place(terms, { thing: 'live-animal', alsoIllegal: false })).toEqual([...house, 'No']);
    expect(place(terms, { thing: 'live-animal', alsoIllegal: true })).toEqual([...welfare, 'Yes']);
    expect(stated(terms).incompatible_content_ground).toBe('no-live-animals 4');
  });

  it('states no decision that restricts nothing, or nothing in the EEA', () => {
    const kinds = ['publish', 'inform-buyer', 'ask-document', 'warn', 'strike'] as const;
    expect(stated({ actions: kinds.map((kind) => ({ kind, from: at })) })).toBeUndefined();
    expect(stated({ actions: [{ ...remove, territories: ['US-CA', 'GB'] }] })).toBeUndefined();
  });

  it('names the places of the EEA only', () => {
    const scope = (...territories: string[]): unknown =>
      stated({ actions: [{ ...remove, territories }] }).territorial_scope;
    expect(scope('US', 'FR', 'DE-BY')).toEqual(['DE', 'FR']);
    expect(scope('EU')).toHaveLength(27);
    expect(scope('EU', 'NO')).toContain('NO');
  });

  it('knows what was done to the listing, the service and the account, and until when', () => {
    const until = '2026-12-22T10:00:00Z';
    const both = stated({ actions: [remove, { kind: 'suspend', from: '2026-11-21T00:00:00Z', until }] });
    expect(both).toMatchObject({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
      decision_account: 'DECISION_ACCOUNT_SUSPENDED',
      end_date_account_restriction: '2026-12-22',
      application_date: '2026-11-21',
    });
    expect(both.end_date_visibility_restriction).toBeUndefined();
    const held: Action = { kind: 'restrict', from: at, until };
    expect(stated({ actions: [held] })).toMatchObject({
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
      end_date_visibility_restriction: '2026-12-22',
    });
    expect(stated({ actions: [held] }, { restriction: 'DECISION_VISIBILITY_CONTENT_DEMOTED' })).toMatchObject(
      {
        decision_visibility: ['DECISION_VISIBILITY_CONTENT_DEMOTED'],
      },
    );
    const seller = stated({ subject: { ...decision.subject, kind: 'seller' }, actions: [held] });
    expect(seller.decision_provision).toBe('DECISION_PROVISION_PARTIAL_SUSPENSION');
    expect(seller.end_date_service_restriction).toBe('2026-12-22');
    expect(seller.decision_visibility).toBeUndefined();
    const gone = stated({
      actions: [
        { kind: 'suspend', from: at, until },
        { kind: 'terminate', from: at },
      ],
    });
    expect(gone.decision_account).toBe('DECISION_ACCOUNT_TERMINATED');
    expect(gone.end_date_account_restriction).toBeUndefined();
  });

  it('names a trusted flagger and no other notifier', () => {
    const source = (kind: Decision['source']['kind']): unknown[] => {
      const { source_type, source_identity } = stated(
        { source: { kind } },
        { trustedFlagger: 'Wildlife NGO' },
      );
      return [source_type, source_identity];
    };
    expect(source('trusted-flagger')).toEqual(['SOURCE_TRUSTED_FLAGGER', 'Wildlife NGO']);
    expect(source('notice')).toEqual(['SOURCE_ARTICLE_16', undefined]);
    expect(source('authority')).toEqual(['SOURCE_TYPE_OTHER_NOTIFICATION', undefined]);
    expect(source('own')).toEqual(['SOURCE_VOLUNTARY', undefined]);
  });

  it('leaves a language out that is none, and cuts what is too long', () => {
    expect(stated({}, { language: 'zh-Hans' }).content_language).toBe('ZH');
    expect(stated({}, { language: 'iw' }).content_language).toBe('HE');
    expect(stated({}, { language: 'yue' }).content_language).toBeUndefined();
    expect(stated({}, { language: 'not a tag' }).content_language).toBeUndefined();
    const facts = stated({ facts: ['象𠀀 '.repeat(4000)] }).decision_facts;
    expect([...facts].length).toBeLessThanOrEqual(5000);
    expect(facts.endsWith('…')).toBe(true);
  });

  it('refuses what the database would, and says which field', () => {
    const wrong =
      (change: Partial<Decision>, facts: Partial<StatementFacts> = {}) =>
      () =>
        stated(change, facts);
    expect(wrong({ facts: [] })).toThrow(UnstatableDecision);
    expect(wrong({ facts: [] })).toThrow('decision d-1: decision_facts: must not be empty');
    expect(wrong({}, { contentDate: '1999-12-31' })).toThrow('content_date');
    expect(wrong({}, { contentDate: 'yesterday' })).toThrow('content_date');
    expect(wrong({}, { groundUrl: 'javascript:alert(1)' })).toThrow('decision_ground_reference_url');
  });

  const phone = '+49 170 1234567';
  const secrets = [
    'maria@shop.example',
    phone,
    'https://shop.example/u/1',
    '@ivory_maria',
    'seller-4711',
    'Maria López',
  ];

  it('lets none of the seller through, whatever the facts, and is the same each time', () => {
    const sentences = fc.array(
      fc
        .array(
          fc.oneof(fc.constantFrom(...secrets), fc.constantFrom('ivory', 'Annex A', '象牙', '2026-11-22')),
        )
        .map((words) => `Seen: ${words.join(' ')}`),
      { minLength: 1, maxLength: 5 },
    );
    const kinds = fc.subarray(['remove', 'restrict', 'suspend', 'terminate', 'warn'] as const, {
      minLength: 1,
    });
    fc.assert(
      fc.property(sentences, kinds, fc.boolean(), fc.string({ minLength: 1 }), (facts, does, isLaw, id) => {
        const ground = { ...(isLaw ? decision : terms).ground, clause: `${facts[0]}` };
        const actions = does.map((kind): Action => ({ kind, from: at }));
        const one: Decision = { ...decision, id, facts, ground, actions, reasonForSeller: facts[0]! };
        const seller = { id: 'seller-4711', name: 'Maria López' };
        const statement = statementOf(one, { ...listing, seller });
        if (does.every((kind) => kind === 'warn')) {
          expect(statement).toBeUndefined();
          return;
        }
        expect(Statement.parse(statement)).toEqual(statement);
        expect(statementOf(structuredClone(one), { ...listing, seller })).toEqual(statement);
        const text = JSON.stringify(statement);
        for (const secret of secrets) expect(text).not.toContain(secret);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives each decision one puid that the database takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (id, other) => {
        expect(puidOf({ id })).toMatch(/^[a-zA-Z0-9-_]{1,500}$/);
        expect(puidOf({ id }) === puidOf({ id: other })).toBe(id.toWellFormed() === other.toWellFormed());
      }),
    );
    const later = stated({ facts: ['Another word.'], decidedAt: '2026-12-01T00:00:00Z' });
    expect(later.puid).toBe(stated().puid);
  });
});

describe('Statement', () => {
  const whole = stated();
  const wrong = (change: object): string[] => {
    const { error } = Statement.safeParse({ ...whole, ...change });
    return [...new Set(error?.issues.map(({ path }) => path.join('.')))];
  };
  const illegal = { illegal_content_legal_ground: undefined, illegal_content_explanation: undefined };
  const incompatible = {
    ...illegal,
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_ground: 'x',
    incompatible_content_explanation: 'x',
  };

  it.each<[string, object, string[]]>([
    ['no decision', { decision_visibility: null }, ['decision_visibility']],
    ['an empty decision', { decision_visibility: [] }, ['decision_visibility']],
    ['account alone', { decision_visibility: undefined, decision_account: 'DECISION_ACCOUNT_SUSPENDED' }, []],
    ['other, unsaid', { decision_visibility: ['DECISION_VISIBILITY_OTHER'] }, ['decision_visibility_other']],
    [
      'other, said',
      { decision_visibility: ['DECISION_VISIBILITY_OTHER'], decision_visibility_other: 'x' },
      [],
    ],
    ['said, not other', { decision_visibility_other: 'x' }, ['decision_visibility_other']],
    ['monetary other', { decision_monetary: 'DECISION_MONETARY_OTHER' }, ['decision_monetary_other']],
    ['type other', { content_type: ['CONTENT_TYPE_OTHER'] }, ['content_type_other']],
    ['no type', { content_type: [] }, ['content_type']],
    ['illegal without why', illegal, ['illegal_content_legal_ground', 'illegal_content_explanation']],
    ['incompatible', incompatible, []],
    ['incompatible and illegal', { ...incompatible, incompatible_content_illegal: 'Yes' }, []],
    ['illegal twice', { incompatible_content_illegal: 'Yes' }, ['incompatible_content_illegal']],
    ['both grounds', { incompatible_content_ground: 'x' }, ['incompatible_content_ground']],
    ['who, of its own accord', { source_identity: 'NGO' }, ['source_identity']],
    ['who flagged', { source_type: 'SOURCE_TRUSTED_FLAGGER', source_identity: 'NGO' }, []],
    ['puid with a dot', { puid: 'a.b' }, ['puid']],
    ['puid of 501', { puid: 'a'.repeat(501) }, ['puid']],
    ['facts of 5000', { decision_facts: '𠀀'.repeat(5000) }, []],
    ['facts of 5001', { decision_facts: 'x'.repeat(5001) }, ['decision_facts']],
    ['no facts', { decision_facts: ' ' }, ['decision_facts']],
    [
      'explanation of 2001',
      { illegal_content_explanation: 'x'.repeat(2001) },
      ['illegal_content_explanation'],
    ],
    ['ground of 501', { illegal_content_legal_ground: 'x'.repeat(501) }, ['illegal_content_legal_ground']],
    ['outside the EEA', { territorial_scope: ['DE', 'GB'] }, ['territorial_scope.1']],
    ['Greece as EL', { territorial_scope: ['EL'] }, ['territorial_scope.0']],
    ['language in small letters', { content_language: 'de' }, ['content_language']],
    ['language that is none', { content_language: 'XX' }, ['content_language']],
    ['first day', { content_date: '2000-01-01', application_date: '2020-01-01' }, []],
    [
      'day too early',
      { content_date: '1999-12-31', application_date: '2019-12-31' },
      ['content_date', 'application_date'],
    ],
    ['day too late', { content_date: '2038-01-02' }, ['content_date']],
    ['day that is none', { application_date: '2026-02-30' }, ['application_date']],
    [
      'moment for a day',
      { end_date_account_restriction: '2026-01-01T00:00:00Z' },
      ['end_date_account_restriction'],
    ],
    ['EAN', { content_id: { 'EAN-13': '4006381333931' } }, []],
    ['EAN of 12', { content_id: { 'EAN-13': '400638133393' } }, ['content_id.EAN-13']],
    ['another id', { content_id: { ISBN: '1' } }, ['content_id']],
    ['automated decision Yes', { automated_decision: 'Yes' }, ['automated_decision']],
  ])('%s', (_, change, fields) => {
    expect(wrong(change).filter((field) => field !== 'content_id' || fields.includes(field))).toEqual(
      expect.arrayContaining(fields),
    );
    expect(wrong(change).length > 0).toBe(fields.length > 0);
  });
});

describe('batchesOf()', () => {
  it('keeps order and all, 100 at most, each once', () => {
    const whole = stated();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 350 }), (many) => {
        const all = Array.from({ length: many }, (_, n): Statement => ({ ...whole, puid: `p-${n}` }));
        const batches = batchesOf([...all, ...all]);
        expect(batches.flatMap(({ statements }) => statements)).toEqual(all);
        for (const { statements } of batches.slice(0, -1)) expect(statements).toHaveLength(MAX_BATCH);
        expect(batches.at(-1)?.statements.length ?? 1).toBeGreaterThan(0);
        expect(batches.at(-1)?.statements.length ?? 1).toBeLessThanOrEqual(100);
      }),
      { numRuns: 20 },
    );
  });
});

const vectors = fileURLToPath(new URL('../../../../shared/vectors/dsa-sor/', import.meta.url));

describe.skipIf(!existsSync(vectors))('the vectors (need ../shared/vectors/dsa-sor)', () => {
  const json = (file: string): unknown => JSON.parse(readFileSync(vectors + file, 'utf8'));

  it.each(['example_multi_statements.json', 'wildlife-example.synthetic.json'])('of %s are taken', (file) => {
    const { statements } = json(file) as { statements: object[] };
    expect(statements.length).toBeGreaterThan(1);
    for (const one of statements) expect(one).toMatchObject(Statement.parse(one));
  });

  it('of one statement are taken, without what the database adds', () => {
    const one = json('example_statement.json') as Record<string, unknown>;
    const { platform_name: _, permalink: __, ...sent } = one;
    expect(Statement.parse(one)).toEqual(sent);
  });

  it('have the same codes, no more and no fewer', () => {
    const codes = json('sor-enums.json') as Record<string, Record<string, string>>;
    const ours = {
      SOURCE_TYPES: SourceType,
      CONTENT_TYPES: ContentType,
      AUTOMATED_DECISIONS: AutomatedDecision,
      DECISION_GROUNDS: Ground,
      DECISION_VISIBILITIES: Visibility,
      DECISION_MONETARIES: Monetary,
      DECISION_PROVISIONS: Provision,
      DECISION_ACCOUNTS: Account,
      ACCOUNT_TYPES: AccountType,
      STATEMENT_CATEGORIES: Category,
      KEYWORDS: Keyword,
    };
    for (const [name, { options }] of Object.entries(ours)) {
      expect([...options].sort(), name).toEqual(Object.keys(codes[name]!).sort());
    }
  });
});
