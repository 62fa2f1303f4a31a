import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Compiled } from './compile.ts';
import type { Knowledge } from './knowledge.ts';
import type { EntryColumns, Lexicon } from './lexicon/lexicon.ts';
import { pack, unpack } from './pack.ts';
import { Taxa, type TaxaTables } from './taxa/taxa.ts';

/** Where the shipped facts and their compiled form lie in a checkout. */
export const knowledgeFolder = fileURLToPath(new URL('../../../knowledge', import.meta.url));
export const compiledFile = fileURLToPath(new URL('../../../compiled/knowledge.bin', import.meta.url));

/**
 * Opens compiled knowledge for screening: the shipped, or the file that {@link saveKnowledge} wrote for an
 * operator's own folders.
 *
 * @throws when the compiled file is missing: `npm run build` makes it
 */
export function loadKnowledge(options: { compiled?: string } = {}): Knowledge {
  const path = options.compiled ?? compiledFile;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Error(`Cannot open compiled knowledge at ${path}: run "npm run build" first`);
  }
  return open(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Makes compiled knowledge usable without a file in between. */
export function knowledgeOf(compiled: Compiled): Knowledge {
  const { taxa, problems: _problems, counts: _counts, ...rest } = compiled;
  return { ...rest, taxa: new Taxa(taxa) };
}

export function saveKnowledge(compiled: Compiled, path = compiledFile): void {
  const { lexicon, problems: _problems, ...rest } = compiled;
  const { fold, entries, ...tables } = lexicon;
  const { form, note, lists, ...columns } = entries;
  writeFileSync(
    path,
    pack(
      { ...rest, form: form.join('\n'), note, lists },
      {
        ...tables,
        ...Object.fromEntries(Object.entries(columns).map(([name, array]) => [`entry.${name}`, array])),
        foldMap: fold.map,
        foldClass: fold.class,
      },
    ),
  );
}

function open(bytes: Uint8Array): Knowledge {
  const { json, arrays } = unpack(bytes);
  const { form, note, lists, taxa, ...rest } = json as Omit<Compiled, 'lexicon'> & {
    form: string;
    note: EntryColumns['note'];
    lists: EntryColumns['lists'];
    taxa: TaxaTables;
  };
  const columns = Object.fromEntries(
    Object.entries(arrays)
      .filter(([name]) => name.startsWith('entry.'))
      .map(([name, array]) => [name.slice(6), array]),
  );
  const { foldMap, foldClass, ...tables } = arrays;
  const lexicon = {
    ...tables,
    fold: { map: foldMap, class: foldClass },
    entries: { ...columns, form: form.split('\n'), note, lists },
  } as unknown as Lexicon;
  return { ...rest, lexicon, taxa: new Taxa(taxa) };
}
