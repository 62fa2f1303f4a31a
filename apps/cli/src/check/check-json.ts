import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { say } from '@pugmark/knowledge/messages';
import type { CheckedThing } from '@pugmark/screening/judge/check-thing';
import type { Ruling } from '@pugmark/screening/judge/judge';
import { type Asked, placesToAsk } from './asked.ts';

/** The answer as `--json` prints it; the strictest provision first. */
export function checkJson(checked: CheckedThing, asked: Asked, knowledge: Knowledge): unknown {
  const { thing, journey, date, language } = asked;
  const text = (key: string): string => say(knowledge.messages, language, key);
  return {
    answer: checked.answer,
    thing,
    ...journey,
    date,
    findings: checked.judged.map(({ finding, thing: judged, judgement }) => ({
      taxon: finding.taxon,
      appendix: judged.appendix,
      ...(judged.also.length > 0 && { also: judged.also }),
      ...(judged.exempt && { exempt: judged.exempt }),
      nature: finding.nature,
      ...(finding.term && { term: finding.term }),
      score: finding.score,
      outcome: judgement.outcome,
    })),
    law: rulingsOf(checked).map((ruling) => lawOf(ruling, text)),
    ...(checked.innocent && { innocent: checked.innocent }),
    ...(checked.vague && { question: text(`vague.${checked.vague}`) }),
    ask: placesToAsk(checked, asked, knowledge),
    ...(date < knowledge.taxa.knownFrom && { appendicesOf: knowledge.taxa.knownFrom }),
    knowledge: { version: knowledge.version, citesAsOf: knowledge.citesAsOf },
  };
}

function rulingsOf({ judged }: CheckedThing): Ruling[] {
  const seen = new Set<string>();
  return judged
    .flatMap(({ judgement }) => judgement.rulings)
    .filter(({ provision }) => !seen.has(provision.id) && seen.add(provision.id));
}

function lawOf({ place, provision, outcome, documents, doors, only }: Ruling, text: (key: string) => string) {
  return {
    party: place,
    provision: provision.id,
    cite: provision.cite,
    outcome,
    ...(documents.length > 0 && { documents }),
    unless: doors.map((door) => door.says ?? text(`document.${door.document}`)),
    certainty: provision.certainty,
    from: provision.from,
    ...(provision.to && { to: provision.to }),
    ...(only && { only }),
    says: provision.says,
  };
}
