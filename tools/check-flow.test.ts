import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFlow, importsOf } from './check-flow.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pugmark-flow-'));
  const manifest = (name: string, dependencies = {}) =>
    JSON.stringify({ name: `@pugmark/${name}`, dependencies });
  write('packages/documents/package.json', manifest('documents'));
  write('packages/knowledge/package.json', manifest('knowledge', { '@pugmark/documents': '0.1.0' }));
  write('packages/screening/package.json', manifest('screening', { '@pugmark/knowledge': '0.1.0' }));
  write('apps/cli/package.json', manifest('cli', { '@pugmark/screening': '0.1.0' }));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

describe('checkFlow()', () => {
  it('finds nothing where every import goes downhill and is declared', () => {
    write(
      'packages/knowledge/src/a.ts',
      "import { b } from './b.ts';\nimport '@pugmark/documents/listing';\nimport 'node:fs';",
    );
    write('apps/cli/src/a.ts', "import type { S } from '@pugmark/screening/screener';");
    expect(checkFlow(dir)).toEqual([]);
  });

  it.each([
    [
      'accounts',
      "import { x } from '../moderation/actions.ts';",
      'uphill: the context moderation does not lie above accounts',
    ],
    [
      'moderation',
      "import { x } from '../surveys/model.ts';",
      'uphill: the context surveys does not lie above moderation',
    ],
    [
      'moderation',
      "import { x } from '../screening/store.ts';",
      'of another context only model, actions, access',
    ],
    [
      'moderation',
      "import { x } from '../gossip/model.ts';",
      'give the contexts moderation and gossip their levels',
    ],
  ])('keeps the contexts of the hub apart: %s, %s', (context, text, what) => {
    write('apps/hub/package.json', JSON.stringify({ name: '@pugmark/hub' }));
    write(`apps/hub/src/contexts/${context}/actions.ts`, text);
    expect(checkFlow(dir)).toEqual([expect.stringContaining(what)]);
  });

  it('lets a context use the door of one above it', () => {
    write('apps/hub/package.json', JSON.stringify({ name: '@pugmark/hub' }));
    write('apps/hub/src/contexts/moderation/actions.ts', "import { x } from '../screening/actions.ts';");
    expect(checkFlow(dir)).toEqual([]);
  });

  it.each([
    [
      "import { a } from '@pugmark/knowledge/load';",
      'uphill: packages/knowledge lies below packages/documents',
    ],
    ["import type { A } from '@pugmark/knowledge/load';", 'uphill'],
    ["export * from '@pugmark/screening/screener';", 'uphill'],
    ["const a = await import('@pugmark/cli/main');", 'uphill'],
    ["const a = await import(\n  '@pugmark/cli/main'\n);", 'uphill'],
    ["type A = typeof import('@pugmark/cli/main');", 'uphill'],
    ["import a from '../../knowledge/src/load.ts';", 'which leaves packages/documents'],
    ["import a from '/etc/a.ts';", 'which leaves packages/documents'],
    ["import a from '@pugmark/documents/listing';", 'its own package'],
    ["import a from '@pugmark/nothing/x';", 'there is no package @pugmark/nothing'],
  ])('refuses in packages/documents: %s', (text, what) => {
    write('packages/documents/src/a.ts', `// first line\n${text}\n`);
    expect(checkFlow(dir)).toEqual([expect.stringMatching(/^packages\/documents\/src\/a\.ts:[23]: /)]);
    expect(checkFlow(dir)[0]).toContain(what);
  });

  it('refuses a downhill import that package.json does not declare', () => {
    write('packages/screening/src/a.ts', "import '@pugmark/documents/listing';");
    expect(checkFlow(dir)[0]).toContain(
      'packages/screening/package.json does not declare @pugmark/documents',
    );
  });

  it('refuses a dependency that goes uphill, siblings that know each other, and a package without a level', () => {
    write(
      'packages/documents/package.json',
      '{"name":"@pugmark/documents","dependencies":{"@pugmark/cli":"1"}}',
    );
    write('packages/evidence/package.json', '{"name":"@pugmark/evidence","dependencies":{}}');
    write('packages/evidence/src/a.ts', "import '@pugmark/screening/x';");
    write('packages/stray/package.json', '{"name":"@pugmark/stray"}');
    expect(checkFlow(dir).join('\n')).toMatch(
      /packages\/stray: has no level.*depends on @pugmark\/cli.*do not know each other/s,
    );
  });

  it('finds every import of the house going downhill', () => {
    expect(checkFlow(root)).toEqual([]);
  });

  it('ends with exit code 1 on a breach and 0 without', () => {
    const run = () =>
      execFileSync(process.execPath, [join(root, 'tools/check-flow.mjs'), dir], { stdio: 'pipe' });
    expect(run).not.toThrow();
    write('packages/documents/src/a.ts', "import '@pugmark/cli/x';");
    expect(run).toThrow('flow: 1 to mend');
  });
});

describe('importsOf()', () => {
  it('passes over comments, other strings and words that only look alike', () => {
    const text = [
      "// import 'a';",
      "/* from 'b' */ const x = 'from'; const y = x + 'c';",
      'const t = `import "d"`; const re = /it\'s/; call("e");',
      "obj.from('f'); const important = 'g';",
      "import h from /* why */ 'h';",
    ].join('\n');
    expect(importsOf(text)).toEqual([{ specifier: 'h', line: 5 }]);
  });
});
