import { availableParallelism } from 'node:os';
import type { FunctionSpec } from '../../model.ts';
import type { InvokeResult } from '../invoke.ts';
import { type EnvironmentOptions, ExecutionEnvironment } from './execution-environment.ts';
import { failed } from './invocation-failure.ts';

/** More than there are cores would only be started, warmed up and waited for. */
const MAX_ENVIRONMENTS = Math.max(2, availableParallelism());

export interface PoolOptions extends EnvironmentOptions {
  /** After how long without an invocation all environments but one are closed. */
  readonly idleMs: number;
}

interface Invocation {
  readonly event: string;
  readonly answer: (result: InvokeResult) => void;
}

/**
 * The execution environments of one function: as many as have work, at most four or the function's reserved
 * concurrency if that is fewer. Further invocations wait, first come first served.
 */
export class FunctionPool {
  readonly #spec: FunctionSpec;
  readonly #options: PoolOptions;
  readonly #limit: number;
  readonly #environments = new Set<ExecutionEnvironment>();
  readonly #idle: ExecutionEnvironment[] = [];
  /** Those with code that has changed since: they take no further invocation. */
  readonly #outdated = new WeakSet<ExecutionEnvironment>();
  readonly #waiting: Invocation[] = [];
  #starting: Promise<void> | undefined;
  #retirement: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(spec: FunctionSpec, options: PoolOptions) {
    this.#spec = spec;
    this.#options = options;
    this.#limit = Math.min(MAX_ENVIRONMENTS, spec.reservedConcurrency ?? MAX_ENVIRONMENTS);
  }

  /** Invokes the function with an event in JSON. */
  invoke(event: string): Promise<InvokeResult> {
    if (this.#closed) return Promise.resolve(this.#shuttingDown());
    if (this.#limit === 0) {
      const message = `${this.#spec.name} has a reserved concurrency of 0`;
      return Promise.resolve(failed({ type: 'TooManyRequestsException', message }));
    }
    return new Promise((answer) => {
      this.#waiting.push({ event, answer });
      this.#dispatch();
    });
  }

  /** Resolves once one environment has loaded the code, or has failed to. */
  async warm(): Promise<void> {
    const wanted = !this.#closed && this.#limit > 0 && this.#environments.size === 0;
    if (wanted) this.#start();
    await this.#starting;
  }

  /** Loads the code anew at the next invocation; those under way end with the code that they began with. */
  renew(): void {
    for (const environment of this.#environments) this.#outdated.add(environment);
    for (const environment of this.#idle.splice(0)) this.#discard(environment);
  }

  /** Ends every environment; running and waiting invocations fail. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retirement);
    for (const { answer } of this.#waiting.splice(0)) answer(this.#shuttingDown());
    await Promise.all([...this.#environments].map((environment) => environment.close()));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const environment = this.#idle.pop();
      if (environment === undefined) break;
      const invocation = this.#waiting.shift();
      if (invocation !== undefined) void this.#run(environment, invocation);
    }
    // One cold start at a time: on few cores, parallel ones only hold up each other and the running work.
    const wanted = this.#waiting.length > 0 && this.#environments.size < this.#limit;
    if (wanted && this.#starting === undefined) this.#start();
  }

  #start(): void {
    const environment = new ExecutionEnvironment(this.#spec, this.#options);
    this.#environments.add(environment);
    this.#starting = environment.initialized.then((failure) => {
      this.#starting = undefined;
      if (this.#outdated.has(environment)) {
        this.#discard(environment);
      } else if (failure === undefined) {
        this.#idle.push(environment);
      } else {
        this.#environments.delete(environment);
        this.#waiting.shift()?.answer(failed(failure));
      }
      this.#dispatch();
    });
  }

  async #run(environment: ExecutionEnvironment, { event, answer }: Invocation): Promise<void> {
    answer(await environment.invoke(event));
    if (environment.ended || this.#outdated.has(environment)) this.#discard(environment);
    else this.#idle.push(environment);
    if (this.#closed) return;
    this.#dispatch();
    this.#retireLater();
  }

  #retireLater(): void {
    if (this.#environments.size < 2) return;
    this.#retirement ??= setTimeout(() => this.#retire(), this.#options.idleMs).unref();
    this.#retirement.refresh();
  }

  #retire(): void {
    for (const environment of this.#idle.splice(1)) this.#discard(environment);
  }

  #discard(environment: ExecutionEnvironment): void {
    this.#environments.delete(environment);
    void environment.close();
  }

  #shuttingDown(): InvokeResult {
    return failed({ type: 'ServiceException', message: `${this.#spec.name} is shutting down` });
  }
}
