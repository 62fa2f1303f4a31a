import type { Nature } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { type Law, type LawPlace, outcomeOrder } from '@pugmark/knowledge/law/law';
import type { Door, Effect, Provision, Route } from '@pugmark/knowledge/law/law-schema';
import { knowledgeFolder } from '@pugmark/knowledge/load';
import { readTaxa } from '@pugmark/knowledge/taxa/read-taxa';
import { Taxa } from '@pugmark/knowledge/taxa/taxa';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claim, claimForms, opens, parseClaim } from './claim.ts';
import { type Circumstances, Judge, type Judgement, type Thing } from './judge.ts';
import { journeysOf, lawEntries, lawOf } from './listing-law.ts';
import { Natives } from './natives.ts';
import { thingOf } from './thing.ts';

const taxa = new Taxa(readTaxa([knowledgeFolder]));
const now = '2026-11-01';

const provision = (id: string, effects: Effect[], more: Partial<Provision> = {}): Provision => ({
  id,
  instrument: 'Act',
  cite: 'Act s. 1',
  says: 'Nobody may sell it.',
  from: '1975-07-01',
  certainty: 'verified',
  source: 'general knowledge',
  checked: '2026-11-22',
  effects,
  ...more,
});
const place = (code: string, provisions: Provision[], more: Partial<LawPlace> = {}): LawPlace => ({
  place: code,
  name: code,
  native: [],
  provisions,
  ...more,
});
const lawWith = (places: LawPlace[], more: Partial<Law> = {}): Law => ({
  places: Object.fromEntries(places.map((one) => [one.place, one])),
  annexes: [],
  domestic: ['Canis lupus familiaris', 'Gallus gallus'],
  termSets: { ivory: ['TUS', 'IVC', 'IVP', 'IJW'] },
  questions: {},
  ...more,
});

const convention = place('CITES', [
  provision('cites-3', [
    {
      appendix: ['I'],
      acts: ['import', 'export'],
      purpose: 'commercial',
      outcome: 'prohibited',
      unless: [
        { claim: 'pre-convention', before: '1975-07-01', document: 'pre-convention-certificate' },
        { claim: 'captive-bred', document: 'cites-export-permit' },
      ],
    },
  ]),
  provision('cites-4', [
    {
      appendix: ['II'],
      acts: ['import', 'export', 'carry'],
      outcome: 'document-required',
      documents: ['cites-export-permit'],
    },
  ]),
]);
const union = place(
  'EU',
  [
    provision('eu-8', [
      {
        annex: ['A'],
        outcome: 'prohibited',
        unless: [{ claim: 'antique', before: '1947-03-03', document: 'proof-of-age' }],
      },
    ]),
    provision('eu-4', [
      {
        annex: ['A', 'B'],
        acts: ['import'],
        outcome: 'document-required',
        documents: ['eu-import-permit'],
      },
    ]),
  ],
  {
    members: [
      { place: 'DE', from: '1958-01-01' },
      { place: 'FR', from: '1958-01-01' },
      { place: 'GB', from: '1973-01-01', to: '2020-12-31' },
      { place: 'HR', from: '2013-07-01' },
    ],
  },
);
const china = place('CN', [
  provision('cn-ivory', [
    { taxa: ['Elephantidae'], terms: ['ivory'], acts: ['offer', 'sell', 'import'], outcome: 'prohibited' },
  ]),
]);
const small = lawWith([convention, union, china]);

function thing(name: string, nature: Nature, term?: string, from?: string, date = now): Thing {
  const { rank, lineage, name: accepted } = taxa.find(name)!;
  const taxon = { name: accepted, rank, lineage };
  return thingOf({ taxon, nature, ...(term && { term }) }, taxa, date, from);
}
const ivory = thing('Elephantidae', 'part', 'IVC');
const skin = thing('Python regius', 'part', 'SKI');

type Way = Partial<Circumstances> & { from: string };
const judged = (law: Law, one: Thing, way: Way): Judgement =>
  new Judge(law, taxa).judge(one, { to: way.from, date: now, claims: [], ...way });
const ids = ({ rulings }: Judgement) => rulings.map((ruling) => ruling.provision.id);
const claims = (...texts: string[]): Claim[] => texts.map((text) => parseClaim(text)!);

