import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readTsv } from '../tsv.ts';
import { type ImportReport, importExport } from './import-export.ts';

/** A folder for the tests of imports: exports to read in it, and an own knowledge folder to import into. */
export class TestFolder {
  readonly dir = mkdtempSync(join(tmpdir(), 'pugmark-import-'));
  readonly into = join(this.dir, 'own');

  /** A small shipped knowledge, so that these tests do not hang on the real one. */
  readonly knowledge = join(this.dir, 'shipped');

  constructor() {
    for (const [path, text] of Object.entries(shippedFiles)) {
      mkdirSync(dirname(join(this.knowledge, path)), { recursive: true });
      writeFileSync(join(this.knowledge, path), text);
    }
  }

  /** Writes an export and gives its path. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.dir, name);
    writeFileSync(path, content);
    return path;
  }

  readonly options = { into: this.into, listInForce: '2026-03-05', knowledge: this.knowledge };

  run(...files: string[]): Promise<ImportReport> {
    return importExport(files, this.options);
  }

  /** The rows of a file of the own folder, none where it was not written. */
  rows(path: string): Record<string, string>[] {
    const file = join(this.into, path);
    return existsSync(file) ? readTsv(file).rows.map(({ cells }) => cells) : [];
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const shippedFiles = {
  'codes/meetings.tsv': 'meeting\tclosed\nCoP20\t2025-12-05\n',
  'names/ordinary-words.tsv':
    'word\tlanguage\tsource\tnote\ndrill\ten\tx\trare\npanther\ten\tx\nétoile\tfr\tx\n',
  'names/scientific.tsv': 'name\taccepted\nGrus antigone\tAntigone antigone\n',
  'taxa/genera.tsv':
    'genus\tfamily\torder\tclass\nAra\tPsittacidae\tPsittaciformes\tAves\nPanthera\tFelidae\tCarnivora\tMammalia\n',
};

const listingsHeader = 'Id,Kingdom,Class,Family,Scientific Name,Subspecies,Listing,Full note';

/** A Species+ listings export with these rows. */
export const listingsExport = (...lines: string[]) => `${[listingsHeader, ...lines].join('\n')}\n`;

export const lionRow =
  '7,Animalia,Mammalia,Felidae,Panthera leo,,I/II,"**I** Population of India.\n**II** [FAMILY listing Felidae spp.] All others."';

const checklistHeader =
  'TaxonId,Kingdom,Phylum,Class,Order,Family,Genus,Species,Subspecies,FullName,AuthorYear,RankName,CurrentListing,FullAnnotationEnglish,#AnnotationSymbol,SynonymsWithAuthors,EnglishNames,SpanishNames,FrenchNames';

/** A Checklist index with these rows. */
export const checklistExport = (...lines: string[]) => `${[checklistHeader, ...lines].join('\n')}\n`;

export const starTortoiseRow =
  '8,Animalia,Chordata,Reptilia,Testudines,Testudinidae,Geochelone,elegans,,Geochelone elegans,"(Schoepff, 1795)",SPECIES,II,"Appendix II: A zero quota for <i>Centrochelys sulcata</i>",,"Testudo stellata Schweigger, 1812, Testudo megalopus Blyth, 1853",Indian Star Tortoise,Tortuga estrellada,"Tortue étoilée, Étoile"';
