import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handler } from '../../http/loopback-server.ts';
import { readBody } from '../../http/read-body.ts';
import type { ApiSpec } from '../../model.ts';
import type { Invoke, InvokeResult } from '../invoke.ts';
import type { LocalService } from '../local-service.ts';
import type { RequestBacklog } from '../request-backlog.ts';
import type { VerifyToken } from '../verify-token.ts';
import { authorize } from './authorization.ts';
import { gatewayAnswer, type Reason } from './gateway-response.ts';
import { matchRoute, splitPath } from './match-route.ts';
import { type IncomingRequest, pathBelowStage, proxyEvent } from './proxy-event.ts';
import { type OutgoingResponse, proxyResponse } from './proxy-response.ts';
import { refusesHead } from './refuse-head.ts';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
const INTEGRATION_TIMEOUT_MS = 29_000;

export interface ApiGatewayOptions {
  readonly apis: readonly ApiSpec[];
  readonly invoke: Invoke;
  /** For routes with an authorizer. */
  readonly verifyToken: VerifyToken;
  /** Where the requests that wait are noted. */
  readonly backlog: RequestBacklog;
  /**
   * How long a function may take before the client gets 504; default 29 s, the quota of REST APIs. The time that a request
   * waits for a core of this machine does not count: on AWS it would hardly wait.
   */
  readonly integrationTimeoutMs?: number;
}

/** API Gateway, which answers requests whose path begins with a stage. */
export interface ApiGateway extends LocalService {
  readonly handler: Handler;
}

/** Serves REST APIs with Lambda proxy integrations, each below its stage: `/{stage}/...`. */
export function createApiGateway(options: ApiGatewayOptions): ApiGateway {
  return {
    name: 'API Gateway',
    apis: [],
    handler: gatewayHandler(options),
    async start() {},
    async reset() {},
    async close() {},
  };
}

function gatewayHandler(options: ApiGatewayOptions): Handler {
  const { apis } = options;
  const byStage = new Map(apis.map((api) => [api.stage, api]));
  return async (request, response) => {
    const [path, query] = splitUrl(request.url ?? '/');
    const api = byStage.get(path.split('/')[1] ?? '');
    if (api === undefined) return false;
    if (refusesHead(request, response)) return true;
    const requestId = randomUUID();
    const body = await readBody(request, BODY_LIMIT_BYTES);
    if (body === 'gone') return true;
    const answer =
      body === 'too-large'
        ? 'tooLarge'
        : await respond(api, incoming(request, path, query, body.toString('utf8')), requestId, options);
    send(
      response,
      typeof answer === 'string' ? gatewayAnswer(answer, api.gatewayResponses, { requestId, path }) : answer,
      requestId,
    );
    return true;
  };
}

async function respond(
  api: ApiSpec,
  request: IncomingRequest,
  requestId: string,
  { invoke, verifyToken, backlog, integrationTimeoutMs = INTEGRATION_TIMEOUT_MS }: ApiGatewayOptions,
): Promise<OutgoingResponse | Reason> {
  try {
    // Refused if it cannot be decoded; otherwise it goes on as it was sent.
    decodeURIComponent(request.path);
    const match = matchRoute(api.routes, request.method, splitPath(pathBelowStage(api, request.path)));
    if (match.kind !== 'route') return 'noRoute';
    const { route, pathParameters } = match;
    const { authorization } = route;
    const authorized =
      authorization && (await authorize(authorization, headerOf(request, authorization.header), verifyToken));
    if (typeof authorized === 'string') return authorized;
    const parts = { api, route, pathParameters, request, requestId, time: new Date() };
    const event = proxyEvent({ ...parts, ...authorized });
    const leave = backlog.enter();
    const result = within(integrationTimeoutMs, (begin) =>
      invoke(route.functionArn, event, () => {
        leave();
        begin();
      }),
    );
    return integrationResponse(await result.finally(leave));
  } catch (error) {
    if (error instanceof URIError) return 'badRequest';
    throw error;
  }
}

/** The value of the first header of a name. */
function headerOf({ rawHeaders }: IncomingRequest, name: string): string | undefined {
  const index = rawHeaders.findIndex((one, at) => at % 2 === 0 && one.toLowerCase() === name.toLowerCase());
  return index < 0 ? undefined : rawHeaders[index + 1];
}

function integrationResponse(result: InvokeResult | undefined): OutgoingResponse | Reason {
  if (result === undefined) return 'late';
  if (result.ok) return proxyResponse(result.payload) ?? 'functionFailed';
  return result.error.type === 'RequestTooLargeException' ? 'tooLarge' : 'functionFailed';
}

/** What `work` resolves with, or undefined `timeoutMs` after it has said that it begins. */
async function within<T>(timeoutMs: number, work: (begin: () => void) => Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  let timeout: NodeJS.Timeout | undefined;
  const begin = (): void => {
    timeout = setTimeout(() => late.resolve(undefined), timeoutMs);
  };
  try {
    return await Promise.race([work(begin), late.promise]);
  } finally {
    clearTimeout(timeout);
  }
}

function incoming(request: IncomingMessage, path: string, query: string, body: string): IncomingRequest {
  const { method = 'GET', httpVersion, rawHeaders, socket } = request;
  return {
    method,
    path,
    query,
    httpVersion,
    rawHeaders,
    body,
    sourceIp: socket.remoteAddress ?? '127.0.0.1',
  };
}

function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function send(response: ServerResponse, answer: OutgoingResponse, requestId: string): void {
  response.statusCode = answer.statusCode;
  response.setHeader('x-amzn-RequestId', requestId);
  // The response's own headers replace the server's.
  for (const [name] of answer.headers) response.removeHeader(name);
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.end(answer.body);
}