describe('a journey', () => {
  const routes: Route[] = ['domestic', 'interstate', 'export', 'import', 'transit', 'any'];
  const brazil = lawWith([
    place(
      'BR',
      routes.map((route) =>
        provision(`br-${route}`, [{ route: [route], outcome: 'document-required', documents: ['label'] }]),
      ),
    ),
  ]);
  it.each<[string, Way, string[]]>([
    ['stays in the country', { from: 'BR' }, ['any', 'domestic', 'interstate']],
    ['stays in a state', { from: 'BR-SP', to: 'BR-SP' }, ['any', 'domestic']],
    ['goes from state to state', { from: 'BR-SP', to: 'BR-RJ' }, ['any', 'domestic', 'interstate']],
    ['leaves', { from: 'BR', to: 'PE' }, ['any', 'export']],
    ['leaves for anywhere', { from: 'BR', to: '*' }, ['any', 'export']],
    ['leaves a state', { from: 'BR-SP', to: 'PE' }, ['any', 'export']],
    ['arrives', { from: 'PE', to: 'BR' }, ['any', 'import']],
    ['passes through', { from: 'PE', to: 'AR', via: ['UY', 'BR'] }, ['any', 'transit']],
  ])('that %s is judged as that', (_, way, wanted) => {
    expect(ids(judged(brazil, skin, way)).sort()).toEqual(wanted.map((route) => `br-${route}`).sort());
  });

  it('between two others is not judged at all: nothing is known', () => {
    const judgement = judged(brazil, skin, { from: 'PE', to: 'AR' });
    expect(judgement).toEqual({ outcome: 'unknown', rulings: [], leading: [], ask: ['PE', 'AR'] });
  });

  it('asks the law of a state, beside that of its country, only where it goes there', () => {
    const law = lawWith([
      place('US', [provision('us-1', [{ outcome: 'document-required', documents: ['label'] }])]),
      place('US-CA', [provision('us-ca-1', [{ outcome: 'prohibited', acts: ['sell', 'import'] }])]),
    ]);
    expect(ids(judged(law, ivory, { from: 'US-CA' }))).toEqual(['us-ca-1', 'us-1']);
    expect(ids(judged(law, ivory, { from: 'US-TX', to: 'US-CA' }))).toEqual(['us-ca-1', 'us-1']);
    expect(ids(judged(law, ivory, { from: 'US-TX' }))).toEqual(['us-1']);
    expect(ids(judged(law, ivory, { from: 'US' }))).toEqual(['us-1']);
  });

  it('asks the Convention only where it crosses a border', () => {
    expect(ids(judged(small, ivory, { from: 'KE' }))).toEqual([]);
    expect(ids(judged(small, ivory, { from: 'KE', to: 'TZ' }))).toEqual(['cites-3']);
    expect(ids(judged(small, ivory, { from: 'KE', to: '*' }))).toEqual(['cites-3']);
    expect(ids(judged(small, ivory, { from: 'DE', to: 'FR' }))).toEqual(['eu-8']);
  });

  it('from Hong Kong to China crosses a border, and the law of China does not hold in Hong Kong', () => {
    expect(ids(judged(small, ivory, { from: 'HK' }))).toEqual([]);
    expect(ids(judged(small, ivory, { from: 'HK', to: 'CN' }))).toEqual(['cites-3', 'cn-ivory']);
    expect(ids(judged(small, ivory, { from: 'CN' }))).toEqual(['cn-ivory']);
  });

  it('from a member of a union is judged as of the day: Great Britain until 2020-12-31', () => {
    const judge = new Judge(small, taxa);
    const on = (date: string, to: string) =>
      ids(judge.judge(ivory, { from: 'GB', to, date, claims: [] })).sort();
    expect(on('2020-12-31', 'GB')).toEqual(['eu-8']);
    expect(on('2021-01-01', 'GB')).toEqual([]);
    expect(on('2020-12-31', 'DE')).toEqual(['eu-8']);
    expect(on('2021-01-01', 'DE')).toEqual(['cites-3', 'eu-4']);
    expect(ids(judged(small, ivory, { from: 'HR', date: '2013-06-30' }))).toEqual([]);
    expect(ids(judged(small, ivory, { from: 'HR', date: '2013-07-01' }))).toEqual(['eu-8']);
  });

  const partner: Pick<Effect, 'partner' | 'outcome'> = { partner: ['RU'], outcome: 'prohibited' };
  const partners = [
    provision('to-partner', [{ acts: ['export'], ...partner }]),
    provision('from-partner', [{ acts: ['import'], ...partner }]),
  ];

  it('to or from a named partner is told from all others', () => {
    const law = lawWith([place('NO', partners)]);
    expect(ids(judged(law, skin, { from: 'NO', to: 'RU' }))).toEqual(['to-partner']);
    expect(ids(judged(law, skin, { from: 'RU', to: 'NO' }))).toEqual(['from-partner']);
    expect(ids(judged(law, skin, { from: 'NO', to: 'BY' }))).toEqual([]);
  });

  it('to or from a named partner of a union is told, too', () => {
    const law = lawWith([place('EU', partners, { members: union.members })]);
    expect(ids(judged(law, skin, { from: 'RU', to: 'DE' }))).toEqual(['from-partner']);
    expect(ids(judged(law, skin, { from: 'DE', to: 'RU' }))).toEqual(['to-partner']);
  });
});

