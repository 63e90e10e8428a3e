import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { environment } from '../../../shared/config/environment.ts';
import { answerProblems } from '../../../shared/http/answer-problems.ts';
import { correlate } from '../../../shared/http/correlation.ts';
import { HttpRefusal } from '../../../shared/http/http-refusal.ts';
import { logRequests } from '../../../shared/http/log-requests.ts';
import { secureAnswers } from '../../../shared/http/secure-answers.ts';
import { Refusal } from '../../../shared/refusals/refusal.ts';

const { ROUTES } = environment('ROUTES');
const methodsByPath: Record<string, readonly string[]> = JSON.parse(ROUTES);

/** Requests that match no route: 405 if the path has other methods, 404 otherwise. */
export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
  .use(correlate())
  .use(logRequests())
  .use(secureAnswers())
  .use(answerProblems())
  .handler(({ path, resource }) => {
    const methods = methodsByPath[resource];
    if (methods === undefined) throw new Refusal('not-found', `There is nothing at ${path}.`);
    const allow = methods.toSorted().join(', ');
    throw new HttpRefusal('method-not-allowed', `Allowed methods: ${allow}.`, { allow });
  });
