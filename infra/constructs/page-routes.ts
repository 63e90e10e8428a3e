import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Runs in CloudFront's own JavaScript, so it stands alone and imports nothing. */
const CODE = `function handler({ request }) {
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) request.uri = '/index.html';
  return request;
}
`;

/**
 * Answers every path that names no file with `index.html`, since those are the page's own routes. Error
 * responses of the distribution could do it too, but would answer the API's 403 and 404 with the page.
 */
export class PageRoutes extends EdgeFunction {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      comment: 'The routes of the web page are all in its index.html.',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(CODE),
    });
  }
}
