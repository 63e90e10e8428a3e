import { availableParallelism } from 'node:os';
import type { FunctionSpec } from '../../model.ts';
import type { InvokeResult } from '../invoke.ts';
import { type EnvironmentOptions, ExecutionEnvironment } from './execution-environment.ts';
import { failed } from './invocation-failure.ts';

/** More than there are cores would only be started, warmed up and waited for. */
const MAX_ENVIRONMENTS = Math.max(2, availableParallelism());
/**
 * How long invocations wait for a busy environment until another is started, in milliseconds. A start takes about as
 * long, and each environment has to warm up: most of a function's time is spent in code that is not yet optimized.
 */
const PATIENCE_MS = 150;

export interface PoolOptions extends EnvironmentOptions {
  /** After how long without an invocation an environment is closed. */
  readonly idleMs: number;
  /** Called with each environment that is started. */
  readonly onStart?: (environment: ExecutionEnvironment) => void;
}

/** An environment without an invocation. */
interface Idle {
  readonly environment: ExecutionEnvironment;
  /** Closes it. */
  readonly expiry: NodeJS.Timeout;
}

interface Invocation {
  readonly event: string;
  readonly onBegin: (() => void) | undefined;
  readonly answer: (result: InvokeResult) => void;
}

/**
 * The execution environments of one function: one, and more if invocations have to wait for it, at most one for each core or the function's reserved
 * concurrency if that is fewer. Further invocations wait, first come first served. Each environment ends once it has
 * been idle for a while, as on AWS: a function that nobody uses takes no memory and no thread.
 */
export class FunctionPool {
  readonly #spec: FunctionSpec;
  readonly #options: PoolOptions;
  readonly #limit: number;
  readonly #environments = new Set<ExecutionEnvironment>();
  /** The one used last comes last, and is used next, so that those that are too many grow old. */
  readonly #idle: Idle[] = [];
  /** Those with code that has changed since: they take no further invocation. */
  readonly #outdated = new WeakSet<ExecutionEnvironment>();
  readonly #waiting: Invocation[] = [];
  #isStarting = false;
  /** Runs while invocations wait for a busy environment. */
  #patience: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(spec: FunctionSpec, options: PoolOptions) {
    this.#spec = spec;
    this.#options = options;
    this.#limit = Math.min(MAX_ENVIRONMENTS, spec.reservedConcurrency ?? MAX_ENVIRONMENTS);
  }

  /** Invokes the function with an event in JSON; `onBegin` is called when an environment has taken it. */
  invoke(event: string, onBegin?: () => void): Promise<InvokeResult> {
    if (this.#closed) return Promise.resolve(this.#shuttingDown());
    if (this.#limit === 0) {
      const message = `${this.#spec.name} has a reserved concurrency of 0`;
      return Promise.resolve(failed({ type: 'TooManyRequestsException', message }));
    }
    return new Promise((answer) => {
      this.#waiting.push({ event, onBegin, answer });
      this.#dispatch();
    });
  }

  /** Loads the code anew at the next invocation; those under way end with the code that they began with. */
  renew(): void {
    for (const environment of this.#environments) this.#outdated.add(environment);
    for (const { environment, expiry } of this.#idle.splice(0)) {
      clearTimeout(expiry);
      this.#discard(environment);
    }
  }

  /** Ends every environment; running and waiting invocations fail. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#patience);
    for (const { expiry } of this.#idle.splice(0)) clearTimeout(expiry);
    for (const { answer } of this.#waiting.splice(0)) answer(this.#shuttingDown());
    await Promise.all([...this.#environments].map((environment) => environment.close()));
  }

  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const environment = this.#takeIdle();
      if (environment === undefined) break;
      const invocation = this.#waiting.shift();
      if (invocation !== undefined) void this.#run(environment, invocation);
    }
    if (this.#waiting.length === 0) {
      clearTimeout(this.#patience);
      this.#patience = undefined;
    } else if (this.#environments.size === 0) {
      this.#start();
    } else {
      this.#patience ??= setTimeout(() => this.#startAnother(), PATIENCE_MS);
    }
  }

  /** One cold start at a time: on few cores, parallel ones only hold up each other and the running work. */
  #startAnother(): void {
    this.#patience = undefined;
    if (!this.#isStarting && this.#environments.size < this.#limit) this.#start();
  }

  #start(): void {
    const environment = new ExecutionEnvironment(this.#spec, this.#options);
    this.#environments.add(environment);
    this.#isStarting = true;
    this.#options.onStart?.(environment);
    void environment.initialized.then((failure) => {
      this.#isStarting = false;
      if (this.#outdated.has(environment)) {
        this.#discard(environment);
      } else if (failure === undefined) {
        this.#rest(environment);
      } else {
        this.#environments.delete(environment);
        this.#waiting.shift()?.answer(failed(failure));
      }
      this.#dispatch();
    });
  }

  async #run(environment: ExecutionEnvironment, { event, onBegin, answer }: Invocation): Promise<void> {
    onBegin?.();
    answer(await environment.invoke(event));
    if (environment.ended || this.#outdated.has(environment)) this.#discard(environment);
    else this.#rest(environment);
    if (!this.#closed) this.#dispatch();
  }

  #rest(environment: ExecutionEnvironment): void {
    const expiry = setTimeout(() => this.#expire(environment), this.#options.idleMs).unref();
    this.#idle.push({ environment, expiry });
  }

  #expire(expired: ExecutionEnvironment): void {
    this.#idle.splice(
      this.#idle.findIndex(({ environment }) => environment === expired),
      1,
    );
    this.#discard(expired);
  }

  /** The idle environment used last. Those that have crashed while they were idle are dropped. */
  #takeIdle(): ExecutionEnvironment | undefined {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      clearTimeout(idle.expiry);
      if (!idle.environment.ended) return idle.environment;
      this.#discard(idle.environment);
    }
    return undefined;
  }

  #discard(environment: ExecutionEnvironment): void {
    this.#environments.delete(environment);
    void environment.close();
  }

  #shuttingDown(): InvokeResult {
    return failed({ type: 'ServiceException', message: `${this.#spec.name} is shutting down` });
  }
}
