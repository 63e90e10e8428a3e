import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

/** Keeps answers out of caches, and browsers from guessing what they are. */
export function secureAnswers(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const secure = ({ response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>): void => {
    if (!response) return;
    response.headers = {
      'cache-control': 'no-store',
      // Here as well as from CloudFront: the API can be called past it.
      'x-content-type-options': 'nosniff',
      ...response.headers,
    };
  };
  return { after: secure, onError: secure };
}
