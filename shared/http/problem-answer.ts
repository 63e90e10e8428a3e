import type { APIGatewayProxyResult } from 'aws-lambda';
import type { ProblemCode } from '../../contracts/definition/problems.ts';
import { logger } from '../logging/logger.ts';
import { contentionRefusal } from '../refusals/contention-refusal.ts';
import { Refusal } from '../refusals/refusal.ts';
import { HttpRefusal, type HttpRefusalCode } from './http-refusal.ts';
import { problemOf } from './problem.ts';

/**
 * The problem+json for a thrown error: refusals by their code, contention as a refusal, and anything else as a 500 whose
 * cause is only logged.
 * @param instance the path that was requested.
 */
export function problemAnswer(
  error: unknown,
  instance: string,
  correlationId: string,
): APIGatewayProxyResult {
  const refusal = refusalOf(error);
  const document = problemOf(refusal, instance, correlationId);
  const own = refusal instanceof HttpRefusal ? refusal.headers : {};
  return {
    statusCode: document.status,
    headers: { ...retryHeaders(refusal.code), ...own, 'content-type': 'application/problem+json' },
    body: JSON.stringify(document),
  };
}

/** When the client should retry, in seconds. */
const retryHeaders = (code: ProblemCode): Record<string, string> =>
  code === 'overloaded' ? { 'retry-after': '2' } : {};

function refusalOf(error: unknown): Refusal<ProblemCode> {
  if (isRefusal(error)) return error;
  const contention = contentionRefusal(error);
  if (contention !== undefined) {
    logger.warn('contention', { error: error as Error });
    return contention;
  }
  logger.error('unexpected error', { error: error as Error });
  return new Refusal(
    'internal-error',
    'An internal error occurred. Search the logs for this correlation id.',
  );
}

const isRefusal = (error: unknown): error is Refusal | Refusal<HttpRefusalCode> => error instanceof Refusal;
