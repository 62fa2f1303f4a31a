import { describe, expect, it } from 'vitest';
import { splitSynonyms } from './split-synonyms.ts';

describe('splitSynonyms()', () => {
  it.each([
    [
      'Testudo stellata Schweigger, 1812, Testudo megalopus Blyth, 1853',
      ['Testudo stellata', 'Testudo megalopus'],
    ],
    [
      'Siredon humboldtii Duméril, Bibron & Duméril, 1854, Triton mexicanus Oppel, 1811',
      ['Siredon humboldtii', 'Triton mexicanus'],
    ],
    ['Acinonyx venaticus Hodgson, 1833, Smith et al., 1901', ['Acinonyx venaticus']],
    ['Hemitriton (siredon) mexicanum Van der Hoeven, 1833', ['Hemitriton mexicanum']],
    [
      'Aloe laeta var. maniaensis H.Perrier, Orchis x hybrida L.',
      ['Aloe laeta var. maniaensis', 'Orchis x hybrida'],
    ],
    ['Trionyx spiniferus ater LeSueur, 1827, von Martens, 1860', ['Trionyx spiniferus ater']],
    ['Weingartia nigro-fuscata Brandt, Dendrobates sp. Foo', ['Weingartia nigro-fuscata']],
    ['Dendrobium tetrodon auct. non Rchb.f., Callista macarthiae (Thwaites) Kuntze', ['Callista macarthiae']],
    ['', []],
  ])('reads the names in "%s"', (cell, names) => {
    expect(splitSynonyms(cell, 'species')).toEqual(names);
  });

  it('takes the one genus name of a genus, without its authors', () => {
    expect(splitSynonyms('Chenorchis Z.J.Liu, K.W.Liu & L.J.Chen', 'genus')).toEqual(['Chenorchis']);
  });
});