describe('a judgement', () => {
  const many = lawWith([
    place('KE', [
      provision('ke-a', [{ outcome: 'allowed' }]),
      provision('ke-b', [{ outcome: 'prohibited' }], { certainty: 'unverified' }),
      provision('ke-c', [{ outcome: 'document-required', documents: ['label'] }]),
      provision('ke-d', [{ outcome: 'prohibited' }], { certainty: 'verified' }),
      provision('ke-over', [{ outcome: 'prohibited' }], { to: '2026-10-31' }),
    ]),
  ]);

  it('is the strictest of all provisions, and all that are in force are told', () => {
    const { outcome, rulings, leading } = judged(many, ivory, { from: 'KE' });
    expect(outcome).toBe('prohibited');
    expect(rulings.map((ruling) => ruling.provision.id)).toEqual(['ke-d', 'ke-b', 'ke-c', 'ke-a']);
    expect(leading.map((ruling) => ruling.provision.id)).toEqual(['ke-d', 'ke-b']);
    expect(ids(judged(many, ivory, { from: 'KE', date: '2026-10-31' }))).toContain('ke-over');
  });

  it('of a listed thing without a rule is unknown; of what is not listed or not real, allowed', () => {
    const outcome = (one: Thing) => judged(lawWith([]), one, { from: 'TD' }).outcome;
    expect(outcome(ivory)).toBe('unknown');
    expect(outcome(thing('Python', 'live', 'LIV'))).toBe('unknown');
    expect(outcome(thing('Erinaceus europaeus', 'live', 'LIV'))).toBe('allowed');
    expect(outcome(thing('Elephantidae', 'imitation'))).toBe('allowed');
    expect(outcome(thing('Mammuthus', 'fossil', 'IVC'))).toBe('allowed');
    expect(
      judged(lawWith([]), { taxon: null, appendix: null, also: [], nature: 'live' }, { from: 'TD' }).outcome,
    ).toBe('unknown');
  });

  it('leaves out what another provision lifts, if that one surely applies', () => {
    const lifting = (effect: Partial<Effect>) =>
      lawWith([
        place('HK', [
          provision('hk-ban', [{ outcome: 'prohibited' }]),
          provision('hk-lift', [{ outcome: 'allowed', lifts: ['hk-ban'], ...effect }]),
        ]),
      ]);
    const snake = thing('Python', 'product', 'LPS');
    expect(judged(lifting({}), snake, { from: 'HK' }).outcome).toBe('allowed');
    expect(ids(judged(lifting({}), snake, { from: 'HK' }))).toEqual(['hk-lift']);
    expect(judged(lifting({ nature: ['live'] }), snake, { from: 'HK' }).outcome).toBe('prohibited');
    // Of pythons only one is in Appendix I: that a rule for these is lifted does not help the others.
    expect(judged(lifting({ appendix: ['I'] }), snake, { from: 'HK' }).outcome).toBe('prohibited');
  });

  it('of one who carries his own things follows the rules for these, not those for sellers', () => {
    const law = lawWith([
      place('CH', [
        provision('ch-sale', [{ outcome: 'prohibited', purpose: 'commercial', acts: ['import', 'sell'] }]),
        provision('ch-own', [
          { outcome: 'document-required', documents: ['declaration'], purpose: 'personal', acts: ['carry'] },
        ]),
        provision('ch-all', [{ outcome: 'allowed', acts: ['import'] }]),
        provision('ch-offer', [{ outcome: 'prohibited', acts: ['offer'], route: ['any'] }]),
      ]),
    ]);
    const way = { from: 'KE', to: 'CH' };
    expect(ids(judged(law, ivory, way))).toEqual(['ch-offer', 'ch-sale', 'ch-all']);
    expect(ids(judged(law, ivory, { ...way, personal: true }))).toEqual(['ch-own', 'ch-all']);
  });
});

