import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendProblem } from '../../http/problem.ts';

/** API Gateway's quota for the request line and the values of all headers together. */
const HEAD_LIMIT_BYTES = 10_240;
/** CloudFront's quota, in front of an API. */
const URL_LIMIT_BYTES = 8192;

/**
 * Refuses a request whose URL or headers are too long for AWS, before anything else and not in the words of the API.
 * @returns whether it was refused.
 */
export function refusesHead(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = '', url = '', httpVersion, rawHeaders } = request;
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  const head = [`${method} ${url} HTTP/${httpVersion}`, ...values].join('').length;
  if (url.length > URL_LIMIT_BYTES) {
    const detail = `A URL has at most ${URL_LIMIT_BYTES} bytes after the host; this one has ${url.length}.`;
    sendProblem(response, 414, detail);
  } else if (head > HEAD_LIMIT_BYTES) {
    const detail = `The request line and the values of all headers have at most ${HEAD_LIMIT_BYTES} bytes together; these have ${head}.`;
    sendProblem(response, 431, detail);
  } else return false;
  // The rest is read and discarded, so that the client can read the response.
  request.resume();
  return true;
}
