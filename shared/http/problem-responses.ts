import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { logger } from '../logging/logger.ts';
import { CORRELATION_HEADER, correlationIdOf } from './correlation.ts';
import { headerOf, setHeader } from './headers.ts';
import { problemAnswer } from './problem-answer.ts';

type Http = Request<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Context>;

/**
 * Gives every answer its correlation id, and turns whatever is thrown into problem+json. Writes one log
 * line per request.
 */
export function problemResponses(): MiddlewareObj<
  APIGatewayProxyEvent,
  APIGatewayProxyResult,
  Error,
  Context
> {
  let started = 0;

  const answer = (request: Http, response: APIGatewayProxyResult, correlationId: string): void => {
    request.response = {
      ...response,
      headers: {
        'cache-control': 'no-store',
        // Here as well as from CloudFront: the API can be called past it.
        'x-content-type-options': 'nosniff',
        ...response.headers,
        [CORRELATION_HEADER]: correlationId,
      },
    };
    logger.info('request', {
      method: request.event.httpMethod,
      path: request.event.path,
      status: response.statusCode,
      milliseconds: Date.now() - started,
    });
  };

  return {
    before: ({ event, context }) => {
      started = Date.now();
      const correlationId = correlationIdOf(event);
      setHeader(event, CORRELATION_HEADER, correlationId);
      logger.resetKeys();
      logger.addContext(context);
      // The access log knows the request by this id alone, whatever the caller's correlation id is.
      logger.appendKeys({ correlationId, requestId: event.requestContext.requestId });
    },
    after: (request) => {
      answer(request, request.response as APIGatewayProxyResult, correlationOf(request.event));
    },
    onError: (request) => {
      const correlationId = correlationOf(request.event);
      const { path } = request.event.requestContext;
      answer(request, problemAnswer(request.error, path, correlationId), correlationId);
    },
  };
}

const correlationOf = (event: APIGatewayProxyEvent): string => headerOf(event, CORRELATION_HEADER) ?? '';