describe('what a rule is about', () => {
  const only = (effect: Partial<Effect>, more: Partial<LawPlace> = {}, law: Partial<Law> = {}) =>
    lawWith([place('AU', [provision('au-1', [{ outcome: 'prohibited', ...effect }])], more)], law);
  const hits = (law: Law, one: Thing) =>
    judged(law, one, { from: 'AU' }).rulings.map((r) => r.only ?? 'sure');

  it('taxa and all below them, without the exceptions', () => {
    const law = only({ taxa: ['Felidae'], 'except-taxa': ['Panthera leo'] });
    expect(hits(law, thing('Panthera tigris', 'part', 'SKI'))).toEqual(['sure']);
    expect(hits(law, thing('Panthera leo', 'part', 'SKI'))).toEqual([]);
    expect(hits(law, thing('Canis lupus', 'part', 'SKI'))).toEqual([]);
  });

  it('real things only, unless it names others', () => {
    expect(hits(only({}), thing('Elephantidae', 'imitation'))).toEqual([]);
    expect(hits(only({ nature: ['fossil'] }), thing('Mammuthus', 'fossil', 'IVC'))).toEqual(['sure']);
    expect(hits(only({ nature: ['live'] }), ivory)).toEqual([]);
  });

  it('terms, one by one or as a set; a term that is not told may be any but a live animal', () => {
    const law = only({ terms: ['ivory'] });
    expect(hits(law, ivory)).toEqual(['sure']);
    expect(hits(law, thing('Elephantidae', 'part', 'SKI'))).toEqual([]);
    expect(hits(law, thing('Elephantidae', 'part'))).toEqual(['sure']);
    expect(hits(law, thing('Elephantidae', 'live'))).toEqual([]);
    expect(hits(only({ terms: ['LIV'] }), thing('Elephantidae', 'part'))).toEqual([]);
    expect(hits(only({ terms: ['LIV'] }), thing('Elephantidae', 'live'))).toEqual(['sure']);
  });

  it('native wildlife or foreign; of a wide group, only the native ones', () => {
    const native = ['Cacatua galerita', 'Varanus varius'];
    const ours = only({ native: true }, { native });
    const theirs = only({ native: false }, { native });
    const [own, foreign, parrots] = ['Cacatua galerita', 'Psittacus erithacus', 'Psittaciformes'].map(
      (name) => thing(name, 'live', 'LIV'),
    ) as [Thing, Thing, Thing];
    expect([hits(ours, own), hits(ours, foreign), hits(ours, parrots)]).toEqual([['sure'], [], ['native']]);
    expect([hits(theirs, own), hits(theirs, foreign), hits(theirs, parrots)]).toEqual([
      [],
      ['sure'],
      ['sure'],
    ]);
    // A genus of which some live wild there is taken for one of these.
    expect(hits(ours, thing('Varanus', 'live', 'LIV'))).toEqual(['sure']);
  });

  it('leads for native wildlife where nothing stricter than "allowed" surely applies', () => {
    const au = (more: Provision[]) =>
      lawWith([
        place('AU', [provision('au-native', [{ native: true, outcome: 'prohibited' }]), ...more], {
          native: ['Cacatua galerita'],
        }),
      ]);
    const parrots = thing('Psittaciformes', 'live', 'LIV');
    const allowed = provision('au-all', [{ outcome: 'allowed' }]);
    const papers = provision('au-papers', [{ outcome: 'document-required', documents: ['label'] }]);
    expect(judged(au([]), parrots, { from: 'AU' }).outcome).toBe('prohibited');
    expect(judged(au([allowed]), parrots, { from: 'AU' }).outcome).toBe('prohibited');
    expect(judged(au([papers]), parrots, { from: 'AU' }).outcome).toBe('document-required');
  });

  it('an Appendix; of a wide group with a few in another, only these, and they do not lead', () => {
    const python = thing('Python', 'product', 'LPS');
    expect(hits(only({ appendix: ['II'] }), python)).toEqual(['sure']);
    expect(hits(only({ appendix: ['I'] }), python)).toEqual(['I']);
    expect(hits(only({ appendix: ['III'] }), python)).toEqual([]);
    expect(hits(only({ appendix: ['I'] }), thing('Python molurus', 'product', 'LPS'))).toEqual(['sure']);
    expect(hits(only({ appendix: ['none'] }), thing('Erinaceus europaeus', 'live', 'LIV'))).toEqual(['sure']);
    expect(judged(only({ appendix: ['I'] }), python, { from: 'AU' })).toMatchObject({
      outcome: 'unknown',
      leading: [],
    });
  });

  it('an Annex, which follows the Appendix unless the table says otherwise on that day', () => {
    const certainty = 'verified' as const;
    const annexes = [
      { taxon: 'Falco', annex: 'A' as const, from: '1997-06-01', certainty },
      { taxon: 'Erinaceus europaeus', annex: 'D' as const, from: '2010-01-01', to: '2019-12-31', certainty },
      { taxon: 'Panthera tigris', annex: 'B' as const, from: '1997-06-01', certainty },
      { taxon: 'Anolis', annex: 'none' as const, from: '1997-06-01', certainty },
    ];
    const annexOf = (name: string, date = now) =>
      (['A', 'B', 'C', 'D'] as const).filter((annex) => {
        const law = only({ annex: [annex] }, {}, { annexes });
        return judged(law, thing(name, 'live', 'LIV', undefined, date), { from: 'AU', date }).rulings.length;
      });
    expect(annexOf('Falco tinnunculus')).toEqual(['A']);
    expect(annexOf('Varanus salvator')).toEqual(['B']);
    expect(annexOf('Panthera tigris')).toEqual(['A']);
    expect(annexOf('Erinaceus europaeus', '2019-12-31')).toEqual(['D']);
    expect(annexOf('Erinaceus europaeus', '2020-01-01')).toEqual([]);
    expect(annexOf('Erinaceus concolor')).toEqual([]);
  });

  it('no domestic animals, unless it names taxa or Appendices', () => {
    const dog = thing('Canis lupus familiaris', 'live', 'LIV');
    expect(hits(only({}), dog)).toEqual([]);
    expect(hits(only({}), thing('Canis lupus', 'live', 'LIV'))).toEqual(['sure']);
    expect(hits(only({ taxa: ['Canidae'] }), dog)).toEqual(['sure']);
    expect(judged(only({}), dog, { from: 'AU' }).outcome).toBe('allowed');
  });
});

