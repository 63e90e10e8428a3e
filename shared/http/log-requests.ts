import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { logger } from '../logging/logger.ts';

/** Writes one log line per request. */
export function logRequests(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  let started = 0;
  const log = ({ event, response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>): void =>
    logger.info('request', {
      method: event.httpMethod,
      path: event.path,
      status: response?.statusCode,
      milliseconds: Date.now() - started,
    });
  return {
    before: () => {
      started = Date.now();
    },
    after: log,
    onError: log,
  };
}
