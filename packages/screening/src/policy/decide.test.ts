import type { Listing } from '@pugmark/documents/listing';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import type { Condition, PolicyRule } from '@pugmark/knowledge/policy/policy-schema';
import { describe, expect, it } from 'vitest';
import { meets } from './conditions.ts';
import { decide, trace } from './decide.ts';
import type { Offer, OfferedThing } from './offer.ts';
import { policyOf } from './policy-of.ts';

const lineages: Record<string, string[]> = {
  'Panthera tigris': ['Animalia', 'Chordata', 'Mammalia', 'Felidae', 'Panthera', 'Panthera tigris'],
  Mammuthus: ['Animalia', 'Chordata', 'Mammalia', 'Elephantidae', 'Mammuthus'],
  Dalbergia: ['Plantae', 'Fabaceae', 'Dalbergia'],
};

function thing(name: keyof typeof lineages | null, more: Partial<OfferedThing['thing']> = {}): OfferedThing {
  const taxon = name === null ? null : { name, rank: 'species', lineage: lineages[name]! };
  const { appendix = null, also = [], nature = 'part', term, exempt } = more;
  return {
    finding: { taxon, appendix, nature, ...(term && { term }), score: 0.9, evidence: [] },
    thing: { taxon, appendix, also, nature, term, ...(exempt && { exempt }) },
    law: 'not-asked',
  };
}
const tiger = thing('Panthera tigris', { appendix: 'I', term: 'SKI' });
const mammoth = thing('Mammuthus', { nature: 'fossil', term: 'IVC' });

const listing: Listing = { id: '1', title: 'Skin' };
const offer = (things: OfferedThing[], more: Partial<Offer> = {}): Offer => ({
  listing,
  seller: {},
  wildlife: { specimen: 0.9, offered: 0.8, regulated: 0.7 },
  things,
  claims: new Set(),
  date: '2026-11-01',
  ...more,
});

const rule = (
  id: string,
  when: Condition,
  verdict: PolicyRule['then']['verdict'],
  more = {},
): PolicyRule => ({
  id,
  says: id,
  when,
  // biome-ignore lint/suspicious/noThenProperty: "when … then" is how a rule book reads
  then: { verdict },
  ...more,
});
const book = (rules: PolicyRule[], more: Partial<Policy> = {}): Policy => ({
  id: 'book',
  title: 'Book',
  about: 'A book.',
  version: 'sha256:0',
  rules,
  ...more,
});

describe('decide()', () => {
  const mammoths = rule('mammoth', { taxon: ['Mammuthus'] }, 'inform');
  const first = rule('appendix-i', { appendix: ['I'] }, 'block');
  const rest = rule('rest', {}, 'review');

  it('takes the first rule that a thing meets, not the strictest', () => {
    expect(decide(book([mammoths, rest, first]), offer([tiger]))).toMatchObject({
      verdict: 'review',
      rule: 'rest',
    });
    expect(decide(book([first, rest]), offer([tiger])).rule).toBe('appendix-i');
  });

  it('takes the strictest of several things, in whatever order they stand', () => {
    const policy = book([mammoths, first, rest]);
    for (const things of [
      [mammoth, tiger],
      [tiger, mammoth],
    ]) {
      const { verdict, rule: id, one } = decide(policy, offer(things));
      expect([verdict, id, one]).toEqual(['block', 'appendix-i', tiger]);
    }
  });

  it('orders verdicts from block to clear, and takes the first thing of two as strict', () => {
    const verdicts = ['clear', 'inform', 'ask', 'review', 'block'] as const;
    for (const [at, strict] of verdicts.entries()) {
      for (const mild of verdicts.slice(0, at)) {
        const policy = book([rule('mild', { taxon: ['Mammuthus'] }, mild), rule('strict', {}, strict)]);
        expect(decide(policy, offer([mammoth, tiger])).verdict).toBe(strict);
      }
    }
    const policy = book([rule('one', { taxon: ['Mammuthus'] }, 'block'), rule('two', {}, 'block')]);
    expect(decide(policy, offer([tiger, mammoth])).rule).toBe('two');
  });

  it('is clear by no rule where nothing was found and where no rule is met', () => {
    expect(decide(book([first]), offer([]))).toEqual({ verdict: 'clear', rule: 'none' });
    expect(decide(book([first]), offer([mammoth]))).toEqual({ verdict: 'clear', rule: 'none' });
    // A thing that no rule speaks of does not clear the one beside it.
    expect(decide(book([first]), offer([mammoth, tiger])).verdict).toBe('block');
  });

  it('passes over a rule whose exception holds', () => {
    const excepted = { ...first, except: [{ claim: ['permit'] }, { 'seller-exempt': 'wildlife' }] };
    const policy = book([excepted, rest]);
    expect(decide(policy, offer([tiger])).rule).toBe('appendix-i');
    expect(decide(policy, offer([tiger], { claims: new Set(['permit']) })).rule).toBe('rest');
    const seller = { exemptions: [{ scope: 'wildlife' }] };
    expect(decide(policy, offer([tiger], { seller })).rule).toBe('rest');
  });

  it('asks rules only while they are in force, and the book, too; first and last day count', () => {
    const dated = book([rule('dated', {}, 'block', { from: '2026-03-01', to: '2026-10-31' }), rest]);
    const on = (policy: Policy, date: string) => decide(policy, offer([tiger], { date })).rule;
    expect(['2026-02-28', '2026-03-01', '2026-10-31', '2026-11-01'].map((day) => on(dated, day))).toEqual([
      'rest',
      'dated',
      'dated',
      'rest',
    ]);
    const old = book([rest], { from: '2026-03-01', to: '2026-10-31' });
    expect(['2026-02-28', '2026-03-01', '2026-10-31', '2026-11-01'].map((day) => on(old, day))).toEqual([
      'none',
      'rest',
      'rest',
      'none',
    ]);
  });
});

