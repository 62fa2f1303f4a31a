import { ENGINE } from '@pugmark/screening/plain';
import { Command, CommanderError } from 'commander';
import { UsageError } from './usage-error.ts';

/** Runs one command line. Exit codes: 0 done, 1 wrong usage or unreadable input, 2 done but some rows were refused. */
export async function main(argv: string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no error.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (stream === process.stdout) process.exit(error.code === 'EPIPE' ? Number(process.exitCode ?? 0) : 1);
    });
  }
  try {
    await (await program(argv[2])).parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 1;
    else if (error instanceof Error && isForReader(error)) {
      console.error(error.message);
      process.exitCode = 1;
    } else throw error;
  }
}

/** Each command brings what it needs with it, so only the one that is called is loaded. */
const commands: Record<string, () => Promise<Command>> = {
  screen: async () => (await import('./commands/screen.ts')).screenCommand(),
  taxon: async () => (await import('./commands/taxon.ts')).taxonCommand(),
  policy: async () => (await import('./commands/policy.ts')).policyCommand(),
  law: async () => (await import('./commands/law.ts')).lawCommand(),
  knowledge: async () => (await import('./commands/knowledge.ts')).knowledgeCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  eval: async () => (await import('./commands/eval.ts')).evalCommand(),
};

/** The commands with their options, without running any: all of them, or the one that is called. */
async function program(called: string | undefined): Promise<Command> {
  const top = new Command('pugmark')
    .description('Reads marketplace listings in any language: what they offer, how CITES lists it, and why.')
    .version(ENGINE, '-V, --version', 'the version of the engine')
    .exitOverride()
    .showHelpAfterError('(see "pugmark --help")');
  const wanted = called !== undefined && Object.hasOwn(commands, called) ? [called] : Object.keys(commands);
  for (const name of wanted) top.addCommand(await commands[name]!());
  overrideAll(top);
  return top;
}

function overrideAll(command: Command): void {
  command.exitOverride();
  for (const sub of command.commands) overrideAll(sub);
}

function isForReader(error: Error): boolean {
  return (
    error instanceof UsageError ||
    ['UnreadableInput', 'ImportError'].includes(error.name) ||
    error.message.startsWith('Cannot ')
  );
}
