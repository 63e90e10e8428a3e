import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { MAX_CORRELATION_ID } from '../../contracts/definition/limits.ts';
import { logger } from '../logging/logger.ts';
import { newId } from '../values/ids.ts';
import { headerValues, setHeader } from './headers.ts';

const CORRELATION_HEADER = 'x-correlation-id';

const accepted = new RegExp(`^[\\w.:/+=@-]{1,${MAX_CORRELATION_ID}}$`);

/** Gives each request a correlation id, which its answer and its log lines repeat. */
export function correlate(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const answer = ({ event, response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>): void => {
    if (response) response.headers = { ...response.headers, [CORRELATION_HEADER]: correlationIdOf(event) };
  };
  return {
    before: ({ event, context }) => {
      const correlationId = correlationIdOf(event);
      // Keep a new id where later steps look for it.
      setHeader(event, CORRELATION_HEADER, correlationId);
      logger.resetKeys();
      logger.addContext(context);
      // The access log contains only this id, not the caller's correlation id.
      logger.appendKeys({ correlationId, requestId: event.requestContext.requestId });
    },
    after: answer,
    onError: answer,
  };
}

/**
 * The caller's correlation id if it is a single plain token of 1..128 characters; otherwise API Gateway's request id,
 * which is also in its access log. Callers can choose that as well, so a new id is made if it is not plain.
 */
export function correlationIdOf(
  event: Pick<APIGatewayProxyEvent, 'headers' | 'multiValueHeaders' | 'requestContext'>,
): string {
  const [sent = '', ...others] = new Set(headerValues(event, CORRELATION_HEADER));
  if (others.length === 0 && accepted.test(sent)) return sent;
  const { requestId = '' } = event.requestContext;
  return accepted.test(requestId) ? requestId : newId();
}
