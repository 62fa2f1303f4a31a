/** A scientific name taken apart: its words without ranks, hybrid signs, authors and cultivars. */
export interface NameParts {
  /** `Genus`, `Genus species`, `Genus species subspecies`. */
  name: string;
  words: string[];
}

/** Words between the parts of a name that are no part of it. */
const connectives = new Set(
  'spp sp ssp subsp subspecies var varietas f fo forma fa cf aff x × cv gen nov species'.split(' '),
);

/** Takes a scientific name apart; undefined when the text cannot be one. Never throws. */
export function nameParts(text: string): NameParts | undefined {
  if (text.length > 200) return undefined;
  const bare = text
    .normalize('NFC')
    .replace(/['"‘’“”][^'"‘’“”]*['"‘’“”]/g, ' ')
    .replace(/[([][^)\]]*[)\]]/g, ' ')
    .replace(/×/g, ' × ')
    .trim();
  const found = bare.split(/\s+/);
  const words: string[] = [];
  for (let i = 0; i < found.length && words.length < 3; i++) {
    const word = found[i]!.replace(/[.,;:]+$/, '');
    if (word === '' || (connectives.has(word.toLowerCase()) && word !== 'X')) continue;
    if (!/^\p{L}[\p{L}-]*$/u.test(word)) break;
    // A capital after the genus begins the author ("Linnaeus"), unless the whole name is in capitals.
    if (
      words.length > 0 &&
      /^\p{Lu}/u.test(word) &&
      !(word === word.toUpperCase() && found[0] === found[0]!.toUpperCase())
    )
      break;
    words.push(word.toLowerCase());
  }
  if (words.length === 0) return undefined;
  words[0] = words[0]![0]!.toUpperCase() + words[0]!.slice(1);
  return { name: words.join(' '), words };
}
