import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { answerFault, CHECK_ANSWERS } from '../../contracts/definition/answer-fault.ts';
import type { RouteContract } from '../../contracts/definition/define-route.ts';
import { isRepeated } from './answer-once.ts';
import { correlationIdOf } from './correlation.ts';
import { problemAnswer } from './problem-answer.ts';

type Answering = Request<APIGatewayProxyEvent, APIGatewayProxyResult>;

/**
 * Checks every answer against the contract of its route if the environment variable {@link CHECK_ANSWERS} is set, as in
 * tests and on the embedded runtime. Otherwise does nothing. A remembered answer was checked when it was first given.
 * @throws Error describing the mismatch; it is logged and answered with 500.
 */
export function checkAnswers(
  route: RouteContract,
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  if (process.env[CHECK_ANSWERS] === undefined) return { after: () => undefined };
  const faultOf = ({ response }: Answering): Error | undefined => {
    const { statusCode: status = 0, body = '' } = response ?? {};
    const fault = answerFault(route, { status, body: body === '' ? undefined : JSON.parse(body) });
    return fault === undefined
      ? undefined
      : new Error(`${fault}\nEither the handler or the contract is wrong.`);
  };
  return {
    after: (request) => {
      if (request.response != null && isRepeated(request.response)) return;
      const fault = faultOf(request);
      if (fault !== undefined) throw fault;
    },
    onError: (request) => {
      const fault = faultOf(request);
      const { path } = request.event.requestContext;
      if (fault !== undefined) request.response = problemAnswer(fault, path, correlationIdOf(request.event));
    },
  };
}
