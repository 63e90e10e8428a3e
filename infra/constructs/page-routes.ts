import { Function as EdgeFunction, FunctionCode, FunctionRuntime } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** Runs in CloudFront's JavaScript runtime, so it cannot import anything. */
const CODE = `function handler({ request }) {
  const name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) request.uri = '/index.html';
  return request;
}
`;

/**
 * Answers every path without a file name with `index.html`, since these are the page's routes. Custom error
 * responses of the distribution could do that too, but would replace the API's 403 and 404 by the page.
 */
export class PageRoutes extends EdgeFunction {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      comment: 'Answers the routes of the web page with its index.html.',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(CODE),
    });
  }
}
