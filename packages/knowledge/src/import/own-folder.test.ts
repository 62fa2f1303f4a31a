import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { Findings } from './findings.ts';
import { OwnFolder } from './own-folder.ts';

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>();
  return { ...fs, renameSync: vi.fn(fs.renameSync) };
});

it('OwnFolder.save() puts every file back as it was when the disk fails half-way', () => {
  const into = mkdtempSync(join(tmpdir(), 'pugmark-own-'));
  const before = '# title: Ours\nkey\tsource\twhere\nx\ta book\ta shelf\n';
  writeFileSync(join(into, 'sources.tsv'), before);
  const found = new Findings('cites', '2026-05-01', new Map());
  found.sawTaxon('Ara macao', 'Animalia');
  found.commonName('en', 'Scarlet Macaw', 'name', 'Ara macao', 'Animalia');
  const folder = new OwnFolder(into);
  folder.apply(found, () => ({ source: 'a list', where: 'a file' }));

  const real = vi.mocked(renameSync).getMockImplementation()!;
  let calls = 0;
  vi.mocked(renameSync).mockImplementation((from, to) => {
    if (++calls === 3) throw new Error('no space left on device');
    real(from, to);
  });
  expect(() => folder.save()).toThrow('no space left on device. Nothing was changed');
  expect(readFileSync(join(into, 'sources.tsv'), 'utf8')).toBe(before);
  expect(existsSync(join(into, 'names/en.tsv'))).toBe(false);
  expect(readdirSync(into).filter((name) => name.startsWith('.'))).toEqual([]);

  vi.mocked(renameSync).mockImplementation(real);
  expect(folder.save()).toEqual(['names/en.tsv', 'sources.tsv']);
  expect(readFileSync(join(into, 'sources.tsv'), 'utf8')).toContain(
    'x\ta book\ta shelf\nIMPORT-cites-animals-2026-05-01\ta list\ta file\n',
  );
  rmSync(into, { recursive: true });
});
