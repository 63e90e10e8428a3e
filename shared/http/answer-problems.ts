import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { correlationIdOf } from './correlation.ts';
import { problemAnswer } from './problem-answer.ts';

/** Answers whatever is thrown as problem+json. */
export const answerProblems = (): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  onError: (request) => {
    const { event, error } = request;
    request.response = problemAnswer(error, event.requestContext.path, correlationIdOf(event));
  },
});
