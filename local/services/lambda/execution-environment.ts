import { randomUUID } from 'node:crypto';
import { url as debuggerUrl } from 'node:inspector';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FunctionSpec } from '../../model.ts';
import type { InvokeResult } from '../invoke.ts';
import { environmentVariables, functionContext } from './environment-variables.ts';
import type { FunctionLog } from './function-log.ts';
import { crashed, exited, type Failure, failed, initTimedOut, timedOut } from './invocation-failure.ts';

const BOOTSTRAP = new URL('./bootstrap.mjs', import.meta.url);
const INIT_SECONDS = 10;
const RESPONSE_LIMIT_BYTES = 6 * 1024 * 1024;
/**
 * A function keeps little from one invocation to the next. With V8's default of 48 MB, its garbage is collected so late
 * that each environment takes twice the memory under load, and it is not faster.
 */
const YOUNG_GENERATION_MB = 4;

export interface EnvironmentOptions {
  readonly endpoint: string;
  readonly log: FunctionLog;
  readonly compileCachePath: string;
}

type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly error: Failure }
  | { readonly kind: 'answered'; readonly payload: string }
  | { readonly kind: 'failed'; readonly error: Failure };

/**
 * One worker thread with a function's code loaded; it runs one invocation at a time. Once it has ended (crash,
 * timeout, `close`) it cannot be used again.
 */
export class ExecutionEnvironment {
  readonly #spec: FunctionSpec;
  readonly #log: FunctionLog;
  readonly #worker: Worker;
  readonly #initialized = Promise.withResolvers<Failure | undefined>();
  #requestId = '';
  #settle: ((result: InvokeResult) => void) | undefined;
  #ended = false;

  constructor(spec: FunctionSpec, { endpoint, log, compileCachePath }: EnvironmentOptions) {
    this.#spec = spec;
    this.#log = log;
    this.#worker = new Worker(BOOTSTRAP, {
      name: spec.name,
      env: environmentVariables(spec, endpoint),
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: spec.memoryMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
      stdout: true,
      stderr: true,
      workerData: {
        codePath: spec.codePath,
        compileCachePath,
        context: functionContext(spec),
        handler: spec.handler,
      },
    });
    for (const input of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input }).on('line', (line) => log.write(spec.name, line));
    }
    this.#worker.on('message', (message: Message) => this.#receive(message));
    this.#worker.on('error', (error) => this.#end(crashed(error, spec.memoryMb)));
    this.#worker.on('exit', (code) => this.#end(exited(code)));
    this.#limitInit();
  }

  /** Resolves with undefined once the code is loaded, or with why it could not be. */
  get initialized(): Promise<Failure | undefined> {
    return this.#initialized.promise;
  }

  get functionName(): string {
    return this.#spec.name;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Runs one invocation with an event in JSON; it needs an initialized environment that is not busy. */
  async invoke(event: string): Promise<InvokeResult> {
    const timeoutSeconds = withDebugger(this.#spec.timeoutSeconds);
    const answer = Promise.withResolvers<InvokeResult>();
    this.#requestId = randomUUID();
    this.#settle = answer.resolve;
    const timeout = setTimeout(() => this.#end(timedOut(timeoutSeconds)), timeoutSeconds * 1000);
    const deadline = Date.now() + timeoutSeconds * 1000;
    this.#worker.postMessage({ requestId: this.#requestId, event, deadline });
    try {
      return await answer.promise;
    } finally {
      clearTimeout(timeout);
      this.#settle = undefined;
    }
  }

  /** Ends the worker as if its code had called `process.exit(1)`. */
  crash(): void {
    this.#end(exited(1));
  }

  /** Ends the worker; an invocation still running fails. */
  async close(): Promise<void> {
    this.#ended = true;
    const failure = { type: 'ServiceException', message: `${this.#spec.name} is shutting down` };
    this.#initialized.resolve(failure);
    this.#settle?.(failed(failure));
    await this.#worker.terminate();
  }

  #limitInit(): void {
    const seconds = withDebugger(INIT_SECONDS + this.#spec.timeoutSeconds);
    const timeout = setTimeout(() => this.#end(initTimedOut(seconds)), seconds * 1000);
    void this.#initialized.promise.then(() => clearTimeout(timeout));
  }

  #receive(message: Message): void {
    if (message.kind === 'ready') this.#initialized.resolve(undefined);
    else if (message.kind === 'unusable') this.#end(message.error);
    else if (message.kind === 'answered') this.#answer(message.payload);
    else this.#fail(message.error);
  }

  #answer(payload: string): void {
    if (Buffer.byteLength(payload) <= RESPONSE_LIMIT_BYTES) {
      this.#settle?.({ ok: true, payload: JSON.parse(payload) });
      return;
    }
    const message = `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT_BYTES} bytes).`;
    this.#fail({ type: 'Function.ResponseSizeTooLarge', message });
  }

  #fail(failure: Failure): void {
    this.#report(failure);
    this.#settle?.(failed(failure));
  }

  #end(failure: Failure): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#initialized.resolve(failure);
    this.#fail(failure);
    void this.#worker.terminate();
  }

  #report({ type, message, stack }: Failure): void {
    const requestId = this.#requestId;
    const record = { level: 'ERROR', requestId, errorType: type, errorMessage: message, stack };
    this.#log.write(this.#spec.name, JSON.stringify(record));
  }
}

/** Whoever looks at a breakpoint takes their time: with a debugger, nothing ends within an hour. */
const withDebugger = (seconds: number): number => (debuggerUrl() === undefined ? seconds : 3600);
