import { setTimeout as timer } from 'node:timers/promises';
import * as z from 'zod';
import { jsonText } from '../../shared/values/json-text.ts';
import { ApiProblem, ApiUnavailable } from './api-error.ts';
import { retryAfterMs } from './retry-after.ts';

const FIRST_PAUSE_MS = 200;
const TIMEOUT_MS = 30_000;
/** Refusals that another attempt may not meet. */
const TRANSIENT = new Set(['concurrent-change']);

const problemSchema = z.object({
  type: z.string().default(''),
  title: z.string().default(''),
  detail: z.string().default(''),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface HttpClientOptions {
  /** Aborted: no further attempts; requests under way end as they would. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How often a request is sent at most; the pauses between grow from 200 ms, and are never shorter than the answer's
   * `Retry-After`. Default: 6, within about 6 s of pauses where no answer asks for more.
   */
  readonly attempts?: number;
  /** Waits; rejects when the signal aborts. Default: a timer. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
}

interface Refusal {
  readonly error: Error;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number;
}

/**
 * Calls the API below `{baseUrl}/api`. Network failures, 429 and 5xx are tried again, which is safe: every
 * POST has an idempotency key.
 */
export class HttpClient {
  readonly #root: string;
  readonly #signal: AbortSignal | undefined;
  readonly #attempts: number;
  readonly #pause: NonNullable<HttpClientOptions['pause']>;

  /** @param baseUrl with or without a trailing `/api`. */
  constructor(baseUrl: string, { signal, attempts = 6, pause = pauseFor }: HttpClientOptions = {}) {
    this.#signal = signal;
    this.#attempts = attempts;
    this.#pause = pause;
    this.#root = `${baseUrl.replace(/\/+$/, '').replace(/\/api$/, '')}/api`;
  }

  /** @throws ApiProblem, ApiUnavailable */
  get(path: string): Promise<unknown> {
    return this.#send({ method: 'GET', path });
  }

  /** @throws ApiProblem, ApiUnavailable */
  post(path: string, body: unknown, idempotencyKey: string): Promise<unknown> {
    return this.#send({
      method: 'POST',
      path,
      headers: {
        'idempotency-key': idempotencyKey,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
  }

  /** All items of a list, page by page. @param path with its query, without `limit` and `cursor`. */
  async *everyItem(path: string): AsyncGenerator<unknown> {
    const page = z.object({ items: z.array(z.unknown()), nextCursor: z.string().optional() });
    const first = `${path}${path.includes('?') ? '&' : '?'}limit=100`;
    let cursor: string | undefined;
    do {
      const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { items, nextCursor } = page.parse(await this.get(first + after));
      yield* items;
      cursor = nextCursor;
    } while (cursor !== undefined);
  }

  async #send(request: Sent): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#try(request);
      if ('body' in answer) return answer.body;
      if (attempt === this.#attempts) throw answer.error;
      await this.#pause(Math.max(FIRST_PAUSE_MS * 2 ** (attempt - 1), answer.retryAfterMs), this.#signal);
    }
  }

  /** @returns a refusal when another attempt makes sense. */
  async #try({ method, path, body, headers = {} }: Sent): Promise<{ body: unknown } | Refusal> {
    try {
      const response = await fetch(this.#root + path, {
        method,
        headers,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(body === undefined ? {} : { body: jsonText(body) }),
      });
      const text = await response.text();
      if (response.ok) return { body: JSON.parse(text) };
      const problem = problemOf(response.status, text);
      const wait = retryAfterMs(response.headers.get('retry-after'), new Date());
      if (TRANSIENT.has(problem.code)) return { error: problem, retryAfterMs: wait };
      if (response.status !== 429 && response.status < 500) throw problem;
      const error = new ApiUnavailable(`${method} ${this.#root}${path} answered ${response.status}.`);
      return { error, retryAfterMs: wait };
    } catch (error) {
      if (error instanceof ApiProblem) throw error;
      const reason = `${this.#root} does not answer as the API would: ${causeOf(error)}.`;
      return { error: new ApiUnavailable(reason), retryAfterMs: 0 };
    }
  }
}

const pauseFor = (ms: number, signal?: AbortSignal): Promise<unknown> =>
  timer(ms, undefined, signal === undefined ? {} : { signal });

function problemOf(status: number, text: string): ApiProblem {
  const { type, title, detail, errors } = problemSchema.catch(problemSchema.parse({})).parse(json(text));
  const fields = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  return new ApiProblem(
    status,
    type.split(':').at(-1) ?? '',
    fields || detail || title || `status ${status}`,
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** fetch says only "fetch failed"; its cause says why. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError) return cause.errors.map(causeOf).join(', ');
  return cause instanceof Error ? causeOf(cause) : error.message;
}
