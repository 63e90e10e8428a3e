import { GatewayResponse, type IRestApi, ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { securityHeaders } from '../../shared/http/secure-answers.ts';

interface GatewayProblem {
  readonly type: ResponseType;
  readonly status: number;
  /** The last part of the problem's `type`. */
  readonly code: string;
  readonly title: string;
  /** Default: API Gateway's message for 4xx, and where to look for 5xx. */
  readonly detail?: string;
  /** Static header values. */
  readonly headers?: Readonly<Record<string, string>>;
}

const invalidRequest = { status: 400, code: 'invalid-request', title: 'The request is not valid' };
/** The one header that RFC 9110 asks of every 401. */
const notSignedIn = {
  status: 401,
  code: 'not-signed-in',
  title: 'Not signed in',
  headers: { 'WWW-Authenticate': 'Bearer' },
};
const accessDenied = { status: 403, code: 'access-denied', title: 'Not allowed' };
const notFound = { status: 404, code: 'not-found', title: 'Not found' };
const tooManyRequests = { status: 429, code: 'too-many-requests', title: 'Too many requests' };
const internalError = { status: 500, code: 'internal-error', title: 'Internal Server Error' };

const INTERNAL = 'An internal error occurred. Search the logs for this correlation id.';

/** Every response type of API Gateway. Each has its own body, because the body states the status. */
const problems: readonly GatewayProblem[] = [
  { type: ResponseType.DEFAULT_4XX, ...invalidRequest },
  { type: ResponseType.BAD_REQUEST_BODY, ...invalidRequest },
  { type: ResponseType.BAD_REQUEST_PARAMETERS, ...invalidRequest },
  {
    type: ResponseType.UNAUTHORIZED,
    ...notSignedIn,
    detail: 'The request has no valid access token. Sign in, then send it again.',
  },
  {
    type: ResponseType.EXPIRED_TOKEN,
    ...notSignedIn,
    detail: 'The access token has expired. Renew it or sign in, then send the request again.',
  },
  // API Gateway also uses this type for paths and methods that do not exist. Only methods with IAM authorization can
  // lack such a token, and there are none.
  {
    type: ResponseType.MISSING_AUTHENTICATION_TOKEN,
    ...notFound,
    detail: 'There is no such path or method.',
  },
  { type: ResponseType.INVALID_SIGNATURE, ...notSignedIn },
  { type: ResponseType.INVALID_API_KEY, ...accessDenied },
  { type: ResponseType.ACCESS_DENIED, ...accessDenied },
  { type: ResponseType.WAF_FILTERED, ...accessDenied },
  { type: ResponseType.RESOURCE_NOT_FOUND, ...notFound },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    code: 'payload-too-large',
    title: 'The body is too large',
  },
  {
    type: ResponseType.UNSUPPORTED_MEDIA_TYPE,
    status: 415,
    code: 'unsupported-media-type',
    title: 'Unsupported content type',
  },
  { type: ResponseType.THROTTLED, ...tooManyRequests, headers: { 'Retry-After': '1' } },
  // Quotas are counted by the day, week or month.
  { type: ResponseType.QUOTA_EXCEEDED, ...tooManyRequests, headers: { 'Retry-After': '3600' } },
  { type: ResponseType.DEFAULT_5XX, ...internalError },
  { type: ResponseType.API_CONFIGURATION_ERROR, ...internalError },
  { type: ResponseType.AUTHORIZER_CONFIGURATION_ERROR, ...internalError },
  { type: ResponseType.AUTHORIZER_FAILURE, ...internalError },
  { type: ResponseType.INTEGRATION_FAILURE, status: 502, code: 'bad-gateway', title: 'Bad Gateway' },
  { type: ResponseType.INTEGRATION_TIMEOUT, status: 504, code: 'timeout', title: 'No answer in time' },
];

/** Makes all responses that API Gateway generates itself RFC 9457 problems, with the request id as correlation id. */
export class GatewayProblems extends Construct {
  constructor(scope: Construct, id: string, api: RestApi) {
    super(scope, id);
    for (const problem of problems) {
      const { type, status, headers = {} } = problem;
      const fixed = {
        'Content-Type': 'application/problem+json',
        // Not the content security policy of the functions: API Gateway encloses values in the quotes that it contains.
        ...securityHeaders,
        ...headers,
      };
      new GatewayResponse(this, type.responseType, {
        restApi: api as IRestApi,
        type,
        statusCode: String(status),
        responseHeaders: {
          ...Object.fromEntries(Object.entries(fixed).map(([name, value]) => [name, `'${value}'`])),
          'X-Correlation-Id': 'context.requestId',
        },
        // API Gateway looks up the template by this name, whatever the request accepts; the header above overrides it.
        templates: { 'application/json': bodyTemplate(problem) },
      });
    }
  }
}

/** API Gateway only replaces variables in it. `messageString` comes with its quotes. */
function bodyTemplate({ status, code, title, detail }: GatewayProblem): string {
  // For 4xx, the message says what is wrong with the request; for 5xx, it says little or nothing (`null`).
  const general = status < 500 ? '$context.error.messageString' : JSON.stringify(INTERNAL);
  const known = JSON.stringify({ type: `urn:multidomain:problem:${code}`, title, status }).slice(1, -1);
  return `{${known},"detail":${detail === undefined ? general : JSON.stringify(detail)},"instance":"$context.path","correlationId":"$context.requestId"}`;
}
