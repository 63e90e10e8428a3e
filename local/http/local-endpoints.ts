import type { ServerResponse } from 'node:http';
import type { Handler } from './loopback-server.ts';
import { sendJson, sendProblem } from './problem.ts';

const DEFAULT_IDLE_TIMEOUT_MS = 10_000;
const MAX_IDLE_TIMEOUT_MS = 600_000;

/** What tests can do with the running system through `/_local/*`. */
export interface LocalOperations {
  /** Resolves true once no event, stream record, message or invocation is left to handle, false after `timeoutMs`. */
  whenIdle(timeoutMs: number): Promise<boolean>;
  /** The messages in dead-letter queues. */
  deadLetters(): readonly unknown[];
  /** What is still being loaded into the running system, such as `sample data`; undefined once it is ready. */
  loading(): string | undefined;
  /** Empties every table and queue. */
  reset(): Promise<void>;
}

interface Endpoint {
  readonly method: 'GET' | 'POST';
  answer(query: URLSearchParams, response: ServerResponse): Promise<void> | void;
}

/** Serves `/_local/health`, `/_local/idle`, `/_local/dead-letters` and `/_local/reset`. */
export function localEndpoints(operations: LocalOperations): Handler {
  const endpoints = new Map<string, Endpoint>([
    ['/_local/health', { method: 'GET', answer: (_, response) => answerHealth(operations, response) }],
    ['/_local/idle', { method: 'GET', answer: (query, response) => answerIdle(operations, query, response) }],
    [
      '/_local/dead-letters',
      {
        method: 'GET',
        answer: (_, response) => sendJson(response, 200, { items: operations.deadLetters() }),
      },
    ],
    [
      '/_local/reset',
      {
        method: 'POST',
        async answer(_, response) {
          await operations.reset();
          response.writeHead(204).end();
        },
      },
    ],
  ]);
  return async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    if (path !== '/_local' && !path.startsWith('/_local/')) return false;
    request.resume();
    const endpoint = endpoints.get(path);
    if (endpoint === undefined) {
      sendProblem(response, 404, `${path} does not exist; available: ${[...endpoints.keys()].join(', ')}.`);
    } else if (request.method !== endpoint.method) {
      response.setHeader('Allow', endpoint.method);
      sendProblem(response, 405, `${path} supports ${endpoint.method} only.`);
    } else {
      await endpoint.answer(new URLSearchParams(query), response);
    }
    return true;
  };
}

/** 200 once all data is loaded, so that everybody who waits for it starts with the same data. */
function answerHealth(operations: LocalOperations, response: ServerResponse): void {
  const loading = operations.loading();
  if (loading === undefined) sendJson(response, 200, { status: 'ready' });
  else sendJson(response, 503, { status: 'loading', loading });
}

async function answerIdle(
  operations: LocalOperations,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const text = query.get('timeoutMs') ?? String(DEFAULT_IDLE_TIMEOUT_MS);
  const timeoutMs = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(timeoutMs <= MAX_IDLE_TIMEOUT_MS)) {
    sendProblem(
      response,
      400,
      `timeoutMs must be between 0 and ${MAX_IDLE_TIMEOUT_MS} milliseconds, not "${text}".`,
    );
  } else if (await operations.whenIdle(timeoutMs)) {
    sendJson(response, 200, { idle: true });
  } else {
    sendProblem(response, 504, `There was still work in progress after ${timeoutMs} ms.`);
  }
}
