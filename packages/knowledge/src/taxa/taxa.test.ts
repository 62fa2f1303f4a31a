import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTsv } from '../tsv.ts';
import { readTaxa } from './read-taxa.ts';
import { Taxa } from './taxa.ts';

const folder = fileURLToPath(new URL('../../../../knowledge', import.meta.url));
const tables = readTaxa([folder]);
const taxa = new Taxa(tables);
const now = '2026-03-06';
const appendix = (name: string, day = now, options = {}) => taxa.resolve(name, day, options).appendix;

describe('Taxa.find()', () => {
  it('finds a listed taxon with its lineage from the kingdom', () => {
    expect(taxa.find('Psittacus erithacus')).toMatchObject({
      rank: 'species',
      lineage: [
        'Animalia',
        'Chordata',
        'Aves',
        'Psittaciformes',
        'Psittacidae',
        'Psittacus',
        'Psittacus erithacus',
      ],
      listed: true,
    });
  });

  it.each([
    ['Python anynewspecies', 'Python anynewspecies', 'genus'],
    ['PYTHON REGIUS', 'Python regius', 'genus'],
    ['Nepenthes spp.', 'Nepenthes', 'exact'],
    ["Paphiopedilum concolor 'Album'", 'Paphiopedilum concolor', 'genus'],
    ['Boa constrictor imperator', 'Boa constrictor', 'synonym'],
    ['Magnolia liliifera obovata', 'Magnolia liliifera var. obovata', 'exact'],
    ['Smutsia gigantea', 'Manis gigantea', 'synonym'],
    ['Epicrates angulifer', 'Chilabothrus angulifer', 'synonym'],
    ['Aonyx cinerea', 'Aonyx cinereus', 'synonym'],
    ['Poecilotheira metallica', 'Poecilotheria metallica', 'genus'],
    ['Tridacninae', 'Tridacnidae', 'synonym'],
    ['Ara chloropterus Gray, 1859', 'Ara chloropterus', 'genus'],
  ])('reads "%s" as %s (%s)', (query, name, by) => {
    expect(taxa.find(query)).toMatchObject({ name, by });
  });

  it('tells the pangolins from the orchids that bear their name', () => {
    expect(taxa.find('Pholidota')?.lineage).toContain('Mammalia');
    expect(taxa.find('Pholidota chinensis')?.lineage).toContain('Orchidaceae');
    expect(taxa.find('Dracaena trifasciata')?.lineage).toContain('Asparagaceae');
    expect(taxa.find('Dracaena guianensis')?.lineage).toContain('Teiidae');
  });

  it('puts sharks and rays below Elasmobranchii', () => {
    expect(taxa.find('Selachii')?.lineage).toEqual(['Animalia', 'Chordata', 'Elasmobranchii', 'Selachii']);
    expect(taxa.find('Hexanchus griseus')?.lineage).toContain('Selachii');
    expect(taxa.find('Hypanus americanus')?.lineage).toContain('Batoidea');
    expect(taxa.find('Chimaera monstrosa')?.lineage).not.toContain('Elasmobranchii');
  });

  it('marks what is extinct, and knows nothing of what is no taxon', () => {
    expect(taxa.find('Mammuthus primigenius')).toMatchObject({ extinct: true });
    expect(taxa.find('Tyrannosaurus rex')).toMatchObject({ extinct: true });
    expect(taxa.find('Handbag leather')).toBeUndefined();
    expect(taxa.find('')).toBeUndefined();
  });
});

