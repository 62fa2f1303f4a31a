import { isRefused } from '@pugmark/documents/refusal';
import { rowsOf } from '@pugmark/documents/rows-of';
import type { Knowledge } from '@pugmark/knowledge/knowledge';
import type { Policy } from '@pugmark/knowledge/policy/policy';
import type { PlacedExample } from '@pugmark/knowledge/policy/read-policy';
import { Screener } from '@pugmark/screening/screener';

/** An example of a rule book that does not come out as it says. */
export interface FailedExample {
  file: string;
  line: number;
  detail: string;
}

/** Screens the examples of a rule book with it, and tells which come out otherwise. */
export function runExamples(
  policy: Policy,
  examples: readonly PlacedExample[],
  knowledge: Knowledge,
): FailedExample[] {
  const screener = new Screener(knowledge, { policy });
  return examples.flatMap(({ listing, seller, verdict, rule, file, line }): FailedExample[] => {
    const tell = (detail: string): FailedExample[] => [
      { file, line, detail: `"${listing.title}" ${detail}` },
    ];
    const row = [rowsOf({ id: 'example', ...listing }, line)].flat()[0]!;
    if (isRefused(row)) return tell(`is no listing: ${row.error.detail}`);
    const {
      verdict: seen,
      policy: by,
      findings,
      wildlife,
      law,
    } = screener.screen(row.listing, row.warnings, plain(seller));
    if (seen === verdict && by.rule === rule) return [];
    const things = findings.map(
      ({ taxon, appendix, nature, term, score }) =>
        `${taxon?.name ?? '?'} ${appendix ?? 'not listed'} ${nature} ${term ?? '-'} ${score}`,
    );
    const first = law[0] ? `, law ${law[0].provision} ${law[0].outcome}` : '';
    return tell(
      `is ${seen} by ${by.rule}, not ${verdict} by ${rule} (${things.join('; ') || 'nothing found'}; offered ${wildlife.offered}, regulated ${wildlife.regulated}${first})`,
    );
  });
}

type Facts = NonNullable<Parameters<Screener['screen']>[2]>;

function plain(seller: PlacedExample['seller']): Facts {
  if (!seller) return {};
  const { verified, strikes, exemptions } = seller;
  return {
    ...(verified !== undefined && { verified }),
    ...(strikes !== undefined && { strikes }),
    ...(exemptions && {
      exemptions: exemptions.map(({ scope, until }) => (until === undefined ? { scope } : { scope, until })),
    }),
  };
}
