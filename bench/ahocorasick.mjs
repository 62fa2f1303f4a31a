// The peer: the modern-ahocorasick package over the texts of the same listings, with the same names.
import { readFileSync } from 'node:fs';
import { AhoCorasick } from 'modern-ahocorasick';

const [file, names, share] = process.argv.slice(2);
const automaton = new AhoCorasick(readFileSync(names, 'utf8').split('\n').filter(Boolean));
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
let found = 0;
for (const line of lines.slice(0, Math.round(lines.length * Number(share)))) {
  const { title, description } = JSON.parse(line);
  found += automaton.search(`${title}\n${description ?? ''}`.toLowerCase()).length;
}
console.error(found);