describe('Natives', () => {
  it('tells yes for what is below a native taxon, some for what is above one, no for others', () => {
    const natives = new Natives(taxa);
    const here = place('AD', [], { native: ['Falconiformes', 'Vipera aspis', 'Unicornis'] });
    const of = (name: string) => natives.of(here, taxa.find(name)!);
    expect([of('Falco peregrinus'), of('Aves'), of('Vipera'), of('Vipera aspis'), of('Python')]).toEqual([
      'yes',
      'some',
      'some',
      'yes',
      'no',
    ]);
  });
});

describe('thingOf()', () => {
  it('lists elephants of Botswana in Appendix II as far as the annotation goes, those of Kenya in I', () => {
    const elephant = (nature: Nature, term: string, from?: string) =>
      thing('Loxodonta africana', nature, term, from).appendix;
    expect(elephant('live', 'LIV', 'BW')).toBe('II');
    expect(elephant('part', 'TUS', 'BW')).toBe('I');
    expect(elephant('live', 'LIV', 'KE')).toBe('I');
    expect(thing('Elephantidae', 'live', 'LIV', 'BW')).toMatchObject({ appendix: 'II', also: ['I'] });
    expect(elephant('part', 'TUS', 'DE')).toBe('I');
  });

  it('tells the usual Appendix of a group from that of a few in it', () => {
    expect(thing('Python', 'product', 'LPS')).toMatchObject({ appendix: 'II', also: ['I'] });
    expect(thing('Manis', 'part', 'SCA')).toMatchObject({ appendix: 'I' });
    expect(thing('Lodoicea maldivica', 'part', 'SEE')).toMatchObject({ appendix: 'III', also: [] });
  });

  it('leaves out what an annotation exempts, and says which', () => {
    const guitar = thing('Dalbergia latifolia', 'plant', 'WPR');
    expect(guitar).toMatchObject({ appendix: null, exempt: '#15' });
    expect(thing('Dalbergia latifolia', 'plant', 'TIM')).toMatchObject({ appendix: 'II' });
    expect(thing('Dalbergia latifolia', 'plant', 'TIM')).not.toHaveProperty('exempt');
    // The annotation came in 2019.
    expect(thing('Dalbergia latifolia', 'plant', 'WPR', undefined, '2018-06-01').appendix).toBe('II');
    expect(judged(small, guitar, { from: 'DE', to: 'US' }).outcome).toBe('allowed');
  });

  it('lists nothing that is a fossil, an imitation or a picture', () => {
    for (const nature of ['fossil', 'imitation', 'depiction'] as const)
      expect(thing('Panthera tigris', nature).appendix).toBeNull();
  });
});

