import { describe, expect, it } from 'vitest';
import { parseTsv } from './tsv.ts';

const file = (rows: string, head = '# title: T\n# bounds: 1..3\n') => `${head}name\ttaxon\tnote\n${rows}`;

describe('parseTsv()', () => {
  it('gives header, columns and rows with their lines', () => {
    const tsv = parseTsv(
      file('Graupapagei\tPsittacus erithacus\n\n# a group\nJako\tPsittacus erithacus\tshort\n'),
      'de.tsv',
    );
    expect(tsv.header).toEqual({ title: 'T', bounds: '1..3' });
    expect(tsv.columns).toEqual(['name', 'taxon', 'note']);
    expect(tsv.rows).toEqual([
      { line: 4, cells: { name: 'Graupapagei', taxon: 'Psittacus erithacus', note: '' } },
      { line: 7, cells: { name: 'Jako', taxon: 'Psittacus erithacus', note: 'short' } },
    ]);
  });

  it('keeps a cell that begins with a number sign, as annotations do', () => {
    expect(parseTsv(file('#15\tDalbergia\n'), 'f').rows[0]!.cells.name).toBe('#15');
  });

  it('refuses a file with fewer rows than its bounds', () => {
    expect(() => parseTsv(file(''), 'de.tsv')).toThrow(
      'Cannot read de.tsv: 0 rows, but its header says bounds: 1..3',
    );
  });

  it('refuses a row with too many cells and names the line', () => {
    expect(() => parseTsv(file('a\tb\tc\td\n'), 'de.tsv')).toThrow(
      'Cannot read de.tsv:4: 4 cells, but 3 columns',
    );
  });

  it('refuses text that is not NFC, a broken header and broken bounds', () => {
    expect(() => parseTsv(file('e\u0301\tb\n'), 'f')).toThrow('NFC');
    expect(() => parseTsv(file('a\n', '# a: [\n'), 'f')).toThrow('not YAML');
    expect(() => parseTsv(file('a\n', '# bounds: many\n'), 'f')).toThrow('not like 500..3000');
  });
});
