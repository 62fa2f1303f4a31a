/** Words in lower case that follow a name in an author and do not belong to a species name. */
const notEpithets = new Set(
  (
    'et al ex in and von van de der den des del della di da do dos du la le y auct auctt non nec not sensu emend fil ' +
    'bis hort nom nomen comb ined pro parte partim orth var subsp ssp subvar spec sp spp cf aff zu zur af av ap und'
  ).split(' '),
);
const ranks = new Set([
  'var.',
  'subsp.',
  'ssp.',
  'f.',
  'fo.',
  'forma',
  'subvar.',
  'subf.',
  'var',
  'subsp',
  'ssp',
]);
const genusWord = /^[A-ZÉÖÜÄ][a-zéèëïöüäæœ]+(?:-[A-Za-z][a-zéèëïöüäæœ]+)?$/;
const epithetWord = /^[a-zäëïöüéèñçæœ]{2,}(?:-[a-zäëïöüéèñçæœ]+)*$/;

/**
 * The names in a "SynonymsWithAuthors" cell, without their authors. The cell joins names with ", " and so do the
 * authors ("Testudo stellata Schweigger, 1812, Testudo megalopus …"): a part is a name only if it begins as one.
 */
export function splitSynonyms(cell: string, rank: string): string[] {
  const aboveSpecies = rank !== 'species' && rank !== 'subspecies' && rank !== 'variety';
  if (aboveSpecies) {
    const first = cell.trim().split(/[\s,]/, 1)[0]!;
    return genusWord.test(first) && first.length > 2 ? [first] : [];
  }
  const names = new Set<string>();
  for (const part of cell.split(/,\s+/)) {
    // "auct. non Rchb.f.": the name was misapplied and belongs to another species.
    if (/\b(?:auctt?|acut|sensu|non)\b/i.test(part)) continue;
    const name = nameAtStart(part);
    if (name) names.add(name);
  }
  return [...names];
}

/** The binomial or trinomial a text begins with, or undefined: "Naja naja kaouthia Lesson" -> "Naja naja kaouthia". */
export function nameAtStart(text: string): string | undefined {
  const words = text.trim().split(/\s+/);
  if (!genusWord.test(words[0] ?? '')) return undefined;
  let at = 1;
  if (words[at]?.startsWith('(') && words[at]?.endsWith(')')) at++; // subgenus: "Ambystoma (ambystoma) mexicanum"
  let hybrid = '';
  if (words[at] === 'x' || words[at] === '×') {
    hybrid = 'x ';
    at++;
  }
  if (!isEpithet(words[at])) return undefined;
  let name = `${words[0]} ${hybrid}${words[at]}`;
  const next = words[at + 1];
  const after = words[at + 2];
  if (next && ranks.has(next) && isEpithet(after))
    name += ` ${next.endsWith('.') ? next : `${next}.`} ${after}`;
  else if (isEpithet(next)) name += ` ${next}`;
  return name;
}

function isEpithet(word: string | undefined): word is string {
  return word !== undefined && epithetWord.test(word) && !notEpithets.has(word);
}
