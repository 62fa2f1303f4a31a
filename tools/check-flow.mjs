#!/usr/bin/env node
// Fails on an import that goes uphill. Data flows downhill through the packages: what is higher in the list below
// knows nothing of what is lower. Type imports and dynamic imports count too.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From the top of the hill to its foot. Packages on one line do not know each other. */
export const levels = [
  ['packages/documents'],
  ['packages/knowledge'],
  ['packages/screening', 'packages/evidence'],
  ['apps/cli', 'apps/hub', 'apps/web'],
];

/** The contexts of the hub, likewise from the top to the foot. Contexts on one line do not know each other. */
export const contextLevels = [
  ['accounts'],
  ['law'],
  ['screening'],
  ['surveys', 'moderation'],
  ['cases'],
  ['reports'],
  ['awareness'],
];
/** What other contexts may use of one: its words, what may be done, who may. Never its tables or its store. */
const contextDoors = new Set(['model', 'actions', 'access']);

/** Every breach of the flow under `root`, as "file:line: what is wrong"; empty when all is well. */
export function checkFlow(root) {
  const breaches = [];
  const places = levels.flatMap((group, level) =>
    group
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => ({ folder, level })),
  );
  const byName = new Map();
  for (const place of places) {
    place.manifest = JSON.parse(readFileSync(join(root, place.folder, 'package.json'), 'utf8'));
    byName.set(place.manifest.name, place);
  }
  for (const parent of ['packages', 'apps']) {
    for (const name of existsSync(join(root, parent)) ? readdirSync(join(root, parent)) : []) {
      const folder = `${parent}/${name}`;
      const isWorkspace = existsSync(join(root, folder, 'package.json'));
      if (isWorkspace && !places.some((place) => place.folder === folder))
        breaches.push(`${folder}: has no level: add it to "levels" in tools/check-flow.mjs`);
    }
  }
  for (const place of places) {
    const declared = {
      ...place.manifest.dependencies,
      ...place.manifest.devDependencies,
      ...place.manifest.peerDependencies,
    };
    for (const name of Object.keys(declared)) {
      const target = byName.get(name);
      if (target && target.level >= place.level)
        breaches.push(`${place.folder}/package.json: depends on ${name}, which lies lower`);
    }
    for (const file of sourceFiles(join(root, place.folder))) {
      for (const { specifier, line } of importsOf(readFileSync(file, 'utf8'))) {
        const what = breachOf(specifier, file, place, declared, byName, root);
        if (what) breaches.push(`${relative(root, file).split(sep).join('/')}:${line}: ${what}`);
      }
    }
  }
  return breaches;
}

function breachOf(specifier, file, place, declared, byName, root) {
  if (specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('file:')) {
    const target = resolve(dirname(file), specifier);
    if (specifier.startsWith('.') && target.startsWith(join(root, place.folder) + sep)) {
      return contextBreach(specifier, file, target, join(root, place.folder, 'src', 'contexts') + sep);
    }
    return `imports ${specifier}, which leaves ${place.folder}: import other packages by their name`;
  }
  if (!specifier.startsWith('@pugmark/')) return undefined;
  const name = specifier.split('/').slice(0, 2).join('/');
  const target = byName.get(name);
  if (!target) return `imports ${specifier}: there is no package ${name}`;
  if (target === place) return `imports ${specifier}, its own package: use a relative path`;
  if (target.level === place.level)
    return `imports ${specifier}: ${target.folder} and ${place.folder} do not know each other`;
  if (target.level > place.level)
    return `imports ${specifier} uphill: ${target.folder} lies below ${place.folder}`;
  if (!declared[name])
    return `imports ${specifier}, but ${place.folder}/package.json does not declare ${name}`;
  return undefined;
}

/** An import from one context of the hub into another that goes uphill, or past the other's door. */
function contextBreach(specifier, file, target, contexts) {
  if (!file.startsWith(contexts) || !target.startsWith(contexts)) return undefined;
  const [own] = file.slice(contexts.length).split(sep);
  const [other, door] = target.slice(contexts.length).split(sep);
  if (own === other) return undefined;
  const levelOf = (name) => contextLevels.findIndex((group) => group.includes(name));
  if (levelOf(own) < 0 || levelOf(other) < 0)
    return `imports ${specifier}: give the contexts ${own} and ${other} their levels in tools/check-flow.mjs`;
  if (levelOf(other) >= levelOf(own))
    return `imports ${specifier} uphill: the context ${other} does not lie above ${own}`;
  const isTest = /\.test\.[jt]s$/.test(file);
  if (!isTest && !contextDoors.has(door?.replace(/\.[jt]s$/, '')))
    return `imports ${specifier}: of another context only ${[...contextDoors].join(', ')} are for others`;
  return undefined;
}

function sourceFiles(folder) {
  const found = [];
  for (const name of readdirSync(folder)) {
    if (name === 'node_modules' || name === 'dist' || name.startsWith('.')) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) found.push(...sourceFiles(path));
    else if (/\.[cm]?[jt]sx?$/.test(name)) found.push(path);
  }
  return found.sort();
}

/**
 * The module specifiers of a source text, with their lines: `import … from 'x'`, `export … from 'x'`, `import 'x'`,
 * `import('x')`, `require('x')`, `typeof import('x')`, `vi.mock('x')`. Comments and other strings are passed over.
 */
export function importsOf(text) {
  const found = [];
  let line = 1;
  let words = ''; // what stood before the present place, without blanks and comments
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\n') line++;
    else if (char === '/' && text[i + 1] === '/') {
      const end = text.indexOf('\n', i);
      i = (end < 0 ? text.length : end) - 1;
    } else if (char === '/' && text[i + 1] === '*') {
      const end = text.indexOf('*/', i + 2);
      const stop = end < 0 ? text.length : end + 2;
      line += lineBreaks(text, i, stop);
      i = stop - 1;
    } else if (char === "'" || char === '"' || char === '`') {
      const end = endOfString(text, i, char);
      const isSpecifier =
        /(^|[^\w$.])(from|import|import\(|require\(|import\.meta\.resolve\()$|\bmock\($/.test(words);
      if (isSpecifier) found.push({ specifier: text.slice(i + 1, end), line });
      line += lineBreaks(text, i, end);
      i = end;
      words = '"';
    } else if (/\s/.test(char)) {
      // A blank parts words but does not part "import" from "(".
      if (/[\w$]$/.test(words) && /[\w$]/.test(nextSign(text, i))) words += ' ';
    } else words = (words + char).slice(-40);
  }
  return found;
}

function nextSign(text, at) {
  let i = at;
  while (i < text.length && /\s/.test(text[i])) i++;
  return text[i] ?? '';
}

function endOfString(text, start, quote) {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
    else if (text[i] === '\n' && quote !== '`') return start; // an apostrophe in a regular expression
  }
  return start;
}

function lineBreaks(text, from, to) {
  let count = 0;
  for (let i = from; i < to; i++) if (text[i] === '\n') count++;
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
  const breaches = checkFlow(root);
  for (const breach of breaches) console.error(breach);
  console.error(
    breaches.length === 0 ? 'flow: every import goes downhill' : `flow: ${breaches.length} to mend`,
  );
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
