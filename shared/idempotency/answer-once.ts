import type { APIGatewayProxyResult } from 'aws-lambda';
import { type GuardedWrite, GuardFailed } from '../dynamodb/commit.ts';
import { Problem } from '../http/problem.ts';
import { invalid } from '../http/request.ts';
import {
  fingerprintOf,
  IDEMPOTENCY_GUARD,
  type IdempotencyTable,
  type RememberedAnswer,
} from './idempotency-table.ts';

const keyFormat = /^[\x21-\x7e]{1,255}$/;

/**
 * Answers a request with an idempotency key: as before when the key was used for the same request, by
 * `handle` otherwise. `handle` puts the writes of `remember` into its transaction, so that of two requests
 * at the same time only one is done. Refusals are not remembered: they may be tried again.
 * @throws Problem `idempotency-key-reused` when the key was used for another request.
 */
export async function answerOnce(
  table: IdempotencyTable,
  key: string,
  request: { method: string; path: string; body: unknown },
  now: string,
  handle: (remember: (answer: APIGatewayProxyResult) => GuardedWrite[]) => Promise<APIGatewayProxyResult>,
): Promise<APIGatewayProxyResult> {
  if (!keyFormat.test(key)) {
    throw invalid([{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }]);
  }
  const fingerprint = fingerprintOf(request);
  const earlier = await table.find(key, now);
  if (earlier !== undefined) return again(earlier, fingerprint);
  try {
    return await handle((answer) => [table.take(key, fingerprint, answer, now)]);
  } catch (error) {
    if (!(error instanceof GuardFailed && error.guards.includes(IDEMPOTENCY_GUARD))) throw error;
    const winner = await table.find(key, now);
    if (winner === undefined) throw error;
    return again(winner, fingerprint);
  }
}

const again = (earlier: RememberedAnswer, fingerprint: string): APIGatewayProxyResult => {
  if (earlier.fingerprint === fingerprint) return earlier.answer;
  throw new Problem('idempotency-key-reused', 'This Idempotency-Key was used for another request.');
};
