import type { ProblemDocument } from '../contracts/definition/problems.ts';
import { ApiProblem, ApiUnreachable } from './errors.ts';
import type { Code } from './problem-code.ts';
import { retryAfterMs } from './retry-after.ts';

/** The request that is named in errors. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly correlationId: string;
}

/**
 * Reads the body of an answer; undefined if there is none.
 * @throws ApiProblem for a problem document and for a bare 401 or 403; ApiUnreachable for any other unexpected answer.
 */
export async function readAnswer(response: Response, sent: SentRequest): Promise<unknown> {
  const { status, ok, headers } = response;
  if (status === 204) return undefined;
  const body = jsonIn(await response.text());
  if (ok && body !== undefined) return body;
  const known = { status, retryAfterMs: retryAfterMs(headers.get('retry-after'), new Date()) };
  const { type = '', title, detail, message, errors, correlationId } = fieldsOf(body);
  const reason = detail ?? message ?? title;
  const isProblemDocument = headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (isProblemDocument || status === 401 || status === 403) {
    throw new ApiProblem({
      ...known,
      code: isProblemDocument ? codeOf(type) : status === 401 ? 'not-signed-in' : 'access-denied',
      detail: reason ?? `status ${status}`,
      errors: errors ?? [],
      correlationId: correlationId ?? sent.correlationId,
    });
  }
  const suffix = reason === undefined ? '.' : `: ${reason}`;
  throw new ApiUnreachable(`${sent.method} ${sent.url} answered ${status}${suffix}`, known);
}

/** The fields of a problem, or the `message` that API Gateway and others answer with. */
type Refusal = Partial<ProblemDocument> & { readonly message?: string };

const fieldsOf = (body: unknown): Refusal => (typeof body === 'object' && body !== null ? body : {});

/** A code that is in no contract is kept as is: newer services may have more codes. */
const codeOf = (type: string): Code => type.slice(type.lastIndexOf(':') + 1) as Code;

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
