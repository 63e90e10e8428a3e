import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { logger } from '../logging/logger.ts';
import { newId } from '../values/ids.ts';
import { headerValues, setHeader } from './headers.ts';

const CORRELATION_HEADER = 'x-correlation-id';

const accepted = /^[\w.:/+=@-]{1,128}$/;

/** Gives each request a correlation id, and its answer and its log lines the same. */
export function correlate(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const answer = ({ event, response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>): void => {
    if (response) response.headers = { ...response.headers, [CORRELATION_HEADER]: correlationIdOf(event) };
  };
  return {
    before: ({ event, context }) => {
      const correlationId = correlationIdOf(event);
      // A new id is made once: whoever asks later finds it here.
      setHeader(event, CORRELATION_HEADER, correlationId);
      logger.resetKeys();
      logger.addContext(context);
      // The access log knows the request by this id alone, whatever the caller's correlation id is.
      logger.appendKeys({ correlationId, requestId: event.requestContext.requestId });
    },
    after: answer,
    onError: answer,
  };
}

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
