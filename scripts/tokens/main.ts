import { UsageError } from '../terminal/usage-error.ts';
import { readArguments, USAGE } from './arguments.ts';
import { configurationOf, readSignIn } from './page-configuration.ts';
import { SignInError } from './sign-in-error.ts';
import { tokenFor } from './token-for.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const request = readArguments(args);
    if (request === undefined) {
      process.stdout.write(USAGE);
      return 0;
    }
    const token = await tokenFor(request);
    if (token === undefined) return explainNone(request.url);
    process.stdout.write(`${token}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\n\n${USAGE}`, 2);
    if (error instanceof SignInError) return fail(error.message, 1);
    throw error;
  }
}

/** Says why there is no token; a system with open access needs none. */
async function explainNone(url: string): Promise<number> {
  if ((await readSignIn(url)) === 'open') return fail(`No token is needed: anyone may use ${url}.`, 0);
  return fail(
    `${configurationOf(url)} does not say how to sign in. Use the address of the web page, not that of the API alone.`,
    1,
  );
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
