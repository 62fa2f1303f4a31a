import type { Finding } from '@pugmark/documents/assessment';
import type { ListingLine, Taxa } from '@pugmark/knowledge/taxa/taxa';
import type { Thing } from './judge.ts';

type Appendix = 'I' | 'II' | 'III';
const strict: readonly Appendix[] = ['I', 'II', 'III'];

/**
 * A finding as the law looks at it: listed as its population and specimen are, with the Appendix that is meant
 * as a rule apart from those of single species.
 *
 * @param from where the thing comes from (ISO 3166-1 alpha-2), if it is told: elephants of Botswana are listed
 *   otherwise than those of Kenya
 */
export function thingOf(
  finding: Pick<Finding, 'taxon' | 'nature' | 'term'>,
  taxa: Taxa,
  date: string,
  from?: string,
): Thing {
  const { taxon, nature, term } = finding;
  const none: Thing = { taxon, appendix: null, also: [], nature, term };
  if (!taxon || nature === 'fossil' || nature === 'imitation' || nature === 'depiction') return none;
  const specimen = term === undefined ? {} : { term };
  let resolution =
    from === undefined ? undefined : taxa.resolve(taxon.name, date, { ...specimen, population: from });
  // A place in which it does not live tells nothing of its origin.
  if (!resolution || resolution.appendix === null) resolution = taxa.resolve(taxon.name, date, specimen);
  const exempt = exemptionOf(resolution.lines, taxon.lineage, taxa, date, term);
  const possible = strict.filter((one) => resolution.appendix?.split('/').includes(one));
  // Of a group of which some species are listed nothing can be said before the species is known.
  if (possible.length === 0) {
    const isGroup = !speciesRanks.has(taxon.rank);
    return { ...none, also: strict.filter((one) => isGroup && resolution.mixed.includes(one)) };
  }
  const lines = resolution.lines.filter(({ appendix }) => possible.includes(appendix as Appendix));
  // A population's own line speaks for a wide name, too: elephants of Botswana are of one species.
  const local =
    from === undefined ? undefined : lines.find((line) => line.population?.split(' ').includes(from));
  if (local && onlyAsAppendixI(local, taxa, date, term)) {
    return { taxon, appendix: 'I', also: [], nature, term };
  }
  const above = lines.filter((line) => taxon.lineage.includes(line.taxon));
  // Bears of China are in Appendix I, bears in Appendix II: a bear of no told origin is one of the many.
  const rule = local ?? above.find(({ population }) => population === undefined) ?? above[0];
  const others = (usual: Appendix | null): Appendix[] => possible.filter((one) => one !== usual);
  if (exempt !== undefined && rule) {
    return { taxon, appendix: null, also: others(rule.appendix as Appendix), nature, term, exempt };
  }
  const usual =
    (rule?.appendix as Appendix | undefined) ??
    mostFrequent(
      lines.map(({ appendix }) => appendix as Appendix),
      possible,
    );
  return { taxon, appendix: usual, also: others(usual), nature, term };
}

const speciesRanks: ReadonlySet<string> = new Set(['species', 'subspecies', 'variety']);

/** Annotations of plants say which parts and goods a line is about. */
const plantNote = /^#\d+$/;

/** The annotation that leaves such a specimen out of the listing, if there is one: a finished guitar of rosewood. */
function exemptionOf(
  lines: readonly ListingLine[],
  lineage: readonly string[],
  taxa: Taxa,
  date: string,
  term: string | undefined,
): string | undefined {
  const note = lines.find((line) => lineage.includes(line.taxon))?.annotation;
  if (note === undefined || term === undefined || !plantNote.test(note)) return undefined;
  const says = taxa.annotation(note, date);
  if (!says) return undefined;
  const out = says.exempts.includes(term) || (says.covers.length > 0 && !says.covers.includes(term));
  return out ? note : undefined;
}

/** Of an animal population in Appendix II for named specimens only, all others count as in Appendix I. */
function onlyAsAppendixI(line: ListingLine, taxa: Taxa, date: string, term: string | undefined): boolean {
  if (line.annotation === undefined || term === undefined || plantNote.test(line.annotation)) return false;
  const covers = taxa.annotation(line.annotation, date)?.covers ?? [];
  return covers.length > 0 && !covers.includes(term);
}

/** Of a group that is not listed as such: what most of its lines say, the stricter of two. */
function mostFrequent(of: readonly Appendix[], possible: readonly Appendix[]): Appendix {
  const count = (one: Appendix): number => of.filter((other) => other === one).length;
  return possible.reduce((best, one) => (count(one) > count(best) ? one : best));
}
