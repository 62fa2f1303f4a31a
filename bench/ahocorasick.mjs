// The peer: the modern-ahocorasick package over the texts of the same listings, with the same names. Its backends
// are tried on the first listings and the fastest is taken; building it is not counted. Prints JSON.
import { readFileSync } from 'node:fs';
import Compact from 'modern-ahocorasick';
import Fast from 'modern-ahocorasick/fast';

const [file, names, share] = process.argv.slice(2);
const wanted = readFileSync(names, 'utf8').split('\n').filter(Boolean);
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);

/** With `search`, as only that tells what was found and where; `count` would not do the job. */
function run(automaton, from, to) {
  const started = performance.now();
  let found = 0;
  for (const line of lines.slice(from, to)) {
    const { title, description } = JSON.parse(line);
    found += automaton.search(`${title}\n${description ?? ''}`.toLowerCase()).length;
  }
  return { seconds: (performance.now() - started) / 1000, found };
}

const tried = Object.entries({ compact: Compact, fast: Fast }).map(([matcher, Matcher]) => {
  const automaton = new Matcher(wanted);
  run(automaton, 0, 200);
  return { matcher, automaton, seconds: run(automaton, 200, 600).seconds };
});
const best = tried.sort((a, b) => a.seconds - b.seconds)[0];
const listings = Math.round(lines.length * Number(share));
const { seconds, found } = run(best.automaton, 0, listings);
console.log(JSON.stringify({ matcher: best.matcher, listings, seconds, found }));
