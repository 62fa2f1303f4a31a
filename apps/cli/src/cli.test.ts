import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const command = join(root, 'apps/cli/bin/pugmark.mjs');
const isBuilt =
  existsSync(join(root, 'apps/cli/dist/main.js')) && existsSync(join(root, 'compiled/knowledge.bin'));
const folder = mkdtempSync(join(tmpdir(), 'pugmark-cli-'));
const at = (name: string) => join(folder, name);
const put = (name: string, content: string | Buffer) => {
  writeFileSync(at(name), content);
  return at(name);
};

function pugmark(args: string[], input = '') {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    input,
    encoding: 'utf8',
    cwd: root,
    env,
    maxBuffer: 1 << 28,
  });
  return {
    status,
    stdout,
    stderr,
    rows: () =>
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
  };
}

const listings = [
  {
    id: 'a',
    title: 'Antique elephant ivory netsuke, 45 g, shipping worldwide',
    price: { amount: 300, currency: 'EUR' },
  },
  { id: 'b', title: 'Plush elephant toy' },
  { id: 'c', title: '穿山甲鳞片 微信联系' },
];
const lines = listings.map((row) => JSON.stringify(row)).join('\n');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!isBuilt)('pugmark screen (needs the build: npm run build)', () => {
  it('prints one assessment a row in input order and ends with 0', () => {
    const { status, stderr, rows } = pugmark(['screen', put('good.jsonl', lines)]);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    expect(rows().map((row) => row.id)).toEqual(['a', 'b', 'c']);
    expect(rows()[0].findings[0].taxon.lineage).toContain('Elephantidae');
    expect(rows()[1].verdict).toBe('clear');
  });

  it('puts refused rows in their place, says so, and ends with 2', () => {
    const { status, stderr, rows } = pugmark(['screen', '-'], `${lines}\n{"id":"d"}\nnot json\n${lines}`);
    expect(status).toBe(2);
    expect(rows()).toHaveLength(8);
    expect(rows()[3]).toEqual({
      id: 'd',
      line: 4,
      error: { code: 'missing-title', detail: 'Cannot read row 4: "title" is missing' },
    });
    expect(rows()[4]).toMatchObject({ line: 5, error: { code: 'bad-json' } });
    expect(stderr).toContain('2 rows were refused');
  });

  it('gives the same bytes from JSON lines, a list, a table and gzip, in one thread and in three', () => {
    const table = `id,title,price,currency\n${listings.map((row) => `${row.id},"${row.title}",${row.price?.amount ?? ''},${row.price?.currency ?? ''}`).join('\n')}`;
    const inputs = [
      put('x.jsonl', lines),
      put('x.json', JSON.stringify(listings)),
      put('x.csv', table),
      put('x.jsonl.gz', gzipSync(lines)),
    ];
    const wanted = pugmark(['screen', inputs[0]!, '--jobs', '1']).stdout;
    for (const input of inputs)
      for (const jobs of ['1', '3']) expect(pugmark(['screen', input, '--jobs', jobs]).stdout).toBe(wanted);
  });

  it('keeps the order of a large input over several threads', () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      JSON.stringify({ id: `n${i}`, title: `${'long '.repeat(i % 50)}title` }),
    ).join('\n');
    const { status } = pugmark(['screen', put('many.jsonl', many), '--jobs', '3', '--out', at('many.out')]);
    expect(status).toBe(0);
    const ids = readFileSync(at('many.out'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(Array.from({ length: 20_000 }, (_, i) => `n${i}`));
  });

  it('tells how a table was understood, on standard error', () => {
    const { stderr, rows } = pugmark(
      ['screen', '-'],
      'Artikelnummer;Titel;Sonstiges\n1;Schnitzerei aus Elfenbein;x',
    );
    expect(stderr).toBe(
      'standard input: a table with ";"; id = Artikelnummer, title = Titel; left out: Sonstiges\n',
    );
    expect(rows()[0].id).toBe('1');
  });

  it('explains for people, and keeps colour to terminals', () => {
    const { stdout } = pugmark(['screen', '-', '--explain'], lines);
    expect(stdout).toContain('Antique elephant ivory');
    expect(stdout).not.toContain('\u001b[');
  });

  it('writes JSON lines and a report to files', () => {
    const { status, stdout, stderr } = pugmark([
      'screen',
      at('good.jsonl'),
      '--out',
      at('out.jsonl'),
      '--report',
      at('report.html'),
      '--summary',
    ]);
    expect(status).toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^3 listings of .*good\.jsonl screened in /);
    expect(readFileSync(at('out.jsonl'), 'utf8').trim().split('\n')).toHaveLength(3);
    expect(readFileSync(at('report.html'), 'utf8')).toContain('<!doctype html>');
  });

  it('gives the summary as JSON', () => {
    const { stderr } = pugmark(['screen', at('good.jsonl'), '--out', at('out.jsonl'), '--summary', '--json']);
    expect(JSON.parse(stderr)).toMatchObject({ screened: 3, refused: 0 });
  });

  it('reads an empty input as no rows', () => {
    expect(pugmark(['screen', '-'])).toMatchObject({ status: 0, stdout: '' });
  });

  it.each([
    [['screen', 'nowhere.jsonl'], 'Cannot read nowhere.jsonl: no such file'],
    [['screen', '.'], 'Cannot read .: it is a folder; name a file'],
    [['screen', 'package.json/x'], 'Cannot read package.json/x: a part of its path is no folder'],
    [['screen', 'LICENSE'], 'Cannot read LICENSE: it is neither JSON nor a web page'],
    [
      ['screen', 'examples/listings.csv', '--as-of', '2024-02-30'],
      'Cannot use "2024-02-30" as a date: write it as YYYY-MM-DD',
    ],
    [
      ['screen', 'examples/listings.csv', '--out', 'examples/listings.csv'],
      'Cannot write examples/listings.csv: it is the input',
    ],
    [
      ['screen', 'examples/listings.csv', '--out', 'nowhere/x'],
      'Cannot write nowhere/x: its folder is not there',
    ],
    [
      ['screen', 'examples/listings.csv', '--knowledge', 'nowhere'],
      'Cannot use the knowledge in nowhere: no such folder',
    ],
    [['screen', 'examples/listings.csv', '--encoding', 'klingon'], 'Cannot read the encoding "klingon"'],
    [['screen', '--frobnicate', 'x'], "error: unknown option '--frobnicate'"],
    [['screen', 'x', '--jobs', '0'], 'It is a number from 1 to 256.'],
    [['frobnicate'], "error: unknown command 'frobnicate'"],
    [['taxon'], 'Cannot look up nothing'],
    [['eval', 'nowhere.jsonl'], 'Cannot read nowhere.jsonl: no such file'],
    [
      ['taxon', 'x', '--as-of', '1999-01-01'],
      'Cannot answer for 1999-01-01: the history known here begins on',
    ],
  ])('refuses %j in one line with exit code 1', (args, message) => {
    const { status, stdout, stderr } = pugmark(args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('stops quietly when its reader has seen enough', async () => {
    const input = put('endless.jsonl', `${lines}\n`.repeat(5_000));
    const child = spawn(
      'bash',
      ['-c', `set -o pipefail; ${process.execPath} ${command} screen ${input} | head -1`],
      { cwd: root },
    );
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += String(data);
    });
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect([status, errors]).toEqual([0, '']);
  });

  it("takes an operator's own knowledge", () => {
    execFileSync('mkdir', ['-p', at('own/names')]);
    put(
      'own/names/en.tsv',
      '# title: Own\n# date: 2026-01-01\n# licence: own\n# bounds: 1..10\nname\ttaxon\tkind\tsource\tnote\nzorgblatt\tLoxodonta africana\tname\tunsourced\n',
    );
    const row = JSON.stringify({ id: '1', title: 'Zorgblatt ivory tusk, raw, 3 kg for sale', price: 100 });
    const { status, rows } = pugmark(['screen', '-', '--knowledge', at('own')], row);
    expect(status).toBe(0);
    expect(JSON.stringify(rows()[0].findings)).toContain('Zorgblatt');
  });
});

