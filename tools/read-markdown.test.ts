import { expect, it } from 'vitest';
import { anchorsOf, examplesOf, headingsOf, relativeLinksOf } from './read-markdown.mjs';
import { withHelp } from './write-docs.mjs';

const page = [
  '# Names & terms',
  '[a](b.md#c) ![p](x.png "t") [web](https://example.org) `[no](no.md)` <img src="y.svg">',
  '## `taxa`',
  '## `taxa`',
  '```sh run',
  '# no heading',
  'echo [no](no.md)',
  '```',
].join('\n');

it('headingsOf() and anchorsOf() read headings as GitHub does, code left out', () => {
  expect(headingsOf(page)).toEqual(['Names & terms', '`taxa`', '`taxa`']);
  expect([...anchorsOf(page)]).toEqual(['names--terms', 'taxa', 'taxa-1']);
});

it('relativeLinksOf() gives links and pictures into the repository, with lines', () => {
  expect(relativeLinksOf(page)).toEqual([
    { target: 'b.md#c', line: 2 },
    { target: 'x.png', line: 2 },
    { target: 'y.svg', line: 2 },
  ]);
});

it('examplesOf() gives the shell blocks that are marked to be run', () => {
  expect(examplesOf(page)).toEqual([{ line: 5, script: '# no heading\necho [no](no.md)' }]);
});

it('withHelp() replaces the help of a command and adds the one that is missing', () => {
  const before = '# Commands\n\n## pugmark screen\n\n```text help screen\nold\n```\nafter\n';
  expect(
    withHelp(before, [
      ['screen', 'new\nlines'],
      ['taxon', 'help'],
    ]),
  ).toBe(
    '# Commands\n\n## pugmark screen\n\n```text help screen\nnew\nlines\n```\nafter\n\n## pugmark taxon\n\n```text help taxon\nhelp\n```\n',
  );
});
