import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

/** Keeps answers out of caches, and browsers from sniffing their content type. */
export function secureAnswers(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const secure = ({ response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>): void => {
    if (!response) return;
    response.headers = {
      'cache-control': 'no-store',
      // CloudFront adds it as well, but the API can be called directly.
      'x-content-type-options': 'nosniff',
      ...response.headers,
    };
  };
  return { after: secure, onError: secure };
}
