import type { Nature } from '@pugmark/documents/assessment';
import type { Reading } from '../read/reading.ts';
import type { TextField } from '../text.ts';
import { isBound, type Subject } from '../weigh/subject.ts';

/** The term that says best what is offered: stated specimens before materials, before objects. */
const kindRank: Record<string, number> = {
  'terms/specimen': 0,
  'terms/material': 1,
  'terms/code': 2,
  'terms/object': 3,
};
/** Codes that a longer description of the same thing outranks: a jaw has teeth, a live bird feathers. */
const weakCodes = new Set([
  'TEE',
  'OTH',
  'SPE',
  'DER',
  'UNS',
  'PIE',
  'CAR',
  'JWL',
  'FEA',
  'SHE',
  'BON',
  'SKI',
]);

/** Carvings and jewels of ivory have codes of their own. */
const ivoryOf: Record<string, string> = {
  CAR: 'IVC',
  JWL: 'IJW',
  PIE: 'IVP',
  SCR: 'IVS',
  TEE: 'TUS',
  BOC: 'IVC',
};
const ivoryCodes = new Set(['IVC', 'IVP', 'IVS', 'IJW', 'TUS', 'KEY', 'PKY']);

/** What things of wood are called in the trade codes: goods, furniture, carvings. */
const woodOf: Record<string, string> = { FRN: 'FRN', CAR: 'TIC', HAN: 'WPR', JWL: 'WPR', WPR: 'WPR' };
const finished = new Set(['FRN', 'TIC', 'WPR']);

export interface Said {
  nature: Nature;
  code: string | undefined;
  term: Reading | undefined;
}

/** Step "what of it": the nature of the thing and its CITES term code. */
export function natureOf(
  subject: Subject,
  fields: readonly TextField[],
  readings: readonly Reading[],
  score: number,
): Said {
  const terms = [...new Set([...subject.named.filter((r) => r.kind.startsWith('terms/')), ...subject.terms])];
  const order = (t: Reading): number =>
    (fields[t.field]!.title ? 0 : 100) +
    kindRank[t.kind]! * 10 +
    (t.code && weakCodes.has(t.code) ? 5 : 0) +
    (t.code ? 0 : 8) +
    (subject.named.some((n) => n === t || isBound(n, t, fields[t.field]!.text)) ? 0 : 3);
  terms.sort((a, b) => order(a) - order(b) || a.field - b.field || a.start - b.start);
  const term = terms[0];
  let code = term?.code;
  const ivory = terms.find((t) => t.code && ivoryCodes.has(t.code));
  const object = terms.find((t) => t.code && ivoryOf[t.code]);
  if (ivory && subject.taxon && object && ivory.code === 'IVC') code = ivoryOf[object.code!] ?? code;
  else if (ivory) code = ivory.code;
  else if (code === 'TIM' || code === 'WOO') code = goodsOf(terms, fields) ?? code;
  return { nature: sayNature(subject, fields, readings, score, term, code), code, term };
}

/** A guitar of rosewood is no timber any more. */
function goodsOf(terms: readonly Reading[], fields: readonly TextField[]): string | undefined {
  const object = terms.find(
    (t) => t.kind === 'terms/object' && t.nature === 'product' && fields[t.field]!.title,
  );
  return object && (woodOf[object.code ?? 'WPR'] ?? undefined);
}

const fakes: [string, Nature][] = [
  ['imitation', 'imitation'],
  ['toy', 'imitation'],
  ['faux', 'imitation'],
  ['stamp', 'depiction'],
  ['coin', 'depiction'],
  ['depiction', 'depiction'],
  ['publication', 'depiction'],
  ['pattern', 'depiction'],
];

function sayNature(
  subject: Subject,
  fields: readonly TextField[],
  readings: readonly Reading[],
  score: number,
  term: Reading | undefined,
  code: string | undefined,
): Nature {
  const titled = (cue: string): boolean =>
    readings.some((r) => r.kind === `cues/${cue}` && fields[r.field]!.title);
  if (score < 0.5) {
    for (const [cue, nature] of fakes) if (titled(cue)) return nature;
    if (readings.some((r) => r.kind === 'cues/issuer') && readings.some((r) => r.kind === 'shape/year'))
      return 'depiction';
    return 'other';
  }
  if (subject.taxon?.extinct || titled('fossil') || titled('mammoth')) return 'fossil';
  const plant = subject.taxon?.lineage[0] === 'Plantae';
  if (plant && code !== undefined && finished.has(code)) return 'product';
  if (plant)
    return code === 'LIV' || !term || term.kind === 'terms/object'
      ? 'plant'
      : ((term.nature as Nature) ?? 'plant');
  if (code === 'LIV' && term?.nature === 'live') return 'live';
  const live = readings.some(
    (r) => r.kind === 'cues/care' || r.kind === 'shape/sexes' || r.kind === 'shape/sign',
  );
  if (term?.kind === 'terms/specimen' || term?.kind === 'terms/material' || term?.kind === 'terms/code') {
    const object = subject.terms.some((t) => t.kind === 'terms/object');
    if (term.nature === 'live' || (live && term.code === 'LIV')) return 'live';
    return object ? 'product' : ((term.nature as Nature) ?? 'part');
  }
  if (term && !live) return 'product';
  return 'live';
}
