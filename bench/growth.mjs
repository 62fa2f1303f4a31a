// How the cost grows: with the number of names (hardly) and with the length of the text (in proportion).
import { compileLexicon } from '@pugmark/knowledge/lexicon/compile';
import { Finder } from '@pugmark/screening/find/finder';
import { Matches } from '@pugmark/screening/find/matches';
import { LexiconIndex } from '@pugmark/screening/read/lexicon-index';

/** A made-up binomial, different for each number. */
function nameOf(number) {
  const syllables = [
    'ba',
    'ce',
    'di',
    'fo',
    'gu',
    'la',
    'me',
    'ni',
    'po',
    'ru',
    'sa',
    'te',
    'vi',
    'xo',
    'zu',
    'ka',
  ];
  const word = (n, length) => Array.from({ length }, (_, i) => syllables[(n >> (i * 4)) & 15]).join('');
  return `${word(number, 3)}us ${word(Math.imul(number, 2654435761) >>> 8, 4)}ensis`;
}

export async function growth(say) {
  const rows = [];
  const sentence =
    'A table lamp of brushed steel with a grey shade, works well, the cable is two metres long and the switch is new. ';
  for (const names of [10_000, 100_000, 1_000_000]) {
    say(`bench: growth, ${names} names`);
    const entries = Array.from({ length: names }, (_, i) => ({
      form: nameOf(i),
      folder: 'names',
      kind: 'name',
      language: 'la',
      taxon: 'Aves',
      source: 'unsourced',
    }));
    const lexicon = compileLexicon(entries);
    const index = new LexiconIndex(lexicon);
    const finder = new Finder(lexicon);
    const matches = new Matches(index);
    for (const times of names === 100_000 ? [1, 10, 100, 1000] : [10]) {
      const text = sentence.repeat(times);
      const run = (n) => {
        for (let i = 0; i < n; i++) {
          matches.clear();
          finder.scan(text, 0, matches);
        }
      };
      const n = Math.ceil(60_000 / times);
      run(n / 4);
      const started = performance.now();
      run(n);
      rows.push({
        names,
        text: `${text.length} characters`,
        perSecond: Math.round(n / ((performance.now() - started) / 1000)),
      });
    }
  }
  return rows;
}
