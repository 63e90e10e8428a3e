import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ApiSpec, RouteSpec } from '../../model.ts';
import type { ClaimTexts } from './claim-texts.ts';

/** An HTTP request as it arrived, its body read. */
export interface IncomingRequest {
  readonly method: string;
  /** The path as sent, with the stage, without the query. */
  readonly path: string;
  /** The query as sent, without the question mark. */
  readonly query: string;
  readonly httpVersion: string;
  /** Names and values in turn, as sent. */
  readonly rawHeaders: readonly string[];
  readonly body: string;
  readonly sourceIp: string;
}

export interface ProxyEventParts {
  readonly api: ApiSpec;
  readonly route: RouteSpec;
  readonly pathParameters: Record<string, string>;
  readonly request: IncomingRequest;
  /** Of the token that the request carries, if its route asks for one. */
  readonly claims?: ClaimTexts;
  readonly requestId: string;
  readonly time: Date;
}

/** Builds the event of a REST API's Lambda proxy integration (payload version 1); throws URIError on a bad query. */
export function proxyEvent({
  api,
  route,
  pathParameters,
  request,
  claims,
  requestId,
  time,
}: ProxyEventParts): APIGatewayProxyEvent {
  const headers = multiValueHeaders(request);
  const query = multiValueQuery(request.query);
  const host = lastOf(headers, 'host') ?? 'localhost';
  return {
    resource: route.path,
    path: pathBelowStage(api, request.path),
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: nullIfEmpty(lastValues(query)),
    multiValueQueryStringParameters: nullIfEmpty(query),
    pathParameters: nullIfEmpty(pathParameters),
    stageVariables: null,
    requestContext: {
      accountId: accountOf(route.functionArn),
      apiId: api.id,
      authorizer: claims ? { claims } : null,
      domainName: host,
      domainPrefix: api.id,
      extendedRequestId: requestId,
      httpMethod: request.method,
      identity: {
        ...ANONYMOUS,
        sourceIp: request.sourceIp,
        userAgent: lastOf(headers, 'user-agent') ?? null,
      },
      path: request.path,
      protocol: `HTTP/${request.httpVersion}`,
      requestId,
      requestTime: commonLogTime(time),
      requestTimeEpoch: time.getTime(),
      resourceId: route.logicalId,
      resourcePath: route.path,
      stage: api.stage,
    },
    body: request.body === '' ? null : request.body,
    isBase64Encoded: false,
  };
}

/** The path of a resource as it was sent, in which slashes at the beginning count as one. @param path with the stage. */
export const pathBelowStage = ({ stage }: Pick<ApiSpec, 'stage'>, path: string): string =>
  path.slice(stage.length + 1).replace(/^\/*/, '/');

const ANONYMOUS = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

type MultiValues = Record<string, string[]>;

function multiValueHeaders({ rawHeaders, sourceIp }: IncomingRequest): MultiValues {
  const headers = new Map<string, string[]>();
  const spelling = new Map<string, string>();
  const add = (name: string, value: string): void => {
    const key = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), key);
    headers.set(key, [...(headers.get(key) ?? []), value]);
  };
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    add(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  add('X-Forwarded-For', sourceIp);
  add('X-Forwarded-Proto', 'http');
  return Object.fromEntries(headers);
}

/** Decodes a query string: `+` is a space, a name without `=` has the empty value. */
function multiValueQuery(query: string): MultiValues {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const equals = pair.indexOf('=');
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    const key = decodeQuery(name);
    values.set(key, [...(values.get(key) ?? []), decodeQuery(value)]);
  }
  return Object.fromEntries(values);
}

function decodeQuery(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function lastValues(multi: MultiValues): Record<string, string> {
  return Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function lastOf(headers: MultiValues, name: string): string | undefined {
  return Object.entries(headers)
    .find(([key]) => key.toLowerCase() === name)?.[1]
    .at(-1);
}

function nullIfEmpty<T extends object>(values: T): T | null {
  return Object.keys(values).length === 0 ? null : values;
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

/** `22/Nov/2026:20:49:00 +0000`, as access logs write it. */
function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = time.toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}
