import type { GatewayResponseSpec } from '../../model.ts';
import type { GatewayVariable } from './gateway-variables.ts';
import type { OutgoingResponse } from './proxy-response.ts';

/** Why API Gateway answers instead of a function, with the type of its gateway response. */
const reasons = {
  badRequest: { type: 'BAD_REQUEST_PARAMETERS', statusCode: 400, message: 'Bad Request' },
  noRoute: {
    type: 'MISSING_AUTHENTICATION_TOKEN',
    statusCode: 403,
    message: 'Missing Authentication Token',
  },
  unauthorized: { type: 'UNAUTHORIZED', statusCode: 401, message: 'Unauthorized' },
  expiredToken: { type: 'EXPIRED_TOKEN', statusCode: 401, message: 'The incoming token has expired' },
  accessDenied: {
    type: 'ACCESS_DENIED',
    statusCode: 403,
    message: 'User is not authorized to access this resource',
  },
  tooLarge: { type: 'REQUEST_TOO_LARGE', statusCode: 413, message: 'Request Too Long' },
  functionFailed: { type: 'DEFAULT_5XX', statusCode: 502, message: 'Internal server error' },
  late: { type: 'INTEGRATION_TIMEOUT', statusCode: 504, message: 'Endpoint request timed out' },
} as const;

export type Reason = keyof typeof reasons;

/** The request that is answered. */
export interface AnsweredRequest {
  readonly requestId: string;
  /** As sent, with the stage, without the query. */
  readonly path: string;
}

const DEFAULT_TEMPLATE = {
  contentType: 'application/json',
  body: '{"message":$context.error.messageString}',
};

/**
 * A response from API Gateway itself: from the template's gateway response for its type, else from the one for all
 * 4XX or 5XX, else as AWS does.
 */
export function gatewayAnswer(
  reason: Reason,
  responses: readonly GatewayResponseSpec[],
  { requestId, path }: AnsweredRequest,
): OutgoingResponse {
  const { type, statusCode, message } = reasons[reason];
  const worded =
    responses.find((response) => response.type === type) ??
    responses.find((response) => response.type === (statusCode < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX'));
  const values: Readonly<Record<GatewayVariable, string>> = {
    'context.error.message': message,
    'context.error.messageString': JSON.stringify(message),
    'context.error.responseType': type,
    'context.extendedRequestId': requestId,
    // The one variable that the client controls: it must not break out of the string that contains it.
    'context.path': path.replaceAll(/["\\]/g, encodeURIComponent),
    'context.requestId': requestId,
  };
  const valueNamed = (name: string): string => values[name as GatewayVariable];
  const template = worded?.template ?? DEFAULT_TEMPLATE;
  const headers = (worded?.headers ?? []).map(([name, value]): [string, string] => [
    name,
    value.startsWith("'") ? value.slice(1, -1) : valueNamed(value),
  ]);
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    statusCode: worded?.statusCode ?? statusCode,
    headers: hasType ? headers : [['Content-Type', template.contentType], ...headers],
    body: template.body.replaceAll(/\$([\w.]*\w)/g, (_, name: string) => valueNamed(name)),
  };
}
