import type { Interruption } from './stop-on-signals.ts';
import { UsageError } from './usage-error.ts';

export interface CommandOptions {
  /**
   * What went wrong and what to do, for errors that are not bugs; undefined for any other. Default: the message of errors with a
   * name of their own, and of those of the file system.
   */
  readonly explain?: (error: unknown) => string | undefined;
  /** The exit code if something went wrong. Default 1; wrong usage is always 2. */
  readonly failureCode?: number;
  /** A request to stop that the command heeds; the same command continues later. Default: none. */
  readonly stop?: Interruption;
}

/**
 * Runs a command.
 * @param command returns the line to print, or its exit code if it has printed what there is, or nothing to have its usage
 * printed.
 * @returns the exit code
 */
export async function runCommand(
  usage: string,
  command: () => Promise<string | number | undefined>,
  { explain = ownMessage, failureCode = 1, stop }: CommandOptions = {},
): Promise<number> {
  try {
    const result = await command();
    if (typeof result === 'number') return result;
    process.stdout.write(result === undefined ? usage : `${result}\n`);
    return 0;
  } catch (error) {
    if (stop?.signal.aborted) return fail('Stopped. Run the same command again to continue.', stop.exitCode);
    if (error instanceof UsageError) return fail(`${error.message}\n\n${usage}`, 2);
    const explanation = explain(error);
    if (explanation === undefined) throw error;
    return fail(explanation, failureCode);
  }
}

/** Prints what went wrong. @returns the exit code */
export function fail(message: string, exitCode: number): number {
  process.stderr.write(message.endsWith('\n') ? message : `${message}\n`);
  return exitCode;
}

function ownMessage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const isNamed = error.name !== 'Error' || 'errno' in error || 'errcode' in error;
  return isNamed ? error.message : undefined;
}
