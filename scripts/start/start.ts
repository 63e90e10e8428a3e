import { join } from 'node:path';
import { environment } from '../../local/aws/arn.ts';
import { type DataFolder, openDataFolder } from '../../local/data/data-folder.ts';
import { type LoopbackServer, openLoopbackServer } from '../../local/http/loopback-server.ts';
import type { DeveloperCredentials } from '../../local/iam/developer-credentials.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { noteRunning } from '../running/running-system.ts';
import { servePage } from './page/serve-page.ts';
import type { WebPage } from './page/web-page.ts';
import { people } from './people.ts';
import { type Progress, seconds } from './progress.ts';
import { PROJECT_FOLDER } from './project-folder.ts';

/** Fills the running system through its API; `onProgress` is called with the text to show. */
export type LoadDemo = (options: {
  readonly baseUrl: string;
  readonly onProgress: (text: string) => void;
  /** Stops loading when aborted. */
  readonly signal: AbortSignal;
}) => Promise<unknown>;

/** Keeps a running system up to date with its sources. */
export interface Development {
  /** Where the page is served from its sources. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a {@link Development}; `report` prints a line. */
export type Develop = (runtime: Runtime, report: (line: string) => void) => Promise<Development>;

export interface StartOptions {
  readonly port: number;
  readonly progress: Progress;
  /** Stops the system when aborted, at any point. */
  readonly signal: AbortSignal;
  /** Called when the system is ready. */
  readonly onReady: () => void;
  readonly assembly: {
    /** The folder of the CDK app's output if the app need not run; undefined if it has to. */
    find(): string | undefined;
    /** Runs the CDK app, and returns the folder of its output. */
    make(signal: AbortSignal): Promise<string>;
  };
  readonly webPage: WebPage;
  readonly loadDemo?: LoadDemo;
  /** The folder that keeps everything; demo data are only loaded into a new one. Default: nothing is kept. */
  readonly data?: string;
  /** Default: none, so changes need a restart. */
  readonly develop?: Develop;
}

/** What is loaded into a new system. */
const DEMO = 'demo data';

/**
 * Builds and runs the system until `signal` is aborted; resolves when everything has stopped.
 * @throws FolderInUseError, DataFolderError
 */
export async function start(options: StartOptions): Promise<void> {
  const { data, loadDemo, port } = options;
  const started = performance.now();
  // Opened first, so that a port or a folder in use is reported before the slow steps.
  const server = await openLoopbackServer(port, { headers: servePage.headers });
  try {
    const folder = data === undefined ? undefined : openDataFolder(data, loadDemo && DEMO);
    try {
      await runOn(server, folder, started, options);
    } finally {
      folder?.close();
    }
  } finally {
    await server.close();
  }
}

async function runOn(
  server: LoopbackServer,
  folder: DataFolder | undefined,
  started: number,
  { progress, signal, onReady, assembly, webPage, develop, ...options }: StartOptions,
): Promise<void> {
  if (await webPage.needsBuild()) {
    await progress.during('Building the web page', () => webPage.build(signal));
  }
  const unchanged = assembly.find();
  if (unchanged !== undefined) progress.line('✓ Reusing the synthesized CDK app: nothing in it has changed');
  const assemblyDir =
    unchanged ?? (await progress.during('Synthesizing the CDK app', () => assembly.make(signal)));
  const loadDemo = folder === undefined || folder.loading === DEMO ? options.loadDemo : undefined;
  let loading = loadDemo && DEMO;
  const engine = Promise.withResolvers<never>();
  // It may reject before it is awaited.
  engine.promise.catch(() => {});
  const runtime = await progress.during('Starting the services', (onProgress) =>
    startRuntime({
      assemblyDir,
      server,
      folder: join(PROJECT_FOLDER, '.local'),
      ...servePage,
      people,
      ...(folder && { data: folder.files }),
      loading: () => loading,
      onProgress,
      onFunctionError: progress.line,
      onDiskChange: progress.line,
      onEngineRestart: (reason) =>
        progress.line(`The DynamoDB engine exited ${reason}\nIt has been restarted with all of its data.`),
      onEngineExit: engine.reject,
    }),
  );
  let development: Development | undefined;
  const forget = noteRunning(server.port, {
    ...runtime,
    userPoolIds: runtime.userPools.map(({ id }) => id),
    ...(folder && { data: folder.path }),
  });
  try {
    const stopped = Promise.race([aborted(signal), engine.promise]);
    if (develop) {
      const begin = () => develop(runtime, progress.line);
      development = await progress.during('Serving the page from its sources', begin);
    }
    if (loadDemo) {
      const load = (onProgress: (text: string) => void) =>
        loadDemo({ baseUrl: runtime.url, onProgress, signal });
      await progress.during('Loading demo data', (detail) => Promise.race([load(detail), stopped]));
    }
    if (signal.aborted) return;
    loading = undefined;
    folder?.loaded();
    onReady();
    if (runtime.userPools.length > 0) progress.line(peopleLine());
    progress.line(credentialsLine(runtime.awsCredentials));
    progress.line(readyLine(seconds(started), runtime, development?.url));
    await stopped;
    progress.line('Stopping once requests in progress are answered (press Ctrl-C again to stop at once)');
  } finally {
    forget();
    await development?.close();
    await runtime.close();
  }
}

function readyLine(time: string, { url, awsEndpoint }: Runtime, pageUrl = url): string {
  const addresses = [
    `UI ${pageUrl}`,
    `API ${url}/api`,
    `AWS endpoint ${awsEndpoint}`,
    'logs .local/functions.log',
  ];
  return `Ready in ${time}: ${addresses.join('  ')}  (Ctrl-C to stop)`;
}

/** Names the people whom the login page offers. */
const peopleLine = (): string =>
  `Sign in as ${people.map(({ name, groups }) => `${name} (${groups.join(', ')})`).join(' or ')}; no password is needed`;

/** Can be pasted in front of a command: `AWS_ACCESS_KEY_ID=… aws --endpoint-url …`. */
function credentialsLine({ accessKeyId, secretAccessKey }: DeveloperCredentials): string {
  const settings = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: environment.region,
  };
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return `AWS credentials: ${words.join(' ')}`;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
