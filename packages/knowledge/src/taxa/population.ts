/**
 * A population as the files write it. `only`: the taxon also lives elsewhere and is not listed there, so the line
 * says nothing of a specimen whose origin is not known. `mainly`: the same, but trade is mostly in this population.
 * Without either the population is all there is, or all that a sibling line leaves over.
 */
export interface Population {
  scope: 'only' | 'mainly' | 'plain';
  countries: ReadonlySet<string>;
  /** Countries of which only a part is meant. */
  parts: ReadonlySet<string>;
}

export function parsePopulation(
  text: string,
  regions: Readonly<Record<string, readonly string[]>>,
): Population {
  const words = text.split(' ');
  const scope = words[0] === 'only' || words[0] === 'mainly' ? words[0] : 'plain';
  const countries = new Set<string>();
  const parts = new Set<string>();
  for (const word of scope === 'plain' ? words : words.slice(1)) {
    const region = regions[word];
    if (region) for (const country of region) countries.add(country);
    else if (word.endsWith(':part')) parts.add(word.slice(0, 2));
    else if (/^[A-Z]{2}$/.test(word)) countries.add(word);
    else
      throw new Error(
        `Cannot read the population "${text}": "${word}" is neither a country nor a region of taxa/regions.tsv`,
      );
  }
  return { scope, countries, parts };
}
