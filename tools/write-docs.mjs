#!/usr/bin/env node
// Writes the --help text of every command into docs/commands.md, between "```text help …" and "```".
// With --check it writes nothing and fails when the page is out of date.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const commandLine = fileURLToPath(new URL('../apps/cli/bin/pugmark.mjs', import.meta.url));
export const commandsPage = fileURLToPath(new URL('../docs/commands.md', import.meta.url));

/** Every command with its help, in the order of the help: `[['', …], ['screen', …], ['knowledge import', …]]`. */
export function helpTexts(command = '') {
  const words = command === '' ? [] : command.split(' ');
  const help = execFileSync(process.execPath, [commandLine, ...words, '--help'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, COLUMNS: '100' },
  }).trimEnd();
  const found = [[command, help]];
  for (const name of subcommands(help)) found.push(...helpTexts(`${command} ${name}`.trim()));
  return found;
}

function subcommands(help) {
  const lines = help.split('\n');
  const start = lines.indexOf('Commands:');
  if (start < 0) return [];
  const names = [];
  for (const line of lines.slice(start + 1)) {
    if (line !== '' && !line.startsWith(' ')) break;
    const name = line.match(/^ {2}([a-z][a-z-]*)/)?.[1];
    if (name && name !== 'help') names.push(name);
  }
  return names;
}

/** The page with every help text brought up to date; a command without a place gets one at the end. */
export function withHelp(page, texts) {
  let text = page;
  for (const [command, help] of texts) {
    const opening = `\`\`\`text help ${command}`.trimEnd();
    const lines = text.split('\n');
    const start = lines.indexOf(opening);
    if (start < 0) {
      const level = command.includes(' ') ? '###' : '##';
      text = `${text.trimEnd()}\n\n${level} ${`pugmark ${command}`.trimEnd()}\n\n${opening}\n${help}\n\`\`\`\n`;
      continue;
    }
    const end = lines.indexOf('```', start + 1);
    lines.splice(start + 1, end - start - 1, ...help.split('\n'));
    text = lines.join('\n');
  }
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page = readFileSync(commandsPage, 'utf8');
  const fresh = withHelp(page, helpTexts());
  if (fresh === page) console.error('docs/commands.md is up to date');
  else if (process.argv.includes('--check')) {
    console.error('docs/commands.md is out of date: run "node tools/write-docs.mjs"');
    process.exitCode = 1;
  } else {
    writeFileSync(commandsPage, fresh);
    console.error('docs/commands.md written');
  }
}
