import type { ProblemDocument } from '../contracts/definition/problems.ts';
import { ApiProblem, ApiUnreachable } from './errors.ts';
import type { Code } from './problem-code.ts';
import { retryAfterMs } from './retry-after.ts';

/** A request, as errors name it. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly correlationId: string;
}

/**
 * The body of an answer; undefined for none.
 * @throws ApiProblem for a problem document, and for a bare 401 or 403; ApiUnreachable for whatever else is not the API's.
 */
export async function readAnswer(response: Response, asked: Asked): Promise<unknown> {
  const { status, ok, headers } = response;
  if (status === 204) return undefined;
  const body = jsonIn(await response.text());
  if (ok && body !== undefined) return body;
  const known = { status, retryAfterMs: retryAfterMs(headers.get('retry-after'), new Date()) };
  const { type = '', title, detail, message, errors, correlationId } = fieldsOf(body);
  const said = detail ?? message ?? title;
  const isProblemDocument = headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (isProblemDocument || status === 401 || status === 403) {
    throw new ApiProblem({
      ...known,
      code: isProblemDocument ? codeOf(type) : 'not-signed-in',
      detail: said ?? `status ${status}`,
      errors: errors ?? [],
      correlationId: correlationId ?? asked.correlationId,
    });
  }
  const words = said === undefined ? '.' : `: ${said}`;
  throw new ApiUnreachable(`${asked.method} ${asked.url} answered ${status}${words}`, known);
}

/** A problem, or the `message` that API Gateway and others answer with. */
type Refusal = Partial<ProblemDocument> & { readonly message?: string };

const fieldsOf = (body: unknown): Refusal => (typeof body === 'object' && body !== null ? body : {});

/** A code that is in no contract stays what it is: newer services may have more. */
const codeOf = (type: string): Code => type.slice(type.lastIndexOf(':') + 1) as Code;

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
