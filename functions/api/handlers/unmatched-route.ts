import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { environment } from '../../../shared/config/environment.ts';
import { Problem } from '../../../shared/http/problem.ts';
import { problemResponses } from '../../../shared/http/problem-responses.ts';

const { ROUTES } = environment('ROUTES');
const methodsByPath: Record<string, readonly string[]> = JSON.parse(ROUTES);

/** Whatever no route matches: 405 on a path that has other methods, 404 elsewhere. */
export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
  .use(problemResponses())
  .handler(({ httpMethod, path, resource }) => {
    const methods = methodsByPath[resource];
    if (methods === undefined) throw new Problem('not-found', `There is nothing at ${path}.`);
    const allow = methods.join(', ');
    throw new Problem('method-not-allowed', `${httpMethod} is not allowed here, but ${allow} is.`, {
      headers: { allow },
    });
  });