describe('a claim', () => {
  const door = (one: Partial<Door>): Door => ({ document: 'proof-of-age', ...one });
  const antique = door({ claim: 'antique', before: '1947-03-03' });
  const hundred = door({ claim: 'antique', age: 100 });

  it('is read as it is written on the command line', () => {
    expect(parseClaim('antique-pre-1947')).toEqual({ kind: 'antique', year: 1947 });
    expect(parseClaim('captive-bred')).toEqual({ kind: 'captive-bred' });
    for (const text of ['', 'Antique', 'antique-pre-47', 'permit-pre-1947', 'constructor'])
      expect(parseClaim(text)).toBeUndefined();
    expect(claimForms.length).toBeGreaterThan(8);
  });

  it.each<[Door, string, boolean]>([
    [antique, 'antique', true],
    [antique, 'antique-pre-1947', true],
    [antique, 'antique-pre-1800', true],
    [antique, 'antique-pre-1948', false],
    [antique, 'captive-bred', false],
    [antique, 'pre-convention', false],
    [antique, 'permit', true],
    [{ ...antique, permit: false }, 'permit', false],
    [hundred, 'antique-pre-1926', true],
    [hundred, 'antique-pre-1927', false],
    [hundred, 'antique', true],
    [door({ claim: 'antique', before: '1975-01-01' }), 'pre-convention', true],
    [door({ claim: 'pre-convention' }), 'antique-pre-1947', true],
    [door({ claim: 'pre-convention' }), 'antique-pre-1990', false],
    [door({ claim: 'captive-bred' }), 'captive-bred', true],
    [door({ claim: 'captive-bred' }), 'legal', false],
    [door({ claim: 'permit' }), 'permit', true],
    [door({ claim: 'permit' }), 'antique', false],
    [door({}), 'vintage', false],
  ])('fits the door %j or not: %s', (one, text, wanted) => {
    expect(opens(one, parseClaim(text)!, now)).toBe(wanted);
  });

  it('grows older with the day: what must be 100 years old', () => {
    expect(opens(hundred, parseClaim('antique-pre-1947')!, '2046-12-31')).toBe(false);
    expect(opens(hundred, parseClaim('antique-pre-1947')!, '2047-01-01')).toBe(true);
  });

  it('makes "only with papers" of a prohibition, with the paper behind that door', () => {
    const { outcome, rulings } = judged(small, ivory, { from: 'DE', claims: claims('antique-pre-1930') });
    expect(outcome).toBe('document-required');
    expect(rulings[0]).toMatchObject({ documents: ['proof-of-age'], opened: [{ claim: 'antique' }] });
    expect(judged(small, ivory, { from: 'DE', claims: claims('antique-pre-1960') }).outcome).toBe(
      'prohibited',
    );
    expect(judged(small, ivory, { from: 'CN', claims: claims('antique', 'permit') }).outcome).toBe(
      'prohibited',
    );
  });
});

