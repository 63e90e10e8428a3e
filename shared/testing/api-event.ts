import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { Role } from '../../contracts/definition/roles.ts';

/** The default request id. */
export const REQUEST_ID = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

/** The verified claims of an access token, as the gateway passes them. @param sub the id of who is signed in. */
export const claimsOf = (sub: string, role: Role) => ({ sub, token_use: 'access', 'cognito:groups': role });

/** The claims of an editor. */
export const anEditor = claimsOf('019b0000-0000-7000-8000-00000000ed17', 'editor');

/** The parts of an API Gateway request that handlers read. */
export interface ApiRequest {
  readonly method?: string;
  /** Without the stage. */
  readonly path?: string;
  /** The route as declared; default: the path. */
  readonly resource?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** What the gateway says about the caller; default: {@link anEditor}. Null: it says nothing. */
  readonly claims?: Readonly<Record<string, unknown>> | null;
  /** API Gateway's request id; default {@link REQUEST_ID}. */
  readonly requestId?: string;
  /** A list is sent as several lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent as JSON with its content type; strings are sent unchanged, bytes in base64. */
  readonly body?: unknown;
}

/** An API Gateway proxy event. */
export function anApiEvent(request: ApiRequest = {}): APIGatewayProxyEvent {
  const { method = 'GET', path = '/things', pathParameters, query = {}, headers = {}, body } = request;
  const { resource = path, requestId = REQUEST_ID, claims = anEditor } = request;
  const values = Object.entries(query).map(([name, value]) => [name, [value].flat()] as [string, string[]]);
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const json = body === undefined || hasType ? {} : { 'content-type': 'application/json' };
  const lines = Object.entries({ ...json, ...headers }).map(
    ([name, value]) => [name, [value].flat()] as [string, string[]],
  );
  const event = {
    httpMethod: method,
    path,
    resource,
    pathParameters: pathParameters ?? null,
    headers: Object.fromEntries(lines.map(([name, all]) => [name, all.at(-1)])),
    multiValueHeaders: Object.fromEntries(lines),
    queryStringParameters: Object.fromEntries(values.map(([name, all]) => [name, all.at(-1)])),
    multiValueQueryStringParameters: values.length === 0 ? null : Object.fromEntries(values),
    body: textOf(body),
    isBase64Encoded: Buffer.isBuffer(body),
    requestContext: { path: `/api${path}`, requestId, authorizer: claims && { claims } },
  };
  return event as unknown as APIGatewayProxyEvent;
}

const textOf = (body: unknown): string | null => {
  if (Buffer.isBuffer(body)) return body.toString('base64');
  return typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body);
};

/** The context of an invocation. */
export const aContext = { functionName: 'a-function', awsRequestId: 'a-request' } as Context;

/** A Lambda behind the API. */
export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** The answer of a Lambda behind the API; `body` is parsed, `undefined` if empty. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes.
  readonly body: any;
}

/** Sends a request to a Lambda behind the API. */
export async function ask(handler: unknown, request: ApiRequest): Promise<ApiAnswer> {
  const answer = await (handler as ApiHandler)(anApiEvent(request), aContext);
  return {
    status: answer.statusCode,
    headers: answer.headers ?? {},
    body: answer.body === '' ? undefined : JSON.parse(answer.body),
  };
}
