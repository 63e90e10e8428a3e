import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

/** Sent with every answer of the API. CloudFront adds its own, but the API can be called directly. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const;

/** An answer is no page: it loads nothing, and no page may embed it. */
const contentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Keeps answers out of caches and other pages, and browsers from sniffing their content type. */
export function secureAnswers(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const secure = ({ response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>): void => {
    if (!response) return;
    response.headers = {
      ...securityHeaders,
      'content-security-policy': contentSecurityPolicy,
      ...response.headers,
    };
  };
  return { after: secure, onError: secure };
}
