import type { Assessment, Evidence, Verdict } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { lawLine } from '../law-line.ts';
import { type Mark, markOf } from './evidence-kind.ts';
import { groupOf } from './group-of.ts';
import { languageOf } from './language-of.ts';
import { type Span, spansOf } from './spans.ts';

/** More than this of one field is not shown: a description may be a megabyte. */
export const SHOWN_CHARACTERS = 12_000;
/** More places than this are not listed: a text that repeats a word a thousand times stays readable. */
const SHOWN_EVIDENCE = 200;

/** `of` of evidence that was weighed for the offer, and of a claim, which is not weighed. */
export const OFFER = -1;
export const CLAIM = -2;
/** From here on a finding counts in charts and filters; below it was only considered. */
const LIKELY = 0.5;

/** One piece of evidence as the page shows it. `of` is the number of its finding, or OFFER or CLAIM. */
export interface ShownEvidence {
  field: string;
  text: string;
  says: string;
  weight: number;
  kind: string;
  source: string;
  mark: Mark;
  of: number;
}

/** A flagged listing as the page needs it: texts already cut into spans, evidence numbered. */
export interface Entry {
  id: string;
  verdict: Verdict;
  language: string;
  score: number;
  fields: { name: string; spans: Span[]; cut: boolean }[];
  facts: [string, string][];
  evidence: ShownEvidence[];
  moreEvidence: number;
  wildlife: Assessment['wildlife'];
  findings: {
    taxon: string | null;
    rank: string;
    group: string;
    appendix: string | null;
    line: string;
    certainty: string;
    nature: string;
    term: string;
    amount: string;
    score: number;
    /** Counts in charts and filters. */
    main: boolean;
  }[];
  claims: string[];
  law: string[];
  rule: string;
  reasons: { staff: string; seller: string };
  warnings: string[];
}

/** All evidence of an assessment: of each finding, of the offer, and claims that no answer has weighed. */
export function evidenceOf(assessment: Assessment): (Evidence & { of: number; mark: Mark })[] {
  const placeOf = (e: Evidence) => `${e.field}\n${e.start}\n${e.end}\n${e.kind}`;
  const weighed = [
    ...assessment.findings.flatMap(({ evidence }, i) =>
      evidence.map((e) => ({ ...e, of: i, mark: markOf(e, 'specimen') })),
    ),
    ...(assessment.evidence ?? []).map((e) => ({ ...e, of: OFFER, mark: markOf(e, 'offer') })),
  ];
  const seen = new Set(weighed.map(placeOf));
  const claims = assessment.claims
    .flatMap((claim) => claim.evidence)
    .filter((e) => !seen.has(placeOf(e)))
    .map((e) => ({ ...e, of: CLAIM, mark: markOf(e, 'claim') }));
  return [...weighed, ...claims];
}

/** The findings that count: the likely ones, or the best if none is. */
export function mainFindings(assessment: Assessment): Assessment['findings'] {
  const likely = assessment.findings.filter((finding) => finding.score >= LIKELY);
  return likely.length > 0 ? likely : assessment.findings.slice(0, 1);
}

/** What a field of the listing says, by the name evidence gives it; undefined when there is no such field. */
export function fieldText(listing: Listing, field: string): string | undefined {
  if (field === 'title') return listing.title;
  if (field === 'description') return listing.description;
  if (field === 'category') return listing.category;
  const attribute = /^attributes\.(.*)$/s.exec(field)?.[1];
  if (attribute !== undefined) {
    const attributes = listing.attributes ?? {};
    return Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  }
  const image = /^images\.(\d+)\.text$/.exec(field)?.[1];
  return image === undefined ? undefined : listing.images?.[Number(image)]?.text;
}

function facts(listing: Listing): [string, string][] {
  const { price, shipsTo } = listing;
  const rows: [string, string | undefined][] = [
    ['Price', price && `${price.amount} ${price.currency ?? ''}`.trim()],
    ['Quantity', listing.quantity?.toString()],
    ['Listed', listing.listedAt],
    ['Platform', listing.platform],
    ['Seller', listing.seller?.id],
    ['Located in', listing.locatedIn],
    ['Ships to', Array.isArray(shipsTo) ? shipsTo.join(', ') : shipsTo],
    ['Address', listing.url],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/**
 * A listing and its assessment as one entry of the report. Names, contacts and pictures of the seller
 * are left out: a reviewer does not need them here, and a report is easily passed on.
 */
export function entryOf(listing: Listing, assessment: Assessment): Entry {
  const all = evidenceOf(assessment);
  const shown = all.slice(0, SHOWN_EVIDENCE);
  const main = new Set(mainFindings(assessment));
  const names = ['title', 'description', 'category'].filter((name) => fieldText(listing, name));
  for (const { field } of shown) {
    if (!names.includes(field) && fieldText(listing, field) !== undefined) names.push(field);
  }
  if (!names.includes('title')) names.unshift('title');
  return {
    id: listing.id,
    verdict: assessment.verdict,
    language: languageOf(listing),
    score: Math.max(0, ...assessment.findings.map((finding) => finding.score)),
    fields: names.map((name) => {
      const text = fieldText(listing, name) ?? '';
      const places = shown.flatMap((e, number) =>
        e.field === name && e.start < e.end ? [{ start: e.start, end: e.end, number }] : [],
      );
      return { name, spans: spansOf(text, places, SHOWN_CHARACTERS), cut: text.length > SHOWN_CHARACTERS };
    }),
    facts: facts(listing),
    evidence: shown.map((e) => ({
      field: e.field,
      text: e.text.slice(0, 200),
      says: e.says,
      weight: e.weight,
      kind: e.kind,
      source: e.source,
      mark: e.mark,
      of: e.of,
    })),
    moreEvidence: all.length - shown.length,
    wildlife: assessment.wildlife,
    findings: assessment.findings.map((f) => ({
      taxon: f.taxon?.name ?? null,
      rank: f.taxon?.rank ?? '',
      group: groupOf(f.taxon),
      appendix: f.appendix,
      line: f.line ?? '',
      certainty: f.certainty ?? '',
      nature: f.nature,
      term: f.term ?? '',
      amount: f.quantity === undefined ? '' : `quantity ${f.quantity} ${f.unit ?? ''}`.trim(),
      score: f.score,
      main: main.has(f),
    })),
    claims: assessment.claims.map((claim) => claim.kind),
    law: assessment.law.map(lawLine),
    rule: `${assessment.policy.rule} of the policy ${assessment.policy.id}`,
    reasons: assessment.reasons,
    warnings: assessment.warnings ?? [],
  };
}
