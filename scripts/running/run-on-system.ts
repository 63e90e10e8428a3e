import { type CommandOptions, runCommand } from '../terminal/run-command.ts';
import { explainAws } from './aws-access.ts';
import type { Place } from './place.ts';

/**
 * Runs a command on a system that runs somewhere: see {@link runCommand}.
 * @param readArguments of the command line; undefined if it asks for the usage.
 * @param options its `explain` is asked first. Default: only errors of AWS are explained.
 * @returns the exit code
 */
export async function runOnSystem<Arguments extends { readonly place: Place }>(
  usage: string,
  readArguments: (args: readonly string[]) => Arguments | undefined,
  run: (read: Arguments) => Promise<string | number>,
  { explain, ...options }: CommandOptions = {},
): Promise<number> {
  let place: Place | undefined;
  const command = async () => {
    const read = readArguments(process.argv.slice(2));
    place = read?.place;
    return read === undefined ? undefined : run(read);
  };
  return runCommand(usage, command, {
    ...options,
    explain: (error) => explain?.(error) ?? (place && explainAws(error, place)),
  });
}