describe('what the law says of a listing', () => {
  const listing = (more: Partial<Listing>): Listing => ({ id: '1', title: 'Ivory', ...more });
  it('is asked for each place it is sent to, and not where no place is known', () => {
    expect(journeysOf(listing({}), undefined)).toEqual([]);
    expect(journeysOf(listing({}), 'DE')).toEqual([{ from: 'DE', to: 'DE' }]);
    expect(journeysOf(listing({ locatedIn: 'gb', shipsTo: ['fr', 'fr', 'US'] }), 'DE')).toEqual([
      { from: 'GB', to: 'FR' },
      { from: 'GB', to: 'US' },
    ]);
    expect(journeysOf(listing({ seller: { id: 's', country: 'KE' }, shipsTo: 'worldwide' }), 'DE')).toEqual([
      { from: 'KE', to: 'KE' },
      { from: 'KE', to: '*' },
    ]);
    const everywhere = Array.from({ length: 400 }, (_, i) => `${String.fromCharCode(65 + (i % 26))}A`);
    expect(journeysOf(listing({ locatedIn: 'DE', shipsTo: everywhere }), undefined).length).toBeLessThan(31);
  });

  it('is the strictest of its journeys, with every provision once', () => {
    const judge = new Judge(small, taxa);
    const home = { from: 'KE', to: 'KE' };
    const laws = [
      lawOf(judge, ivory, [home, { from: 'KE', to: 'DE' }, { from: 'KE', to: 'CN' }], now, []),
      lawOf(judge, skin, [{ from: 'KE', to: 'DE' }], now, []),
      lawOf(judge, skin, [], now, []),
    ];
    expect(laws.map(({ outcome }) => outcome)).toEqual(['prohibited', 'document-required', 'not-asked']);
    expect(lawOf(judge, ivory, [home], now, []).outcome).toBe('unknown');
    const entries = lawEntries(laws, { en: { 'document.pre-convention-certificate': 'old paper' } });
    expect(entries.map((entry) => entry.provision).sort()).toEqual([
      'cites-3',
      'cites-4',
      'cn-ivory',
      'eu-4',
    ]);
    expect(entries[0]).toMatchObject({ outcome: 'prohibited' });
    expect(entries.find((entry) => entry.provision === 'cites-3')?.unless[0]).toBe('old paper');
  });
});

