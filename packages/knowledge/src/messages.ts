import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTsv } from './tsv.ts';

/** Words for people, by language and key. */
export type Messages = Record<string, Record<string, string>>;

/** The language that every key has. */
export const FIRST_LANGUAGE = 'en';

/** Reads `messages/` of one or several knowledge folders; a later folder's words replace the earlier's. */
export function readMessages(roots: readonly string[]): Messages {
  const messages: Messages = {};
  for (const root of roots) {
    const folder = join(root, 'messages');
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).sort()) {
      if (!file.endsWith('.tsv')) continue;
      const language = file.slice(0, -4);
      messages[language] ??= {};
      for (const { cells } of readTsv(join(folder, file)).rows) messages[language][cells.key!] = cells.text!;
    }
  }
  return messages;
}

/** Kinds of documents that have a name. */
export const documentKinds = (messages: Messages): ReadonlySet<string> =>
  new Set(
    Object.keys(messages[FIRST_LANGUAGE] ?? {})
      .filter((key) => key.startsWith('document.'))
      .map((key) => key.slice('document.'.length)),
  );

/** Words in a language, or in the first where they are missing, with `{name}` filled in. */
export function say(
  messages: Messages,
  language: string,
  key: string,
  values: Record<string, string> = {},
): string {
  const own = Object.hasOwn(messages, language) ? messages[language] : undefined;
  const text = own?.[key] ?? messages[FIRST_LANGUAGE]?.[key] ?? key;
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : whole,
  );
}
