import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { logger } from '../logging/logger.ts';
import { contentionProblem } from './contention-problem.ts';
import { CORRELATION_HEADER, correlationIdOf } from './correlation.ts';
import { headerOf, setHeader } from './headers.ts';
import { Problem } from './problem.ts';

type Http = Request<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Context>;

/**
 * Gives every answer its correlation id, turns a thrown {@link Problem} into problem+json, and anything else
 * into a 500 whose cause only the log tells. Writes one log line a request.
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
      const problem = problemOf(request.error);
      const response = {
        statusCode: problem.status,
        headers: { ...problem.headers, 'content-type': 'application/problem+json' },
        body: JSON.stringify(problem.toDocument(request.event.requestContext.path, correlationId)),
      };
      answer(request, response, correlationId);
    },
  };
}

const correlationOf = (event: APIGatewayProxyEvent): string => headerOf(event, CORRELATION_HEADER) ?? '';

const problemOf = (error: Error | null | undefined): Problem => {
  if (error instanceof Problem) return error;
  const contention = contentionProblem(error);
  if (contention !== undefined) {
    logger.warn('contention', { error });
    return contention;
  }
  logger.error('unexpected error', { error });
  return new Problem(
    'internal-error',
    'Something went wrong on our side; the correlation id finds it in the log.',
  );
};
