import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionSpec } from '../../../model.ts';
import { Activity } from '../../activity.ts';
import type { InvokeResult } from '../../invoke.ts';
import type { FunctionLog } from '../function-log.ts';
import { createLambda, type Lambda, type RunningEnvironment } from '../lambda.ts';

export interface RunningFunction {
  readonly spec: FunctionSpec;
  readonly lambda: Lambda;
  readonly invoke: (event: unknown) => Promise<InvokeResult>;
}

/** Lambda for tests: runs functions from source text and keeps their log. */
export class TestLambda {
  /** The functions' output, each line prefixed with its function's name. */
  readonly lines: string[] = [];
  /** Every execution environment that was started. */
  readonly environments: RunningEnvironment[] = [];
  readonly activity = new Activity();
  readonly endpoint = 'http://127.0.0.1:4999';
  readonly #log: FunctionLog = { write: (name, line) => void this.lines.push(`${name} ${line}`) };
  readonly #folder = mkdtemp(join(tmpdir(), 'lambda-'));
  readonly #lambdas: Lambda[] = [];
  #count = 0;

  /** Starts Lambda with one function whose code is `source`, an ES module in `file`. */
  async start(
    source: string,
    { file = 'index.mjs', idleMs, ...changes }: StartChanges = {},
  ): Promise<RunningFunction> {
    const folder = await this.#folder;
    this.#count += 1;
    const codePath = join(folder, `code-${this.#count}`);
    await mkdir(codePath);
    await writeFile(join(codePath, file), source);
    const spec = { ...aFunction(codePath), ...changes };
    const lambda = createLambda({
      functions: [spec],
      endpoint: this.endpoint,
      log: this.#log,
      activity: this.activity,
      compileCachePath: join(folder, 'compile-cache'),
      onEnvironment: (environment) => void this.environments.push(environment),
      ...(idleMs === undefined ? {} : { idleMs }),
    });
    this.#lambdas.push(lambda);
    return { spec, lambda, invoke: (event) => lambda.invoke(spec.arn, event) };
  }

  /** Stops every function and forgets what they did. */
  async stop(): Promise<void> {
    await Promise.all(this.#lambdas.splice(0).map((lambda) => lambda.close()));
    this.lines.length = 0;
    this.environments.length = 0;
  }

  /** Removes the code of all functions. */
  async remove(): Promise<void> {
    await rm(await this.#folder, { recursive: true });
  }
}

type StartChanges = Partial<FunctionSpec> & { readonly file?: string; readonly idleMs?: number };

function aFunction(codePath: string): FunctionSpec {
  const name = 'orders-api';
  return {
    logicalId: 'OrdersApi',
    name,
    arn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
    codePath,
    handler: 'index.handler',
    timeoutSeconds: 5,
    memoryMb: 128,
    environment: {},
    roleArn: `arn:aws:iam::000000000000:role/${name}`,
  };
}
