// Learns knowledge/cues/weights.tsv from labelled listings: logistic regression that is pulled towards the
// weights set by hand (the column `prior`), so that a feature seldom seen keeps what a person thought of it.
//
//   node tools/learn-weights.mjs LABELLED.jsonl…  [--pull 2] [--write]
//
// Prints accuracy by five-fold cross-validation before it writes. How it works: docs/engine.md, "weigh".
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadKnowledge } from '@pugmark/knowledge/load';
import { readTsv } from '@pugmark/knowledge/tsv';
import { Screener } from '@pugmark/screening/screener';

const args = process.argv.slice(2);
const pull = Number(args[args.indexOf('--pull') + 1]) || 2;
const files = args.filter((a) => a.endsWith('.jsonl'));
const write = args.includes('--write');
const path = 'knowledge/cues/weights.tsv';
const real = new Set(['live', 'part', 'product', 'plant', 'fossil']);

const table = readTsv(path);
const prior = {};
for (const { cells } of table.rows) {
  prior[cells.answer] ??= {};
  prior[cells.answer][cells.feature] = Number(cells.prior || cells.weight);
}
const knowledge = loadKnowledge();
const weights = structuredClone(prior);
knowledge.weights = weights;
const screener = new Screener(knowledge);

const rows = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ set: basename(file, '.jsonl'), ...JSON.parse(line) })),
);

/** What a labelled listing teaches about its specimens: 1, 0, or nothing. */
function specimenLabel(row, subject) {
  const { labels, set } = row;
  const listed = subject.taxon?.listed;
  if (labels.realAnimal !== undefined) return labels.realAnimal ? 1 : 0;
  if (labels.sharkProduct !== undefined) {
    const shark = subject.taxon?.lineage.includes('Elasmobranchii');
    if (!shark) return undefined;
    if (labels.sharkProduct) return 1;
    // A single tooth and a fossil are real, though the set counts them as none.
    return /tooth|teeth|fossil|extinct|eocene|megalodon/i.test(row.title) ? undefined : 0;
  }
  if (labels.ivoryOffer !== undefined) return labels.ivoryOffer && subject.taxon ? 1 : undefined;
  if (labels.wildlife === false) return listed ? 0 : undefined;
  if (labels.regulated !== undefined) {
    if (labels.regulated) return 1;
    return labels.nature
      ? real.has(labels.nature)
        ? set === 'multilingual' || set === 'labels'
          ? 1
          : undefined
        : 0
      : undefined;
  }
  return undefined;
}

/** What it teaches about offers: only sets in which some listings are none. */
function offerLabel(row, subject, sum) {
  if (row.labels.ivoryOffer === undefined) return row.labels.regulated ? 1 : undefined;
  const ivory = subject?.named.some((r) => r.code && ivoryCodes.has(r.code));
  return ivory && sum.total > 0 ? (row.labels.ivoryOffer ? 1 : 0) : undefined;
}
const ivoryCodes = new Set(['IVC', 'IVP', 'IVS', 'IJW', 'TUS', 'KEY']);

const countOf = (parts) => {
  const x = {};
  for (const { feature } of parts) x[feature] = (x[feature] ?? 0) + 1;
  return x;
};

function examples() {
  const out = { specimen: [], offered: [] };
  for (const row of rows) {
    const { subjects, specimen, offered } = screener.features(row);
    if (subjects.length === 0) continue;
    let best = 0;
    for (let i = 1; i < specimen.length; i++) if (specimen[i].total > specimen[best].total) best = i;
    const label = specimenLabel(row, subjects[best]);
    if (label !== undefined)
      out.specimen.push({ x: countOf(specimen[best].parts), label, set: row.set, title: row.title });
    const offer = offerLabel(row, subjects[best], specimen[best]);
    if (offer !== undefined)
      out.offered.push({ x: countOf(offered.parts), label: offer, set: row.set, title: row.title });
  }
  return out;
}

/** Listings written for this work say what the others only imply. */
// The ivory set teaches what real ivory looks like, and nothing of what is not: so it counts less.
const trust = { multilingual: 2, training: 1.5, ivory: 0.6 };

/** Set by rule and not learned: how little a word counts that cannot be traced. */
const fixed = new Set(['subject.unsourced', 'subject.bare', 'subject.foreign', 'garment']);

const score = (w, x) => Object.entries(x).reduce((sum, [f, n]) => sum + (w[f] ?? 0) * n, 0);
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

function learn(data, start) {
  const w = { ...start };
  const features = [...new Set(data.flatMap((d) => Object.keys(d.x)))];
  for (const f of features) w[f] ??= 0;
  const counts = {};
  for (const d of data) counts[d.set] = (counts[d.set] ?? 0) + 1;
  // Sets weigh by the root of their size, so that the largest does not drown the others.
  const weightOf = (d) => Math.min(1, Math.sqrt(150 / counts[d.set])) * (trust[d.set] ?? 1);
  for (let step = 0; step < 400; step++) {
    const gradient = Object.fromEntries(features.map((f) => [f, 2 * pull * (w[f] - (start[f] ?? 0))]));
    for (const d of data) {
      const error = (sigmoid(score(w, d.x)) - d.label) * weightOf(d);
      for (const f in d.x) gradient[f] += error * d.x[f];
    }
    const rate = 0.02 / (1 + step / 200);
    for (const f of features) if (!fixed.has(f)) w[f] -= rate * Math.max(-20, Math.min(20, gradient[f]));
  }
  // Evidence for stays for, evidence against stays against.
  for (const f of features)
    if (start[f] && !fixed.has(f) && Math.sign(w[f]) !== Math.sign(start[f]) && f !== 'bias') w[f] = 0;
  return w;
}

const right = (w, data) => data.filter((d) => score(w, d.x) >= 0 === (d.label === 1)).length;
for (const answer of ['specimen', 'offered']) {
  let data = examples()[answer];
  let held = 0;
  for (let fold = 0; fold < 5; fold++) {
    const w = learn(
      data.filter((_, i) => i % 5 !== fold),
      prior[answer],
    );
    held += right(
      w,
      data.filter((_, i) => i % 5 === fold),
    );
  }
  const share = (n) => `${((100 * n) / data.length).toFixed(1)} %`;
  console.error(
    `${answer}: ${data.length} examples; by hand ${share(right(prior[answer], data))}, five-fold ${share(held)} right`,
  );
  for (let round = 0; round < 3; round++) {
    Object.assign(weights[answer], learn(data, prior[answer]));
    data = examples()[answer];
  }
  console.error(`${answer}: learned ${share(right(weights[answer], data))} right`);
}
if (write) {
  const seen = new Set();
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((l) => l.startsWith('#'));
  lines.push('answer\tfeature\tweight\tprior');
  for (const answer of Object.keys(prior)) {
    for (const f of new Set([...Object.keys(prior[answer]), ...Object.keys(weights[answer])])) {
      const now = weights[answer][f] ?? 0;
      if (seen.has(answer + f)) continue;
      seen.add(answer + f);
      lines.push(`${answer}\t${f}\t${Math.round(now * 100) / 100}\t${prior[answer][f] ?? 0}`);
    }
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}