describe('properties', () => {
  const codes = ['DE', 'FR', 'GB', 'HR', 'CN', 'HK', 'US-CA', 'US-NY', 'US', 'BW', 'AU', 'EU', 'CI'];
  const anyPlace = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...codes, '*') },
    fc.stringMatching(/^[A-Z]{2}$/),
  );
  const anyDate = fc
    .date({ min: new Date('1970-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  const names = taxa.tables.nodes.slice(0, 3000).map(([name]) => name);
  const natures: Nature[] = ['live', 'part', 'product', 'plant', 'fossil', 'depiction', 'imitation', 'other'];
  const anyThing = fc
    .record({
      name: fc.constantFrom('Python', 'Elephantidae', 'Psittaciformes', 'Canis lupus familiaris', ...names),
      nature: fc.constantFrom(...natures),
      term: fc.option(fc.constantFrom('TUS', 'LIV', 'SKI', 'IVC', 'WPR', 'no code'), { nil: undefined }),
      from: fc.option(fc.constantFrom('BW', 'KE', 'CN', 'ZZ'), { nil: undefined }),
      date: anyDate,
    })
    .map(({ name, nature, term, from, date }) => thing(name, nature, term, from, date));
  const anyClaims = fc.array(
    fc.record(
      {
        kind: fc.constantFrom(
          ...(['antique', 'pre-convention', 'captive-bred', 'permit', 'legal', 'vintage', 'faux'] as const),
        ),
        year: fc.integer({ min: 1, max: 2100 }),
      },
      { requiredKeys: ['kind'] },
    ),
    { maxLength: 3 },
  );
  const anyWay = fc.record({
    from: anyPlace,
    to: anyPlace,
    via: fc.array(anyPlace, { maxLength: 2 }),
    date: anyDate,
    claims: anyClaims,
    personal: fc.boolean(),
  });
  const anyDoor: fc.Arbitrary<Door> = fc.record(
    {
      claim: fc.constantFrom('antique', 'pre-convention', 'captive-bred', 'permit', 'mammoth'),
      before: anyDate,
      age: fc.integer({ min: 1, max: 500 }),
      document: fc.constantFrom('proof-of-age', 'label'),
      permit: fc.boolean(),
    },
    { requiredKeys: ['document'] },
  );
  const conditions = {
    taxa: fc.subarray(['Animalia', 'Python', 'Elephantidae', 'Psittaciformes', 'Plantae'], { minLength: 1 }),
    appendix: fc.subarray(['I', 'II', 'III', 'none'] as const, { minLength: 1 }),
    annex: fc.subarray(['A', 'B', 'C', 'D'] as const, { minLength: 1 }),
    native: fc.boolean(),
    nature: fc.subarray(['live', 'part', 'product', 'plant', 'fossil', 'imitation'] as const, {
      minLength: 1,
    }),
    terms: fc.subarray(['ivory', 'LIV', 'SKI'], { minLength: 1 }),
    acts: fc.subarray(['offer', 'sell', 'buy', 'possess', 'import', 'export', 'carry'] as const, {
      minLength: 1,
    }),
    route: fc.subarray(['domestic', 'interstate', 'export', 'import', 'transit', 'any'] as const, {
      minLength: 1,
    }),
    partner: fc.subarray(['CN', 'DE', 'US-CA'], { minLength: 1 }),
    purpose: fc.constantFrom('commercial' as const, 'personal' as const),
    from: anyDate,
    to: anyDate,
    lifts: fc.subarray(['p-0', 'p-1', 'p-2', 'p-3'], { minLength: 1 }),
  };
  const effectOf = (...outcomes: Effect['outcome'][]): fc.Arbitrary<Effect> =>
    fc
      .tuple(
        fc.record(conditions),
        // More than three conditions at once hold for hardly any thing.
        fc.subarray(Object.keys(conditions) as (keyof typeof conditions)[], { maxLength: 3 }),
        fc.constantFrom(...outcomes),
        fc.array(anyDoor, { minLength: 1, maxLength: 3 }),
      )
      .map(([when, keys, outcome, unless]) => ({
        ...Object.fromEntries(keys.map((key) => [key, when[key]])),
        outcome,
        ...(outcome === 'prohibited' && { unless }),
        ...(outcome === 'document-required' && { documents: ['label'] }),
      }));
  const lawBy = (effect: fc.Arbitrary<Effect>): fc.Arbitrary<Law> =>
    fc
      .array(fc.tuple(fc.constantFrom(...codes, 'CITES'), fc.array(effect, { minLength: 1, maxLength: 3 })), {
        maxLength: 8,
      })
      .map((all) =>
        lawWith(
          [...codes, 'CITES'].map((code) =>
            place(
              code,
              all.flatMap(([of, effects], at) => (of === code ? [provision(`p-${at}`, effects)] : [])),
              {
                ...(code === 'EU' && { members: union.members }),
                native: ['Python bivittatus', 'Cacatua galerita', 'Elephantidae'],
              },
            ),
          ),
        ),
      );
  const anyEffect = effectOf('prohibited', 'document-required', 'allowed');
  const strict = (outcome: Judgement['outcome']) => outcomeOrder.indexOf(outcome);

  it('the same answer every time, one of four, and the strictest of what surely applies', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(lawBy(anyEffect), anyThing, anyWay, (law, one, way) => {
        const judge = new Judge(law, taxa);
        const judgement = judge.judge(one, way);
        expect(judge.judge(one, way)).toEqual(judgement);
        expect(new Judge(law, taxa).judge(one, way)).toEqual(judgement);
        const { outcome, rulings, leading } = judgement;
        seen.add(outcome);
        expect(outcomeOrder).toContain(outcome);
        for (const ruling of leading) expect(ruling.outcome).toBe(outcome);
        for (const ruling of rulings)
          if (ruling.only === undefined)
            expect(strict(ruling.outcome)).toBeGreaterThanOrEqual(strict(outcome));
        if (leading.length === 0)
          expect(rulings.filter(({ only }) => !only || only === 'native')).toEqual([]);
        for (const { outcome: said, documents } of rulings)
          if (said === 'document-required') expect(documents).not.toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect([...seen].sort()).toEqual([...outcomeOrder].sort());
  });

  it('a law that allows nothing never makes a listed thing allowed', () => {
    fc.assert(
      fc.property(lawBy(effectOf('prohibited', 'document-required')), anyThing, anyWay, (law, one, way) => {
        fc.pre(one.appendix !== null && ['live', 'part', 'product', 'plant'].includes(one.nature));
        expect(judged(law, one, way).outcome).not.toBe('allowed');
      }),
      { numRuns: 3000 },
    );
  });

  it('a claim that fits a door leads to papers; no claim leads to "allowed" or past a rule', () => {
    let opened = 0;
    fc.assert(
      fc.property(lawBy(effectOf('prohibited')), anyThing, anyWay, (law, one, way) => {
        const without = judged(law, one, { ...way, claims: [] });
        const withThem = judged(law, one, way);
        expect(ids(withThem).sort()).toEqual(ids(without).sort());
        for (const { outcome, opened: doors, documents } of withThem.rulings) {
          expect(outcome).toBe(doors.length > 0 ? 'document-required' : 'prohibited');
          expect(documents.length > 0).toBe(doors.length > 0);
          opened += doors.length;
        }
        if (without.outcome === 'prohibited')
          expect(['prohibited', 'document-required']).toContain(withThem.outcome);
        else expect(withThem.outcome).toBe(without.outcome);
      }),
      { numRuns: 4000 },
    );
    expect(opened).toBeGreaterThan(50);
  });
});
