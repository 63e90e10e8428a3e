import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Closers } from './closers.ts';
import { DiskRoom } from './data/disk-room.ts';
import { openSqliteStore } from './data/sqlite-store.ts';
import { noStore } from './data/store.ts';
import { awsEndpoint } from './endpoint/aws-endpoint.ts';
import { asAwsError } from './endpoint/aws-errors.ts';
import { localEndpoints } from './http/local-endpoints.ts';
import {
  type Handler,
  type LoopbackServer,
  type LoopbackServerOptions,
  openLoopbackServer,
} from './http/loopback-server.ts';
import type { KnownCredentials } from './iam/caller.ts';
import { type DeveloperCredentials, newDeveloperCredentials } from './iam/developer-credentials.ts';
import { giveBackAtRest } from './memory-at-rest.ts';
import type { SystemModel } from './model.ts';
import { Activity } from './services/activity.ts';
import { createApiGateway } from './services/api-gateway/api-gateway.ts';
import { createCognito, type RunningUserPool } from './services/cognito/cognito.ts';
import type { Person } from './services/cognito/people.ts';
import { deliverWith } from './services/deliver.ts';
import { createDynamoDb, type EngineHandler } from './services/dynamodb/dynamodb.ts';
import { createEventBridge } from './services/events/event-bus.ts';
import { createSchedules } from './services/events/schedules.ts';
import type { Invoke } from './services/invoke.ts';
import { functionCredentials } from './services/lambda/credentials.ts';
import { createFunctionLog } from './services/lambda/function-log.ts';
import { createLambda, type RunningEnvironment } from './services/lambda/lambda.ts';
import type { LocalService } from './services/local-service.ts';
import { RequestBacklog } from './services/request-backlog.ts';
import type { DeadLetter } from './services/sqs/queues.ts';
import { createSqs } from './services/sqs/sqs.ts';
import { loadSystem } from './template/load-system.ts';

const RESET_IDLE_MS = 5_000;

export interface RuntimeOptions {
  /** The CDK app's output folder. */
  readonly assemblyDir: string;
  /** Where to listen; 0 (default) picks a free port. The AWS endpoint uses the next port if it is free. */
  readonly port?: number;
  /** A server opened beforehand, in place of `port`; it is closed with the runtime. */
  readonly server?: LoopbackServer;
  /** Sent with every response of the servers opened here. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Returns what answers requests that neither the APIs nor `/_local` take, such as a web page. Default: nothing. */
  readonly handlers?: (userPools: readonly RunningUserPool[]) => readonly Handler[];
  /**
   * The folder that keeps the tables, queues and sign-ins; nothing else may use it. Default: none, so all data are gone
   * with the runtime.
   */
  readonly data?: string;
  /** Called with a line when the disk has become full, and when it has room again. Default: the console. */
  readonly onDiskChange?: (line: string) => void;
  /** Where the functions' log and their compiled code are kept; default `.local`. */
  readonly folder?: string;
  /** The people with whom every user pool begins. Default: nobody. */
  readonly people?: readonly Person[];
  /** Called with each step of the start. */
  readonly onProgress?: (step: string) => void;
  /** Called with a summary of each error that a function logs or fails with. Default: the console. */
  readonly onFunctionError?: (text: string) => void;
  /**
   * Called with the reason each time the engine behind the tables has exited and been restarted. Default: the
   * console.
   */
  readonly onEngineRestart?: (reason: string) => void;
  /** Called when the engine has exited and cannot be restarted. Default: the console. */
  readonly onEngineExit?: (error: Error) => void;
  /** Returns what is still being loaded into the running system, such as `sample data`. Default: nothing. */
  readonly loading?: () => string | undefined;
  /** The file to which the lines of all functions are added; default `functions.log` in `folder`. */
  readonly logFile?: string;
  /** Wraps DynamoDB, for tests: the engine alone never throttles and never reports a conflict. Default: no wrapper. */
  readonly beforeDynamoDb?: (dynamoDb: EngineHandler) => EngineHandler;
  /** Called with each execution environment that is started, for tests that end some of them. Default: nothing. */
  readonly onEnvironment?: (environment: RunningEnvironment) => void;
  /** The fault with which EventBridge answers at this time, for tests: `InternalException`. Default: none. */
  readonly busFault?: () => string | undefined;
}

/** The running system. */
export interface Runtime {
  /** `http://localhost:PORT`, with each API below `/{stage}`. */
  readonly url: string;
  /** The value of `AWS_ENDPOINT_URL` with which to reach the same tables, buses and queues. */
  readonly awsEndpoint: string;
  /** Credentials that may do anything at the AWS endpoint. */
  readonly awsCredentials: DeveloperCredentials;
  /** The template's user pools, each an OpenID Connect provider at the main address. */
  readonly userPools: readonly RunningUserPool[];
  /** Resolves true once nothing is left to handle, false after `timeoutMs`. */
  whenIdle(timeoutMs: number): Promise<boolean>;
  deadLetters(): readonly DeadLetter[];
  /** Empties every table and queue, after waiting at most 5 s for work in progress. */
  reset(): Promise<void>;
  /**
   * Runs the code that is now in these folders of functions; tables, queues and everything else stay as they are.
   * Invocations in progress end with the code that they began with.
   */
  renewFunctions(codePaths: readonly string[]): void;
  /** Answers the requests that have arrived, then stops everything that the runtime started. */
  close(): Promise<void>;
}

