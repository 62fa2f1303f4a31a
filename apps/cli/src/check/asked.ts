import type { Knowledge } from '@pugmark/knowledge/knowledge';
import { say } from '@pugmark/knowledge/messages';
import type { CheckedThing } from '@pugmark/screening/judge/check-thing';
import { countryOf, type Journey } from '@pugmark/screening/judge/movement';

/** What was asked: for the answer's head. */
export interface Asked {
  thing: string;
  journey: Journey;
  date: string;
  language: string;
}

/** Whom to ask at both ends: the Management Authority by its name where that is known. */
export function placesToAsk(
  _checked: CheckedThing,
  { journey, language }: Asked,
  knowledge: Knowledge,
): string[] {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'code' });
  return [...new Set([journey.from, journey.to].map(countryOf))].map((country) => {
    const authority = knowledge.law.places[country]?.authority;
    const place = names.of(country) ?? country;
    return authority && authority.name !== 'unknown'
      ? say(knowledge.messages, language, 'ask.named', { name: authority.name, place })
      : say(knowledge.messages, language, 'ask.authority', { place });
  });
}
