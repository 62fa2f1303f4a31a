import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { steps } from '../packages/screening/src/steps.ts';
import { anchorsOf, examplesOf, headingsOf, relativeLinksOf } from './read-markdown.mjs';
import { commandLine, commandsPage, helpTexts, withHelp } from './write-docs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const isBuilt = existsSync(join(root, 'apps/cli/dist')) && existsSync(join(root, 'compiled/knowledge.bin'));

const pages = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));

describe('docs', () => {
  it('has every relative link pointing to a file that is there, and every anchor to a heading in it', () => {
    const broken = pages.flatMap((page) =>
      relativeLinksOf(read(page))
        .map(({ target, line }) => ({ target, line, why: whyBroken(page, target) }))
        .filter(({ why }) => why !== undefined)
        .map(({ target, line, why }) => `${page}:${line}: ${target}: ${why}`),
    );
    expect(broken).toEqual([]);
  });

  it('has a heading for every folder of knowledge/ in knowledge/README.md and in docs/knowledge.md', () => {
    const folders = readdirSync(join(root, 'knowledge')).filter((name) =>
      statSync(join(root, 'knowledge', name)).isDirectory(),
    );
    expect(folders).toContain('names');
    for (const page of ['knowledge/README.md', 'docs/knowledge.md'])
      expect(headingsOf(read(page)), page).toEqual(expect.arrayContaining(folders));
  });

  it('has a page for every job under docs/adding, reached from the README', () => {
    const linked = relativeLinksOf(read('README.md')).map(({ target }) => target);
    for (const page of readdirSync(join(root, 'docs/adding')))
      expect(linked).toContain(`docs/adding/${page}`);
  });
});

describe('docs/engine.md', () => {
  it('has a heading for every step of the engine, in their order', () => {
    const names: string[] = steps.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(3);
    const headings = headingsOf(read('docs/engine.md')).map((heading) => heading.replaceAll('`', ''));
    expect(headings.filter((heading) => names.includes(heading))).toEqual(names);
    for (const { file } of steps)
      expect(existsSync(join(root, 'packages/screening/src', file)), file).toBe(true);
  });
});

describe.skipIf(!isBuilt)('docs (needs the build: npm run build)', () => {
  it('docs/commands.md has a heading for every command, and its --help as it is', () => {
    const texts = helpTexts();
    expect(texts.length).toBeGreaterThan(3);
    const page = readFileSync(commandsPage, 'utf8');
    expect(headingsOf(page)).toEqual(
      expect.arrayContaining(texts.map(([command]) => `pugmark ${command}`.trim())),
    );
    expect(withHelp(page, texts) === page, 'out of date: run "node tools/write-docs.mjs"').toBe(true);
    expect(existsSync(commandLine)).toBe(true);
  });

  // The same block stands on several pages; it is run once.
  const examples = new Map<string, string>();
  for (const page of pages)
    for (const { script, line } of examplesOf(read(page)))
      if (!examples.has(script)) examples.set(script, `${page}:${line}`);
  it.each([...examples].map(([script, place]) => ({ script, place })))(
    '$place runs',
    { timeout: 120_000 },
    async ({ script }) => {
      const env = {
        ...process.env,
        NO_COLOR: '1',
        PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
      };
      await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: root,
        env,
        maxBuffer: 64 * 1024 * 1024,
      });
    },
  );
});

function whyBroken(page: string, target: string): string | undefined {
  const [path, anchor] = target.split('#', 2) as [string, string?];
  const file = path === '' ? join(root, page) : join(root, dirname(page), decodeURIComponent(path));
  if (relative(root, file).startsWith('..')) return 'leaves the repository';
  if (!existsSync(file)) return 'no such file';
  if (anchor === undefined || !file.endsWith('.md')) return undefined;
  return anchorsOf(readFileSync(file, 'utf8')).has(anchor) ? undefined : 'no such heading';
}