describe('Taxa.resolve()', () => {
  it.each([
    ['Felidae', 'I/II'],
    ['Crocodylus', 'I/II'],
    ['Ursidae', 'I/II'],
    ['Varanus', 'I/II'],
    ['Selachii', 'I/II'],
    ['Elasmobranchii', 'I/II'],
    ['Moschus', 'I/II'],
    ['Lutrinae', 'I/II'],
    ['Acipenseriformes', 'I/II'],
    ['Manis', 'I'],
    ['Elephantidae', 'I/II'],
    ['Rhinocerotidae', 'I'],
    ['Panthera leo', 'I/II'],
    ['Psittacus erithacus', 'I'],
    ['Carcharhinus longimanus', 'I'],
    ['Dalbergia nigra', 'I'],
    ['Aquilaria', 'II'],
    ['Lodoicea maldivica', 'III'],
    ['Corallium japonicum', 'III'],
    ['Swietenia macrophylla', 'II'],
  ])('lists %s in %s', (name, expected) => {
    expect(appendix(name)).toBe(expected);
  });

  it.each(
    (
      'Nymphicus hollandicus,Melopsittacus undulatus,Psittacula krameri,Agapornis roseicollis,Aloe vera,Felis catus,' +
      'Mammuthus primigenius,Kerivoula picta,Chiroptera,Cervus elaphus,Vulpes vulpes,Capra hircus,Ovis aries,' +
      'Struthio camelus,Canis lupus familiaris,Euphorbia pulcherrima,Dracaena trifasciata,Panax ginseng,Odocoileus,' +
      'Coleoptera,Lepidoptera,Scyliorhinus canicula,Galeocerdo cuvier,Carduelis carduelis,Guibourtia ehie,Unheardof'
    ).split(','),
  )('lists %s nowhere', (name) => {
    expect(appendix(name)).toBeNull();
  });

  it('shows in `mixed` what is left out and what only a subspecies or a population has', () => {
    expect(taxa.resolve('Cervus elaphus', now).mixed).toEqual(['I', 'II', 'III', 'NC']);
    expect(taxa.resolve('Antilocapra americana', now).mixed).toEqual(['I', 'NC']);
    expect(taxa.resolve('Boa constrictor', now)).toMatchObject({ appendix: 'II', mixed: ['I', 'II'] });
    expect(taxa.resolve('Felis catus', now).mixed).toEqual(['NC']);
  });

  it('answers by the population when it is known', () => {
    expect(appendix('Loxodonta africana', now, { population: 'KE' })).toBe('I');
    expect(appendix('Caiman latirostris', now, { population: 'BR' })).toBe('II');
    expect(appendix('Caiman latirostris', '2022-01-01', { population: 'BR' })).toBe('I');
    expect(appendix('Carduelis carduelis', now, { population: 'UA' })).toBe('III');
    expect(appendix('Pecari tajacu', now, { population: 'US' })).toBeNull();
    expect(appendix('Vicugna vicugna', now, { population: 'AR' })).toBe('I/II');
    expect(appendix('Ursus arctos', now, { population: 'CN' })).toBe('I');
    expect(appendix('Ursus arctos', now, { population: 'CA' })).toBe('II');
  });

  it('takes specimens that a population listing does not cover for Appendix I', () => {
    for (const term of ['TUS', 'IVC', 'IVP']) expect(appendix('Elephantidae', now, { term })).toBe('I');
    expect(appendix('Loxodonta africana', now, { term: 'LIV' })).toBe('I/II');
    expect(appendix('Loxodonta africana', now, { population: 'BW', term: 'TUS' })).toBe('I');
    expect(appendix('Ceratotherium simum', now, { term: 'HOR' })).toBe('I');
    expect(appendix('Vicugna vicugna', now, { term: 'MEA' })).toBe('I');
  });

  it.each([
    ['Geochelone elegans', '2019-11-25', 'II', '2019-11-26', 'I'],
    ['Pycnonotus zeylanicus', '2023-11-24', 'II', '2023-11-25', 'I'],
    ['Prionace glauca', '2023-11-24', null, '2023-11-25', 'II'],
    ['Tiliqua adelaidensis', '2023-02-22', 'III', '2023-02-23', 'I'],
    ['Handroanthus serratifolius', '2024-11-24', null, '2024-11-25', 'II'],
    ['Rhincodon typus', '2026-03-04', 'II', '2026-03-05', 'I'],
    ['Mustelus canis', '2027-06-04', null, '2027-06-05', 'II'],
    ['Alopias vulpinus', '2017-10-03', null, '2017-10-04', 'II'],
    ['Cedrela odorata', '2020-08-27', 'III', '2020-08-28', 'II'],
  ])('moves %s on the day', (name, before, was, from, is) => {
    expect(appendix(name, before)).toBe(was);
    expect(appendix(name, from)).toBe(is);
  });

  it('says how sure it is', () => {
    expect(taxa.resolve('Psittacus erithacus', now).certainty).toBe('verified');
    expect(taxa.resolve('Commiphora wightii', now).certainty).toBe('reported');
  });

  it('gives a new name the line of the old one, before and after', () => {
    for (const day of ['2018-01-01', now]) {
      expect(appendix('Callicebus lugens', day)).toBe(appendix('Cheracebus lugens', day));
      expect(appendix('Manta birostris', day)).toBe(appendix('Mobula birostris', day));
    }
    expect(taxa.resolve('Epicrates', '2018-01-01').mixed).toEqual(['I', 'II']);
    expect(taxa.resolve('Epicrates', now).mixed).toEqual(['II']);
  });

  it('is fast on a name that was asked before', () => {
    taxa.resolve('Panthera tigris', now, { term: 'SKI' });
    const start = performance.now();
    for (let i = 0; i < 100_000; i++) taxa.resolve('Panthera tigris', now, { term: 'SKI' });
    expect((performance.now() - start) / 100_000).toBeLessThan(0.02);
  });
});

