import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';

/** A request as API Gateway hands it to a Lambda, in the parts that handlers read. */
export interface ApiRequest {
  readonly method?: string;
  /** Without the stage. */
  readonly path?: string;
  /** The route, as it is declared; default the path. */
  readonly resource?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with its content type; a string is sent as it is. */
  readonly body?: unknown;
}

/** An API Gateway proxy event. */
export function anApiEvent(request: ApiRequest = {}): APIGatewayProxyEvent {
  const { method = 'GET', path = '/things', pathParameters, query = {}, headers = {}, body } = request;
  const { resource = path } = request;
  const values = Object.entries(query).map(([name, value]) => [name, [value].flat()] as [string, string[]]);
  const json = body === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' };
  const event = {
    httpMethod: method,
    path,
    resource,
    pathParameters: pathParameters ?? null,
    headers: { ...json, ...headers },
    queryStringParameters: Object.fromEntries(values.map(([name, all]) => [name, all.at(-1)])),
    multiValueQueryStringParameters: values.length === 0 ? null : Object.fromEntries(values),
    body: typeof body === 'string' || body === undefined ? (body ?? null) : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: { path: `/api${path}` },
  };
  return event as unknown as APIGatewayProxyEvent;
}

/** The context of an invocation. */
export const aContext = { functionName: 'a-function', awsRequestId: 'a-request' } as Context;

/** A Lambda behind the API. */
export type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** What a Lambda behind the API answered; `body` is parsed, `undefined` when it is empty. */
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
