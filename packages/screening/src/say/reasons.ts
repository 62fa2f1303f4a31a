import type { Assessment, Finding, Verdict } from '@pugmark/documents/assessment';

const sellerText: Record<Verdict, string> = {
  clear: 'Your listing was checked and stays online.',
  inform: 'Your listing stays online. Please read the rules on the sale of wild animals and plants.',
  ask: 'Trade in some animals and plants, and in things made of them, needs papers. Please send the documents that show that this item may be sold; until then the listing is on hold.',
  review:
    'Your listing is being looked at by a person, because trade in some animals and plants is restricted. You need not do anything now.',
  block:
    'Your listing seems to offer an animal or plant, or something made of one, that may not be sold here. If you think this is wrong, you can appeal and another person will look at it.',
};

/** Step "explain twice": everything for staff, and for the seller what was decided and what to do next. */
export function reasonsOf(
  verdict: Verdict,
  rule: string,
  wildlife: Assessment['wildlife'],
  findings: readonly Finding[],
): Assessment['reasons'] {
  return { staff: staffText(rule, wildlife, findings), seller: sellerText[verdict] };
}

function staffText(rule: string, wildlife: Assessment['wildlife'], findings: readonly Finding[]): string {
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
  return `${things.join('; ')}. Specimen ${percent(wildlife.specimen)}, offered ${percent(wildlife.offered)}, regulated ${percent(wildlife.regulated)}: rule ${rule}.`;
}

const percent = (p: number): string => `${Math.round(p * 100)} %`;