/** Runs a synthesized CDK app on this machine; throws if its template cannot run here or a port is taken. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const closers = new Closers();
  try {
    const server = options.server ?? (await openLoopbackServer(options.port ?? 0, headersOf(options)));
    closers.add(() => server.close());
    return await compose(options, server, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function compose(options: RuntimeOptions, server: LoopbackServer, closers: Closers): Promise<Runtime> {
  const { onProgress = () => {}, folder = '.local' } = options;
  onProgress('reading the template');
  const model = loadSystem(options.assemblyDir);
  const activity = new Activity();
  closers.add(giveBackAtRest({ activity }));
  const log = createFunctionLog(options.logFile ?? join(folder, 'functions.log'), {
    onError: options.onFunctionError ?? console.error,
  });
  closers.add(() => log.close());
  const { data } = options;
  const room = new DiskRoom({ folder: data ?? tmpdir(), onChange: options.onDiskChange ?? console.error });
  closers.add(() => room.close());
  const onFailure = (message: string): void => room.noteFailure(message);
  const store = data === undefined ? noStore : openSqliteStore({ path: join(data, 'state.db'), onFailure });
  closers.add(() => store.close());
  const closing = new AbortController();
  const endpointServer = await openEndpointServer(server.port, options);
  closers.add(() => endpointServer.close());
  const endpoint = `http://127.0.0.1:${endpointServer.port}`;

  // SQS calls Lambda's functions, and they may call SQS: one of the two has to be named ahead.
  const invoke: Invoke = (...call) => lambda.invoke(...call);
  const backlog = new RequestBacklog();
  const deliver = deliverWith(invoke, { room, backlog, closing: closing.signal });
  const sqs = createSqs({ ...model, activity, invoke: deliver, endpoint, store });
  const lambda = createLambda({
    ...model,
    ...{ endpoint, log, activity },
    compileCachePath: join(folder, 'compile-cache'),
    ...(options.onEnvironment && { onEnvironment: options.onEnvironment }),
  });
  const dynamoDb = createDynamoDb({
    ...model,
    ...{ invoke: deliver, activity, store, onFailure },
    folder: data,
    sendToQueue: sqs.send,
    onRestart: options.onEngineRestart ?? console.error,
    onUnexpectedExit: options.onEngineExit ?? console.error,
    ...(options.beforeDynamoDb && { before: options.beforeDynamoDb }),
  });
  const eventBridge = createEventBridge({
    ...model,
    deliver: (queueArn, event, why) => sqs.send(queueArn, JSON.stringify(event), why),
    ...(options.busFault && { fault: options.busFault }),
  });
  const cognito = createCognito({ ...model, url: server.url, people: options.people ?? [], store });
  const { userPools, verifyToken } = cognito;
  const apiGateway = createApiGateway({ ...model, invoke, verifyToken, backlog });
  const schedules = createSchedules({ ...model, invoke });
  const services: readonly LocalService[] = [
    ...[dynamoDb, eventBridge, cognito, lambda, sqs, apiGateway, schedules],
  ];

  const start = async (service: LocalService): Promise<void> => {
    onProgress(`starting ${service.name}`);
    closers.add(() => service.close());
    await service.start();
  };
  // What functions call is started before them and closed after them.
  // They do not need each other, and the engine behind the tables is another process.
  await allOf([dynamoDb, eventBridge, cognito].map(start));
  const awsCredentials = newDeveloperCredentials();
  const credentials = credentialsByKey(model, awsCredentials);
  endpointServer.serve([awsEndpoint({ ...model, apis: services.flatMap(({ apis }) => apis), credentials })]);
  closers.add(() => endpointServer.drain());
  for (const service of [lambda, sqs, apiGateway, schedules]) await start(service);
  for (const service of services) service.resume?.();
  closers.add(() => closing.abort());

  const operations = {
    whenIdle: (timeoutMs: number) => activity.whenIdle(timeoutMs),
    deadLetters: () => sqs.deadLetters(),
    async reset() {
      await activity.whenIdle(RESET_IDLE_MS);
      // Queues before tables: messages left in them must not reach the empty tables.
      for (const service of services.toReversed()) await service.reset();
      await store.saved();
    },
  };
  const handlers = [
    localEndpoints({ ...operations, loading: options.loading ?? (() => undefined) }),
    ...services.flatMap(({ handler }) => handler ?? []),
    ...(options.handlers?.(userPools) ?? []),
  ];
  const sharedPaths = services.flatMap((service) => service.sharedPaths ?? []);
  server.serve(handlers, sharedPaths);
  // Closed first: requests in progress still need everything else.
  closers.add(() => server.drain());
  const places = { url: server.url, awsEndpoint: endpoint, awsCredentials, userPools };
  const renewFunctions = (codePaths: readonly string[]) => lambda.renew(codePaths);
  return { ...operations, ...places, renewFunctions, close: () => closers.close() };
}

/** Waits for all, the failed ones too, so that nothing is closed while it is being started. */
async function allOf(starts: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(starts);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

/** The port after the main one is easy to remember, but nothing depends on it: any free port would do. */
async function openEndpointServer(mainPort: number, options: RuntimeOptions): Promise<LoopbackServer> {
  const settings = { ...headersOf(options), wording: asAwsError };
  const anyPort = options.server === undefined && (options.port ?? 0) === 0;
  const wanted = anyPort || mainPort === 65_535 ? 0 : mainPort + 1;
  try {
    return await openLoopbackServer(wanted, settings);
  } catch (error) {
    if (wanted === 0) throw error;
    return openLoopbackServer(0, settings);
  }
}

const headersOf = ({ headers }: RuntimeOptions): LoopbackServerOptions => (headers ? { headers } : {});

/** How the AWS endpoint knows its callers: what was given out to functions and to the developer. */
function credentialsByKey(
  { functions }: SystemModel,
  developer: DeveloperCredentials,
): Map<string, KnownCredentials> {
  return functionCredentials(functions).set(developer.accessKeyId, { ...developer, caller: 'developer' });
}
