import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checklistExport, starTortoiseRow, TestFolder } from './test-folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe('a CITES Checklist index export', () => {
  const named = 'Index_of_CITES_Species_[CUSTOM]_2026-04-01 10:00.csv';

  it('gives synonyms without taking a comma inside authors for a new name', async () => {
    await folder.run(folder.file(named, checklistExport(starTortoiseRow)));
    expect(folder.rows('names/scientific.tsv')).toMatchObject([
      { name: 'Testudo megalopus', accepted: 'Geochelone elegans', kind: 'synonym' },
      { name: 'Testudo stellata', accepted: 'Geochelone elegans' },
    ]);
  });

  it('brings synonyms of an older list to the name that is accepted today, and never back', async () => {
    const crane =
      '9,Animalia,Chordata,Aves,Gruiformes,Gruidae,Grus,antigone,,Grus antigone,,SPECIES,II,,,"Ardea antigone Linnaeus, 1758, Antigone antigone",,,';
    await folder.run(folder.file(named, checklistExport(crane)));
    expect(folder.rows('names/scientific.tsv')).toMatchObject([
      { name: 'Ardea antigone', accepted: 'Antigone antigone' },
    ]);
    expect(folder.rows('names/scientific.tsv')).toHaveLength(1);
  });

  it('never makes a name of a taxon that only an annotation mentions', async () => {
    await folder.run(folder.file(named, checklistExport(starTortoiseRow)));
    const all = [
      ...folder.rows('names/scientific.tsv'),
      ...folder.rows('names/en.tsv'),
      ...folder.rows('taxa/genera.tsv'),
    ];
    expect(JSON.stringify(all)).not.toContain('Centrochelys');
  });

  it('gives common names by language; one ordinary word counts as everyday or is left out', async () => {
    const drill =
      '9,Animalia,Chordata,Mammalia,Primates,Cercopithecidae,Mandrillus,leucophaeus,,Mandrillus leucophaeus,,SPECIES,I,,,,"Drill, Drill Monkey, Panthers",Dril,Drill';
    const report = await folder.run(folder.file(named, checklistExport(starTortoiseRow, drill)));
    expect(report.warnings.join()).toContain('2 entries left out: an ordinary word');
    expect(folder.rows('names/en.tsv').map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'Drill Monkey: name',
      'Indian Star Tortoise: name',
      'Panthers: everyday',
    ]);
    expect(folder.rows('names/fr.tsv')).toMatchObject([
      { name: 'Tortue étoilée' },
      { name: 'Étoile', kind: 'everyday' },
    ]);
  });

  it('leaves out damaged names and says so', async () => {
    const report = await folder.run(
      folder.file(named, checklistExport(starTortoiseRow.replace('Tortue étoilée', 'Tortue Ã©toilÃ©e'))),
    );
    expect(folder.rows('names/fr.tsv').map(({ name }) => name)).toEqual(['Étoile']);
    expect(report.warnings.join()).toContain('1 entry with damaged letters');
  });

  it('is refused when it is unfiltered and has too few rows', async () => {
    const cut = folder.file('Index_of_CITES_Species_2026-04-01 10:00.csv', checklistExport(starTortoiseRow));
    await expect(folder.run(cut)).rejects.toThrow(
      /has 1 rows, but a whole Checklist index has between 35000/,
    );
  });

  it('is taken with a warning when it is older than the list in force', async () => {
    const report = await folder.run(
      folder.file('Index_of_CITES_Species_[CUSTOM]_2017-04-21 17:27.csv', checklistExport(starTortoiseRow)),
    );
    expect(report.warnings.join()).toContain(
      'the list is of 2017-04-21, older than the newest one in force (2026-03-05)',
    );
  });
});
