import { join } from 'node:path';
import { Activity } from './activity.ts';
import {
  type AwsEndpoint,
  type AwsEndpointProps,
  type RawHandler,
  startAwsEndpoint,
} from './aws-endpoint.ts';
import { Closers } from './closers.ts';
import { localEndpoints } from './http/local-endpoints.ts';
import {
  type Handler,
  type LoopbackServer,
  type LoopbackServerOptions,
  openLoopbackServer,
} from './http/loopback-server.ts';
import { type DeveloperCredentials, newDeveloperCredentials } from './iam/developer-credentials.ts';
import { createApiGateway } from './services/api-gateway/api-gateway.ts';
import { startDynamoDb } from './services/dynamodb/dynamodb.ts';
import { createEventBridge } from './services/events/event-bus.ts';
import type { Invoke } from './services/invoke.ts';
import { functionCredentials } from './services/lambda/credentials.ts';
import { createFunctionLog } from './services/lambda/function-log.ts';
import { createLambda } from './services/lambda/lambda.ts';
import { QueueSource } from './services/sqs/queue-source.ts';
import { type DeadLetter, Queues } from './services/sqs/queues.ts';
import { loadSystem } from './template/load-system.ts';
import type { SystemModel } from './template/model.ts';

const RESET_IDLE_MS = 5_000;

export interface RuntimeOptions {
  /** The CDK app's output folder. */
  readonly assemblyDir: string;
  /** Where to listen; 0 (default) takes any free port. The AWS endpoint takes the next port if it is free. */
  readonly port?: number;
  /** A server opened beforehand, in place of `port`; it is closed with the runtime. */
  readonly server?: LoopbackServer;
  /** Sent with every response of the servers opened here. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answer what neither the APIs nor `/_local` take, such as a web page. Default: nothing does. */
  readonly handlers?: readonly Handler[];
  /** Where the functions' log and their compiled code are kept; default `.local`. */
  readonly folder?: string;
  /** Told of each step of the start. */
  readonly onProgress?: (step: string) => void;
  /** Told in short of errors that functions log or end with; default: the console. */
  readonly onFunctionError?: (text: string) => void;
  /** Told why the engine behind the tables ended, each time it was started again; default: the console. */
  readonly onEngineRestart?: (reason: string) => void;
  /** Told when the engine has ended and cannot be started again; default: the console. */
  readonly onEngineExit?: (error: Error) => void;
  /** Tells what is still loaded into the system once it runs, such as `sample data`; default: nothing. */
  readonly loading?: () => string | undefined;
  /** The file to which the lines of all functions are added; default `functions.log` in `folder`. */
  readonly logFile?: string;
  /** Wraps DynamoDB, for tests: the engine alone never throttles and never reports a conflict. Default: no wrapper. */
  readonly beforeDynamoDb?: (dynamoDb: RawHandler) => RawHandler;
}

/** The running system. */
export interface Runtime {
  /** `http://localhost:PORT`, with each API below `/{stage}`. */
  readonly url: string;
  /** What `AWS_ENDPOINT_URL` takes to reach the same tables and buses. */
  readonly awsEndpoint: string;
  /** What the AWS endpoint takes from whoever may do anything there. */
  readonly awsCredentials: DeveloperCredentials;
  /** Resolves true once nothing is left to handle, false after `timeoutMs`. */
  whenIdle(timeoutMs: number): Promise<boolean>;
  deadLetters(): readonly DeadLetter[];
  /** Empties every table and queue, after what is under way has had 5 s to end. */
  reset(): Promise<void>;
  /** Answers the requests that have arrived, then ends everything the runtime started. */
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
  const { onProgress = () => {}, onFunctionError = console.error, onEngineExit = console.error } = options;
  const { onEngineRestart = console.error, beforeDynamoDb = (dynamoDb) => dynamoDb } = options;
  const { folder = '.local', handlers = [] } = options;
  onProgress('reading the template');
  const model = loadSystem(options.assemblyDir);
  const activity = new Activity();
  const queues = new Queues({ ...model, activity });
  const log = createFunctionLog(options.logFile ?? join(folder, 'functions.log'), {
    onError: onFunctionError,
  });
  closers.add(() => log.close());

