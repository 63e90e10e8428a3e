import { resolve } from 'node:path';
import type { FunctionSpec } from '../../model.ts';
import { Activity } from '../activity.ts';
import type { Invoke } from '../invoke.ts';
import type { LocalService } from '../local-service.ts';
import { lambdaApi, REQUEST_LIMIT_BYTES } from './api.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionLog } from './function-log.ts';
import { FunctionPool } from './function-pool.ts';
import { handleInvocations } from './handle-invocations.ts';
import { failed } from './invocation-failure.ts';

const IDLE_MS = 30_000;

export interface LambdaOptions {
  readonly functions: readonly FunctionSpec[];
  /** URL of the local AWS endpoint; every function gets it as AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly log: FunctionLog;
  /** Counts every invocation while it runs or waits. */
  readonly activity?: Activity;
  /** Where compiled bundles are kept from one start to the next; default `.local/compile-cache`. */
  readonly compileCachePath?: string;
  /** After how long without an invocation an execution environment ends, in milliseconds; default 30 s. */
  readonly idleMs?: number;
  /** Called with each execution environment that is started, for tests that end some of them. Default: nothing. */
  readonly onEnvironment?: (environment: RunningEnvironment) => void;
}

/** An execution environment, for tests that end some of them. */
export type RunningEnvironment = Pick<ExecutionEnvironment, 'functionName' | 'ended' | 'crash'>;

/** Lambda. Whatever runs in this process calls `invoke`; functions and programs call it at the AWS endpoint. */
export interface Lambda extends LocalService {
  readonly invoke: Invoke;
  /** Loads the code in these folders anew when it is next invoked; invocations under way end with the old code. */
  renew(codePaths: readonly string[]): void;
}

/**
 * Runs functions in worker threads, each with its own environment and credentials. They are started when a function is
 * invoked, and end when it has been idle for a while.
 */
export function createLambda({ functions, log, activity, ...settings }: LambdaOptions): Lambda {
  const { endpoint, idleMs = IDLE_MS, compileCachePath = '.local/compile-cache', onEnvironment } = settings;
  const options = {
    ...{ endpoint, log, idleMs },
    compileCachePath: resolve(compileCachePath),
    ...(onEnvironment && { onStart: onEnvironment }),
  };
  const running = activity ?? new Activity();
  const pools = new Map(functions.map((spec) => [spec.arn, new FunctionPool(spec, options)]));
  const lambda: Lambda = {
    name: 'Lambda',
    apis: [
      {
        ...lambdaApi,
        handle: handleInvocations(
          (...call) => lambda.invoke(...call),
          (one) => pools.has(one),
        ),
      },
    ],
    async start() {},
    async reset() {},
    async invoke(functionArn, event, onBegin) {
      const pool = pools.get(functionArn);
      if (pool === undefined) {
        return failed({ type: 'ResourceNotFoundException', message: `Function not found: ${functionArn}` });
      }
      const payload = JSON.stringify(event) ?? 'null';
      const size = Buffer.byteLength(payload);
      if (size > REQUEST_LIMIT_BYTES) {
        const message = `${size} byte payload is too large; the limit is ${REQUEST_LIMIT_BYTES} bytes`;
        return failed({ type: 'RequestTooLargeException', message });
      }
      return running.during(() => pool.invoke(payload, onBegin));
    },
    renew(codePaths) {
      const renewed = functions.filter(({ codePath }) => codePaths.includes(codePath));
      for (const { arn } of renewed) pools.get(arn)?.renew();
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
  return lambda;
}