describe.skipIf(!isBuilt)('pugmark taxon (needs the build: npm run build)', () => {
  it('answers scientific and common names in any language as JSON lines', () => {
    const { status, rows } = pugmark(['taxon', 'Loxodonta africana', '穿山甲', 'no such thing', '--json']);
    expect(status).toBe(0);
    const [elephant, pangolin] = rows();
    expect(elephant).toMatchObject({
      query: 'Loxodonta africana',
      rank: 'species',
      appendix: 'I/II',
      match: 'exact',
    });
    expect(pangolin).toMatchObject({ appendix: 'I/II', usual: 'I', match: 'common' });
    expect(rows().at(-1)).toMatchObject({ query: 'no such thing', name: null, match: 'none' });
  });

  it('answers as of a day, from a file', () => {
    const names = put('names.txt', 'Carcharhinus longimanus\r\n\r\nGiraffa camelopardalis');
    const appendices = (day: string) =>
      pugmark(['taxon', '--file', names, '--as-of', day, '--json'])
        .rows()
        .map((row) => row.appendix);
    expect(appendices('2018-01-01')).toEqual(['II', null]);
    expect(appendices('2026-03-05')).toEqual(['I', 'II']);
  });
});

const shared = join(root, '../shared/eval');

describe.skipIf(!isBuilt || !existsSync(shared))('pugmark eval (needs the build and ../shared/eval)', () => {
  it.each(['leather', 'multilingual', 'sharks', 'bats'])('scores %s as the reference scorer does', (set) => {
    const labelled = join(shared, `${set}.jsonl`);
    const out = at(`${set}.out`);
    pugmark(['screen', labelled, '--out', out]);
    const reference = JSON.parse(
      execFileSync(process.execPath, [join(shared, 'score.mjs'), labelled, out], { encoding: 'utf8' }),
    );
    const [ours] = pugmark(['eval', labelled, '--json']).rows();
    const { taxon, appendix, missing, ...labels } = reference;
    expect(ours.labels).toEqual(labels);
    expect(ours.refused).toBe(missing);
    if (taxon.asked > 0) expect(ours.taxon).toMatchObject(taxon);
    if (appendix.asked > 0) expect(ours.appendix).toMatchObject(appendix);
  });
});