  // Functions call DynamoDB and DynamoDB's streams call functions: one of the two has to be named ahead.
  const invoke: Invoke = (functionArn, event) => lambda.invoke(functionArn, event);
  onProgress('starting DynamoDB');
  const dynamoDb = await startDynamoDb({
    ...model,
    invoke,
    activity,
    sendToQueue: (queueArn, body) => void queues.send(queueArn, body),
    onRestart: onEngineRestart,
    onUnexpectedExit: onEngineExit,
  });
  closers.add(() => dynamoDb.close());
  const eventBridge = createEventBridge({
    ...model,
    deliver: (queueArn, event, why) => void queues.send(queueArn, JSON.stringify(event), why),
  });
  onProgress('starting the AWS endpoint');
  const awsCredentials = newDeveloperCredentials();
  const endpoint = await startEndpointNear(server.port, options, {
    model,
    ...headersOf(options),
    credentials: functionCredentials(model.functions).set(awsCredentials.accessKeyId, {
      ...awsCredentials,
      caller: 'developer',
    }),
    services: {
      dynamodb: beforeDynamoDb(dynamoDb.handle),
      streams: dynamoDb.handle,
      events: eventBridge.handle,
    },
  });
  closers.add(() => endpoint.close());
  const compileCachePath = join(folder, 'compile-cache');
  const lambda = createLambda({ ...model, endpoint: endpoint.url, log, activity, compileCachePath });
  closers.add(() => lambda.close());
  closers.add(startQueueSources(model, queues, invoke));

  const operations = {
    whenIdle: (timeoutMs: number) => activity.whenIdle(timeoutMs),
    deadLetters: () => queues.deadLetters(),
    async reset() {
      await activity.whenIdle(RESET_IDLE_MS);
      queues.reset();
      await dynamoDb.reset();
    },
  };
  server.serve([
    localEndpoints({ ...operations, loading: options.loading ?? (() => undefined) }),
    createApiGateway({ ...model, invoke }),
    ...handlers,
  ]);
  // First of all: what is asked already still needs everything.
  closers.add(() => server.drain());
  void lambda.warm(inOrderOfNeed(model));
  const places = { url: server.url, awsEndpoint: endpoint.url, awsCredentials };
  return { ...operations, ...places, close: () => closers.close() };
}

const headersOf = ({ headers }: RuntimeOptions): LoopbackServerOptions => (headers ? { headers } : {});

/** The port after the main one is easy to remember, but nothing depends on it: any other will do. */
async function startEndpointNear(
  mainPort: number,
  { port, server }: RuntimeOptions,
  props: Omit<AwsEndpointProps, 'port'>,
): Promise<AwsEndpoint> {
  const anyPort = server === undefined && (port ?? 0) === 0;
  const wanted = anyPort || mainPort === 65_535 ? 0 : mainPort + 1;
  try {
    return await startAwsEndpoint({ ...props, port: wanted });
  } catch (error) {
    if (wanted === 0) throw error;
    return startAwsEndpoint({ ...props, port: 0 });
  }
}

function startQueueSources(model: SystemModel, queues: Queues, invoke: Invoke): () => void {
  const queueArns = new Set(model.queues.map(({ arn }) => arn));
  const sources = model.eventSources
    .filter(({ sourceArn }) => queueArns.has(sourceArn))
    .map((spec) => new QueueSource({ spec, queue: queues.queue(spec.sourceArn), invoke }));
  return () => {
    for (const source of sources) source.close();
  };
}

/** Functions behind the API first: somebody waits for these. */
function inOrderOfNeed({ apis, functions }: SystemModel): string[] {
  const routed = apis.flatMap((api) => api.routes.map(({ functionArn }) => functionArn));
  return [...new Set([...routed, ...functions.map(({ arn }) => arn)])];
}
