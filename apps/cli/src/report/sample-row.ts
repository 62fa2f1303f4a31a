import type { Assessment, Evidence } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';

const NASTY = '</script><img src=x onerror="document.title=1"> 🐘 ivory\u202e carving';

const SAMPLES: {
  title: string;
  word: string;
  language: string;
  taxon: string;
  group: string;
  appendix: string;
}[] = [
  {
    title: '非洲象牙手镯 老料',
    word: '象牙',
    language: 'zh',
    taxon: 'Elephantidae',
    group: 'Mammalia',
    appendix: 'I',
  },
  {
    title: 'ببغاء كاسكو متكلم للبيع',
    word: 'كاسكو',
    language: 'ar',
    taxon: 'Psittacus erithacus',
    group: 'Aves',
    appendix: 'I',
  },
  {
    title: 'Python skin boots',
    word: 'Python',
    language: 'en',
    taxon: 'Pythonidae',
    group: 'Reptilia',
    appendix: 'II',
  },
  {
    title: 'Armband i elfenben',
    word: 'elfenben',
    language: 'sv',
    taxon: 'Elephantidae',
    group: 'Mammalia',
    appendix: 'I',
  },
  { title: NASTY, word: 'ivory', language: '', taxon: 'Elephantidae', group: 'Mammalia', appendix: 'I' },
];

/** A hand-made listing and assessment for tests: number `n` of a run that repeats the samples. */
export function sampleRow(n: number): [Listing, Assessment] {
  const sample = SAMPLES[n % SAMPLES.length]!;
  const description = `${sample.title}. Contact me, n ${n}. It is antique.`;
  const at = (field: string, text: string, word: string, more: Partial<Evidence>): Evidence => {
    const start = text.indexOf(word);
    return {
      field,
      start,
      end: start + word.length,
      text: word,
      says: `names ${sample.taxon}`,
      weight: 2.4,
      kind: 'names/trade',
      source: 'p02',
      ...more,
    };
  };
  const verdict = (['block', 'block', 'review', 'ask', 'inform'] as const)[n % 5]!;
  const offer = at('description', description, 'Contact me', {
    kind: 'cues/contact',
    says: 'contact',
    weight: 1.1,
    source: 'unsourced',
  });
  const claim = at('description', description, 'antique', {
    kind: 'cues/antique',
    says: 'antique',
    weight: 0,
  });
  return [
    { id: `x-${n}`, title: sample.title, description, ...(sample.language && { language: sample.language }) },
    {
      id: `x-${n}`,
      verdict,
      wildlife: { specimen: 0.9, offered: 0.8, regulated: 0.72 },
      findings: [
        {
          taxon: { name: sample.taxon, rank: 'family', lineage: ['Animalia', 'Chordata', sample.group] },
          appendix: sample.appendix,
          line: `${sample.taxon}: ${sample.appendix} since 2017-01-02`,
          certainty: 'verified',
          nature: 'part',
          score: 0.9,
          evidence: [
            at('title', sample.title, sample.word, {}),
            at('title', sample.title, sample.title.slice(0, 3), {
              kind: 'cues/colour',
              says: 'a colour',
              weight: -0.5,
            }),
            {
              field: '',
              start: 0,
              end: 0,
              text: '',
              says: 'before anything is read',
              weight: -1,
              kind: 'bias',
              source: 'weights',
            },
          ],
        },
      ],
      claims: [{ kind: 'antique', evidence: [claim] }],
      evidence: [offer],
      law: [],
      policy: { id: 'default', version: '1', rule: 'appendix-i' },
      reasons: { staff: `${sample.taxon}: part`, seller: 'Please read the rules.' },
      knowledge: { version: 'sha256:0', citesAsOf: '2026-03-05' },
      engine: '1.0.0',
      warnings: n % 5 === 0 ? ['a warning'] : [],
    },
  ];
}