describe('a condition', () => {
  const at = (more: Partial<Listing>): Partial<Offer> => ({ listing: { ...listing, ...more } });
  const exemption = { exemptions: [{ scope: 'wildlife', until: '2026-11-01' }] };

  it.each<[Condition, Partial<Offer>, boolean]>([
    [{}, {}, true],
    [{ taxon: ['Felidae'] }, {}, true],
    [{ taxon: ['Mammuthus'] }, {}, false],
    [{ 'not-taxon': ['Felidae'] }, {}, false],
    [{ appendix: ['I', 'II'] }, {}, true],
    [{ appendix: ['none'] }, {}, false],
    [{ nature: ['part'], term: ['SKI'] }, {}, true],
    [{ nature: ['part'], term: ['TUS'] }, {}, false],
    [{ 'not-term': ['SKI'] }, {}, false],
    [{ exempt: false }, {}, true],
    [{ exempt: true }, {}, false],
    [{ claim: ['antique', 'permit'] }, { claims: new Set(['permit']) }, true],
    [{ claim: ['antique'] }, {}, false],
    [{ 'no-claim': ['antique'] }, {}, true],
    [{ 'no-claim': ['antique', 'permit'] }, { claims: new Set(['permit']) }, false],
    [{ from: ['DE'] }, {}, false],
    [{ from: ['DE'] }, at({ locatedIn: 'de' }), true],
    [{ from: ['DE'] }, at({ seller: { id: 's', country: 'DE' } }), true],
    [{ from: ['DE'] }, at({ locatedIn: 'FR', seller: { id: 's', country: 'DE' } }), false],
    [{ to: ['US'] }, at({ shipsTo: ['de', 'us'] }), true],
    [{ to: ['US'] }, at({ shipsTo: 'worldwide' }), true],
    [{ to: ['US'] }, at({ locatedIn: 'US' }), false],
    [{ 'cross-border': true }, at({ locatedIn: 'DE', shipsTo: ['DE'] }), false],
    [{ 'cross-border': true }, at({ locatedIn: 'DE', shipsTo: ['DE', 'FR'] }), true],
    [{ 'cross-border': true }, at({ shipsTo: 'worldwide' }), true],
    [{ 'cross-border': false }, at({ locatedIn: 'DE' }), true],
    [{ price: { 'at-least': 100 } }, at({ price: { amount: 100 } }), true],
    [{ price: { below: 100 } }, at({ price: { amount: 100 } }), false],
    [{ price: { below: 100 } }, {}, false],
    [{ currency: ['EUR'] }, at({ price: { amount: 1, currency: 'EUR' } }), true],
    [{ currency: ['EUR'] }, at({ price: { amount: 1 } }), false],
    [{ site: ['ebay.de'] }, at({ platform: 'eBay.de' }), true],
    [{ site: ['ebay.de'] }, {}, false],
    [{ 'seller-verified': true }, { seller: { verified: true } }, true],
    [{ 'seller-verified': true }, {}, false],
    [{ 'seller-verified': false }, {}, true],
    [{ 'seller-strikes': { 'at-least': 3 } }, { seller: { strikes: 3 } }, true],
    [{ 'seller-strikes': { 'at-least': 3 } }, {}, false],
    [{ 'seller-strikes': { below: 1 } }, {}, true],
    [{ 'seller-exempt': 'wildlife' }, { seller: exemption }, true],
    [{ 'seller-exempt': 'wildlife' }, { seller: exemption, date: '2026-11-02' }, false],
    [{ 'seller-exempt': 'knives' }, { seller: exemption }, false],
    [{ law: ['not-asked', 'unknown'] }, {}, true],
    [{ law: ['prohibited'] }, {}, false],
    [{ specimen: { 'at-least': 0.9 } }, {}, true],
    [{ offered: { below: 0.8 } }, {}, false],
    [{ regulated: { 'at-least': 0.5, below: 0.8 } }, {}, true],
    [{ score: { 'at-least': 0.95 } }, {}, false],
    [{ taxon: ['Felidae'], appendix: ['I'], score: { 'at-least': 0.95 } }, {}, false],
  ])('%j of %j is met: %s', (condition, more, wanted) => {
    expect(meets(condition, tiger, offer([tiger], more))).toBe(wanted);
  });

  it('on a taxon is not met by what has none, on an Appendix only as "none"', () => {
    const nameless = thing(null);
    expect(meets({ taxon: ['Animalia'] }, nameless, offer([nameless]))).toBe(false);
    expect(meets({ 'not-taxon': ['Animalia'] }, nameless, offer([nameless]))).toBe(true);
    expect(meets({ appendix: ['none'] }, nameless, offer([nameless]))).toBe(true);
  });

  it('on what is exempt by annotation is met by that alone', () => {
    const guitar = thing('Dalbergia', { exempt: '#15' });
    expect(meets({ exempt: true }, guitar, offer([guitar]))).toBe(true);
    expect(meets({ exempt: false }, guitar, offer([guitar]))).toBe(false);
  });
});

