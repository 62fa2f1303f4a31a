import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { detectKind } from '@pugmark/knowledge/import/detect-kind';
import { readTable } from '@pugmark/knowledge/import/read-table';
import { readTsv } from '@pugmark/knowledge/tsv';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const command = join(root, 'apps/cli/bin/pugmark.mjs');
const isBuilt =
  existsSync(join(root, 'apps/cli/dist/main.js')) && existsSync(join(root, 'compiled/knowledge.bin'));
const folder = mkdtempSync(join(tmpdir(), 'pugmark-taxon-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Answer = {
  query: string;
  name: string | null;
  appendix: string | null;
  usual: string | null;
  match: string;
  listings: Record<string, string>[];
  changes: Record<string, string>[];
  languages?: string[];
  others?: { name: string }[];
  comesFrom?: string[];
};

function run(...args: string[]): string {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    cwd: root,
    env,
    maxBuffer: 1 << 28,
  });
  expect({ status, stderr: args[0] === 'taxon' ? stderr : '' }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

function answers(names: readonly string[], ...more: string[]): Answer[] {
  const file = join(folder, 'names.txt');
  writeFileSync(file, names.join('\n'));
  return run('taxon', '--file', file, '--json', ...more)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
}

describe.skipIf(!isBuilt)('pugmark taxon on names of all kinds (needs the build: npm run build)', () => {
  const cases: [query: string, name: string | null, match: string, appendix: string | null][] = [
    ['Panthera tigris', 'Panthera tigris', 'exact', 'I'],
    ['PANTHERA  TIGRIS', 'Panthera tigris', 'exact', 'I'],
    ['Panthera tigris altaica', 'Panthera tigris altaica', 'higher', 'I'],
    ['Dalbergia nigra (Vell.) Benth.', 'Dalbergia nigra', 'exact', 'I'],
    ['Dendrobium spp.', 'Dendrobium', 'exact', 'I/II'],
    ["Paphiopedilum 'Maudiae'", 'Paphiopedilum', 'exact', 'I'],
    ['Felidae', 'Felidae', 'exact', 'I/II/NC'],
    ['Felis catus', 'Felis catus', 'exact', 'NC'],
    ['Antilocapra americana', 'Antilocapra americana', 'exact', 'I/NC'],
    ['Alauda arvensis', 'Alauda arvensis', 'exact', 'III/NC'],
    ['Uncia uncia', 'Panthera uncia', 'synonym', 'I'],
    ['Manta birostris', 'Mobula birostris', 'synonym', 'I'],
    ['Manta', 'Mobula', 'synonym', 'I'],
    ['Poecilotheira metalica', 'Poecilotheria metallica', 'fuzzy', 'II'],
    ['Phyton regius', 'Python regius', 'fuzzy', 'II'],
    ['Aloe dichotoma', 'Aloe dichotoma', 'exact', 'II'],
    ['Python zzzzzzus', 'Python zzzzzzus', 'genus', 'II'],
    ['Felidae leo', 'Felidae', 'higher', 'I/II/NC'],
    ['Sus scrofa', 'Sus scrofa', 'exact', null],
    ['shark', 'Selachii', 'common', 'I/II/NC'],
    ['Sharks', 'Selachii', 'common', 'I/II/NC'],
    ['Grey Parrot', 'Psittacus erithacus', 'common', 'I'],
    ['african-grey', 'Psittacus erithacus', 'common', 'I'],
    ['rosewood', 'Dalbergia', 'common', 'I/II'],
    ['穿山甲', 'Manis', 'common', 'I/II'],
    ['海龟', 'Cheloniidae', 'common', 'I'],
    ['沉香', 'Aquilaria', 'common', 'II'],
    ['tê tê', 'Manis', 'common', 'I/II'],
    ['te te', 'Manis', 'common', 'I/II'],
    ['trai tai tượng', 'Tridacna', 'common', 'II'],
    ['นกแก้ว', 'Psittaciformes', 'common', 'I/II/NC'],
    ['وحيد القرن', 'Rhinocerotidae', 'common', 'I/II'],
    ['снежный барс', 'Panthera uncia', 'common', 'I'],
    ['サイ', 'Rhinocerotidae', 'common', 'I/II'],
    ['호랑이', 'Panthera tigris', 'common', 'I'],
    ['leopard gecko', 'Eublepharis macularius', 'common', null],
    ['ivory', null, 'none', null],
    ['象牙', null, 'none', null],
    ['leather handbag', null, 'none', null],
    ['no such thing', null, 'none', null],
    ['🙂', null, 'none', null],
    ['x'.repeat(5_000), null, 'none', null],
  ];
  const given = isBuilt ? answers(cases.map(([query]) => query)) : [];

  it.each(cases)('answers "%s" with %s (%s), Appendix %s', (query, name, match, appendix) => {
    expect(given.find((answer) => answer.query === query)).toMatchObject({ name, match, appendix });
  });

  it('gives one line for one name, in the order asked', () => {
    expect(given.map(({ query }) => query)).toEqual(cases.map(([query]) => query));
  });

  it('says what else a name means, what a word of the trade comes from, and what usually holds', () => {
    const of = (query: string) => given.find((answer) => answer.query === query);
    expect(answers(['紅木'])[0]!.others!.length).toBeGreaterThan(0);
    expect(of('ivory')!.comesFrom).toEqual(['Elephantidae']);
    expect(of('穿山甲')).toMatchObject({ usual: 'I', languages: expect.arrayContaining(['zh-Hans', 'ja']) });
    expect(of('Antilocapra americana')!.usual).toBeNull();
  });

  it('tells people the lines with places and notes, and what changed when', () => {
    const text = run('taxon', 'Antilocapra americana', 'Mustelus canis', 'Dalbergia latifolia', 'ivory');
    expect(text).toContain('I  Antilocapra americana (only Mexico), since 2017-01-02');
    expect(text).toContain('2027-06-05  Mustelus not listed → II, to come');
    expect(text).toContain('musical instruments');
    expect(text).toContain('a word for what comes from Elephantidae');
    expect(text).not.toContain('\u001b');
  });

  it("uses the listings of an operator's import, in the screen too", () => {
    const file = join(folder, 'cites_listings_2028-01-10.csv');
    const own = join(folder, 'own');
    writeFileSync(
      file,
      'Id,Kingdom,Class,Order,Family,Scientific Name,Rank,Listing,Full note\n9,Animalia,Mammalia,Carnivora,Canidae,Vulpes lagopus,SPECIES,I,\n',
    );
    run('knowledge', 'import', file, '--knowledge', own);
    const [now] = answers(['Vulpes lagopus'], '--knowledge', own);
    expect(now).toMatchObject({ appendix: 'I', listings: [{ from: '2028-01-10' }] });
    expect(answers(['Vulpes lagopus'], '--knowledge', own, '--as-of', '2028-01-09')[0]!.appendix).toBeNull();
    const row = join(folder, 'row.jsonl');
    writeFileSync(
      row,
      JSON.stringify({ id: '1', title: 'Vulpes lagopus skin for sale, 90 EUR, tanned pelt' }),
    );
    const screened = JSON.parse(run('screen', row, '--knowledge', own));
    expect(screened.findings[0]).toMatchObject({ taxon: { name: 'Vulpes lagopus' }, appendix: 'I' });
  });
});

const exports = join(root, '../shared/cites');

/** Name and listing of every row of an export. */
async function listed(
  file: string,
  name: string,
  listing: string,
): Promise<{ name: string; listed: string }[]> {
  const path = join(exports, file);
  const rows: { name: string; listed: string }[] = [];
  for await (const row of readTable(path, await detectKind(path), () => {}))
    rows.push({ name: row.cell(name), listed: row.cell(listing) });
  return rows;
}

describe.skipIf(!isBuilt || !existsSync(exports))(
  'pugmark taxon --file against the official exports (needs the build and ../shared/cites)',
  () => {
    it('answers all 38,079 names of April 2017 as listed, but for the reviewed differences', async () => {
      const rows = await listed('cites_2017_slim.csv.gz', 'FullName', 'CurrentListing');
      expect(rows).toHaveLength(38_079);
      const started = performance.now();
      const given = answers(
        rows.map(({ name }) => name),
        '--as-of',
        '2017-04-21',
      );
      expect(performance.now() - started).toBeLessThan(20_000);
      const reviewed = new Set(
        readTsv(join(root, 'knowledge/taxa/differences-2017.tsv')).rows.map(({ cells }) => cells.taxon),
      );
      const differing = rows.flatMap(({ name, listed }, at) => {
        const { query, appendix, match } = given[at]!;
        // An empty cell of the export and "NC" both say: not listed.
        if (query === name && (appendix ?? 'NC') === (listed || 'NC')) return [];
        return [{ name, listed, appendix, match }];
      });
      expect(differing.filter(({ name }) => !reviewed.has(name))).toEqual([]);
      expect(differing.filter(({ listed }) => listed !== '').length / rows.length).toBeLessThan(0.001);
    });

    it('answers all 6,688 animals of March 2026 as listed, but for the 50 that come into force in 2027', async () => {
      const rows = await listed('CITES_listings_animals_2026-03-06.csv.gz', 'Scientific Name', 'Listing');
      expect(rows).toHaveLength(6_688);
      const names = rows.map(({ name }) => name);
      const now = answers(names, '--as-of', '2026-03-06');
      const then = answers(names, '--as-of', '2027-06-05');
      const wrong: unknown[] = [];
      let delayed = 0;
      rows.forEach(({ name, listed }, at) => {
        const { appendix, usual } = now[at]!;
        // This export leaves out NC, and lists subspecies beside their species instead of rolling them up.
        if ([usual, (appendix ?? 'NC').replace(/\/NC$/, '')].includes(listed)) return;
        if (appendix === null && then[at]!.appendix === 'II' && listed === 'II') delayed += 1;
        else wrong.push({ name, listed, appendix, usual });
      });
      expect(wrong).toEqual([]);
      expect(delayed).toBe(50);
    });
  },
);
