import { PortInUseError } from '../../local/http/guarded-server.ts';
import { stopOnSignals } from '../terminal/stop-on-signals.ts';
import { type Arguments, type Authorization, readArguments, USAGE } from './arguments.ts';
import type { WebPage } from './page/web-page.ts';
import { createProgress } from './progress.ts';
import { type Develop, type LoadDemo, start } from './start.ts';

/** The settings of the CDK app that the command line sets. */
export type Context = Readonly<{ authorization?: Authorization }>;

export interface Command {
  /** The CDK app's output; the context is added to that of `cdk.json`. */
  readonly assembly: {
    /** Its folder if the CDK app need not run; undefined if it has to. */
    find(context: Context): string | undefined;
    /** Runs the CDK app, and returns the folder. */
    make(context: Context, signal: AbortSignal): Promise<string>;
  };
  readonly webPage: WebPage;
  /** Default: none, so the tables start empty. */
  readonly loadDemo?: LoadDemo;
  /** Default: none, so changes need a restart. */
  readonly develop?: Develop;
}

/** Runs `npm start` until a signal ends it; resolves with the exit code. */
export async function runCommand(args: readonly string[], command: Command): Promise<number> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 24)
    return fail(`Node ${process.versions.node} is too old. Run npm start, which uses Node 24.`, 1);
  const options = readArguments(args);
  if (options.kind === 'invalid') return fail(`${options.message}\n\n${USAGE}`, 2);
  if (options.kind === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  // As in Lambda. Worker threads share the time zone of the process.
  process.env['TZ'] = 'UTC';
  return run(options, command);
}

async function run(
  { port, demo, authorization, data }: Extract<Arguments, { kind: 'start' }>,
  { loadDemo, assembly, ...command }: Command,
): Promise<number> {
  const interruption = stopOnSignals();
  const context = authorization ? { authorization } : {};
  let ready = false;
  try {
    await start({
      port,
      progress: createProgress(process.stdout),
      signal: interruption.signal,
      onReady: () => {
        ready = true;
      },
      assembly: { find: () => assembly.find(context), make: (signal) => assembly.make(context, signal) },
      ...(demo && loadDemo && { loadDemo }),
      ...(data !== undefined && { data }),
      ...command,
    });
    return ready ? 0 : interruption.exitCode;
  } catch (error) {
    if (interruption.signal.aborted) return interruption.exitCode;
    if (error instanceof PortInUseError) {
      return fail(`${error.message} Choose another one: npm start -- --port ${otherPort(error.port)}`, 1);
    }
    return fail(error instanceof Error ? describe(error) : String(error), 1);
  }
}

function otherPort(port: number): number {
  return port + 100 > 65_535 ? port - 100 : port + 100;
}

/** Errors with a name of their own have a message for users. Any other error is a bug, so its stack is shown. */
function describe(error: Error): string {
  const cause = error.cause instanceof Error ? `\n${error.cause.message}` : '';
  return error.name === 'Error' ? `${error.stack}${cause}` : `${error.message}${cause}`;
}

function fail(message: string, exitCode: number): number {
  process.stderr.write(`${message}\n`);
  return exitCode;
}