describe('trace()', () => {
  const policy = book([
    rule('later', {}, 'clear', { from: '2027-01-01' }),
    rule('live-ii', { nature: ['live'], appendix: ['II'], score: { 'at-least': 0.5 } }, 'review'),
    { ...rule('excepted', { appendix: ['I'] }, 'block'), except: [{ from: ['DE'] }, { claim: ['permit'] }] },
    rule('skin', { term: ['SKI'] }, 'ask'),
    rule('rest', {}, 'review'),
  ]);

  it('says of every rule why it did not decide, down to the one that did', () => {
    expect(trace(policy, offer([mammoth, tiger], { claims: new Set(['permit']) }))).toEqual([
      { rule: 'later', outcome: 'not-in-force', failed: [] },
      { rule: 'live-ii', outcome: 'failed', failed: ['nature', 'appendix'], taxon: 'Mammuthus' },
      { rule: 'excepted', outcome: 'failed', failed: ['appendix'], taxon: 'Mammuthus' },
      { rule: 'skin', outcome: 'failed', failed: ['term'], taxon: 'Mammuthus' },
      { rule: 'rest', outcome: 'decides', failed: [], taxon: 'Mammuthus' },
    ]);
    expect(trace(policy, offer([tiger], { claims: new Set(['permit']) })).slice(1)).toEqual([
      { rule: 'live-ii', outcome: 'failed', failed: ['nature', 'appendix'], taxon: 'Panthera tigris' },
      { rule: 'excepted', outcome: 'excepted', failed: [], exception: 2, taxon: 'Panthera tigris' },
      { rule: 'skin', outcome: 'decides', failed: [], taxon: 'Panthera tigris' },
      { rule: 'rest', outcome: 'not-reached', failed: [] },
    ]);
  });

  it('agrees with decide(), and speaks of no thing where nothing was found', () => {
    for (const things of [[], [tiger], [mammoth], [mammoth, tiger], [thing(null)]]) {
      const deciding = trace(policy, offer(things)).filter(({ outcome }) => outcome === 'decides');
      const { rule: id } = decide(policy, offer(things));
      expect(deciding.map((one) => one.rule)).toEqual(id === 'none' ? [] : [id]);
    }
    expect(trace(policy, offer([]))[4]).toEqual({ rule: 'rest', outcome: 'failed', failed: [] });
  });
});

describe('policyOf()', () => {
  it('takes the marketplace policy where none is named, and tells which there are', () => {
    const policies = { 'marketplace-default': book([]), 'law-only': book([]) };
    expect(policyOf({ policies })).toBe(policies['marketplace-default']);
    expect(() => policyOf({ policies }, 'mine')).toThrow(
      'Cannot use the policy "mine": there are marketplace-default, law-only',
    );
  });
});
