import { Command } from 'commander';
import { UsageError } from '../usage-error.ts';

/** `pugmark taxon NAME…`. */
export function taxonCommand(): Command {
  return new Command('taxon').argument('[name...]').action(() => {
    throw new UsageError('Cannot do this yet');
  });
}
