import type { APIGatewayProxyEvent } from 'aws-lambda';
import { newId } from '../values/ids.ts';
import { headerValues } from './headers.ts';

export const CORRELATION_HEADER = 'x-correlation-id';

const accepted = /^[\w.:/+=@-]{1,128}$/;

/**
 * The caller's correlation id when it is one plain token of 1..128 characters. Otherwise the id by which API Gateway
 * knows the request in its access log and its own answers; a caller can choose that too, so a new one when it is not plain.
 */
export function correlationIdOf(
  event: Pick<APIGatewayProxyEvent, 'headers' | 'multiValueHeaders' | 'requestContext'>,
): string {
  const [sent = '', ...others] = new Set(headerValues(event, CORRELATION_HEADER));
  if (others.length === 0 && accepted.test(sent)) return sent;
  const { requestId = '' } = event.requestContext;
  return accepted.test(requestId) ? requestId : newId();
}
