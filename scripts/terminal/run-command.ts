import { UsageError } from './usage-error.ts';

/**
 * Runs a command: prints the line it returns, or its usage if it returns none. Errors with a name of their own, and those
 * of the file system, have a message for users; any other error is a bug.
 * @returns the exit code
 */
export async function runCommand(usage: string, command: () => Promise<string | undefined>): Promise<number> {
  try {
    const line = await command();
    process.stdout.write(line === undefined ? usage : `${line}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\n\n${usage}`, 2);
    if (!(error instanceof Error) || (error.name === 'Error' && !('errno' in error || 'errcode' in error)))
      throw error;
    return fail(`${error.message}\n`, 1);
  }
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(message);
  return exitCode;
}