describe('the files of taxa/', () => {
  it('change only what was so the day before', () => {
    const wrong: string[] = [];
    for (const file of readdirSync(`${folder}/taxa/changes`).filter((name) => name !== 'names.tsv')) {
      for (const { line, cells } of readTsv(`${folder}/taxa/changes/${file}`).rows) {
        const day = new Date(Date.parse(cells.in_force!) - 86_400_000).toISOString().slice(0, 10);
        const was = taxa.resolve(cells.taxon!, day).mixed;
        // A whole genus or family may be added that held single listed species.
        if (!was.includes(cells.from as never))
          wrong.push(`${file}:${line}: ${cells.taxon} was ${was}, not ${cells.from}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('explain every annotation that a line names, on every day it holds', () => {
    const wrong = new Set<string>();
    for (const line of tables.lines) {
      for (const key of (line.annotation ?? '').split(' ').filter(Boolean)) {
        const last = line.to ?? '2027-12-31';
        for (const day of [line.from, last > now ? now : line.from]) {
          if (day >= line.from && !taxa.annotation(key, day)) wrong.add(`${line.taxon} ${key} on ${day}`);
        }
      }
    }
    expect([...wrong]).toEqual([]);
  });

  it('lead every synonym to a taxon, and no synonym to another', () => {
    const names = new Set(tables.synonyms.map(([name]) => name));
    const wrong = tables.synonyms.filter(([, accepted]) => !taxa.find(accepted) || names.has(accepted));
    expect(wrong).toEqual([]);
  });

  it('cite only sources that are known', () => {
    const known = new Set([
      'unsourced',
      ...readTsv(`${folder}/sources.tsv`).rows.map(({ cells }) => cells.key!),
    ]);
    const wrong = new Set<string>();
    for (const line of tables.lines)
      for (const key of line.source.split(',')) if (!known.has(key)) wrong.add(key);
    for (const [, , , key] of tables.synonyms) if (!known.has(key)) wrong.add(key);
    expect([...wrong]).toEqual([]);
  });
});

describe('properties', () => {
  it('Taxa never throws, whatever the name, the day and the options', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...tables.nodes.slice(0, 4000).map(([name]) => name)),
    );
    fc.assert(
      fc.property(names, fc.string(), fc.string(), fc.string(), (name, tail, day, option) => {
        taxa.find(`${name} ${tail}`);
        const { appendix: listed, mixed } = taxa.resolve(name, day, { population: option, term: option });
        expect(listed === null || listed.split('/').every((a) => mixed.includes(a as never))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('a resolution is the same on all days between two changes', () => {
    const days = [...new Set(tables.lines.flatMap((line) => [line.from, line.to ?? line.from]))].sort();
    fc.assert(
      fc.property(
        fc.constantFrom(...tables.lines.map((line) => line.taxon)),
        fc.integer({ min: 0, max: days.length - 2 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (name, i, part) => {
          const [start, end] = [Date.parse(days[i]!), Date.parse(days[i + 1]!)];
          const between = new Date(start + Math.floor(((end - start) * part) / 86_400_000) * 86_400_000);
          expect(taxa.resolve(name, between.toISOString().slice(0, 10))).toEqual(
            taxa.resolve(name, days[i]!),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
