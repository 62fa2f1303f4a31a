import type { Assessment, Finding } from '@pugmark/documents/assessment';
import { FIRST_LANGUAGE, type Messages, say } from '@pugmark/knowledge/messages';
import type { Decision } from '../policy/decide.ts';

/** Step "explain twice": everything for staff, and for the seller what was decided and what to do next. */
export function reasonsOf(
  decision: Decision,
  wildlife: Assessment['wildlife'],
  findings: readonly Finding[],
  law: Assessment['law'],
  messages: Messages,
  language: string | undefined,
): Assessment['reasons'] {
  return {
    staff: staffText(decision, wildlife, findings, law),
    seller: sellerText(decision, messages, language),
  };
}

/**
 * The text for the seller: the rule's own, or that of the verdict, in the language the listing says it is in
 * where there is one. It is chosen and never made up of the listing: no word, score or rule can slip into it.
 */
export function sellerText(
  { verdict, by }: { verdict: Decision['verdict']; by?: Decision['by'] | undefined },
  messages: Messages,
  language: string | undefined,
): string {
  const own = by?.then.seller;
  if (own) {
    const told = [...tagsOf(language), FIRST_LANGUAGE].find((one) => Object.hasOwn(own, one));
    if (told !== undefined) return own[told]!;
  }
  const tag = tagsOf(language).find((one) => Object.hasOwn(messages, one)) ?? FIRST_LANGUAGE;
  return say(messages, tag, `seller.${verdict}`);
}

/** `de-AT` -> `de-AT`, `de`; `zh-CN` -> `zh-CN`, `zh`, `zh-Hans`. */
function tagsOf(language: string | undefined): string[] {
  if (language === undefined || language.length > 35) return [];
  const base = language.split('-')[0]!.toLowerCase();
  return [language, base, ...(base === 'zh' ? ['zh-Hans'] : [])];
}

function staffText(
  { rule, by }: Decision,
  wildlife: Assessment['wildlife'],
  findings: readonly Finding[],
  law: Assessment['law'],
): string {
  const shown = findings.filter((f) => f.score >= 0.3).slice(0, 3);
  if (shown.length === 0) return 'No animal or plant, and nothing made of one, was recognised.';
  const things = shown.map((f) => {
    const name = f.taxon ? f.taxon.name : 'an animal or plant that is not named';
    const listed = f.appendix === null ? 'not listed' : `Appendix ${f.appendix}`;
    const words = f.evidence
      .filter((e) => e.weight > 0 && e.text !== '')
      .slice(0, 3)
      .map((e) => `"${e.text}" (${e.says})`);
    const because = words.length > 0 ? `, because of ${words.join(', ')}` : '';
    return `${name}: ${f.nature}, ${listed}, ${percent(f.score)} sure${because}`;
  });
  const first = law[0];
  const lawText = first
    ? ` Law: ${first.party} ${first.cite}, ${first.outcome} (${first.certainty})${law.length > 1 ? `, and ${law.length - 1} more` : ''}.`
    : '';
  return `${things.join('; ')}. Specimen ${percent(wildlife.specimen)}, offered ${percent(wildlife.offered)}, regulated ${percent(wildlife.regulated)}.${lawText} Rule ${rule}${by ? `: ${by.says}` : ''}`;
}

const percent = (p: number): string => `${Math.round(p * 100)} %`;
