import type { APIGatewayProxyResult } from 'aws-lambda';
import * as z from 'zod';
import { idempotencyKeyFormat, MAX_IDEMPOTENCY_KEY } from '../../contracts/definition/limits.ts';
import {
  type IdempotencyTable,
  isTaken,
  type RememberedAnswer,
  type Remembering,
} from '../idempotency/idempotency-table.ts';
import { Refusal } from '../refusals/refusal.ts';
import { lazy } from '../values/lazy.ts';
import { fingerprintOf, type RequestIdentity } from './fingerprint.ts';
import { invalid } from './request.ts';

/** A remembered answer. */
const resultSchema = /* @__PURE__ */ lazy(() =>
  z.object({
    statusCode: z.int(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
);

/** The remembered answers that were given again. */
const repeated = new WeakSet<APIGatewayProxyResult>();

/** Whether this is a remembered answer: it follows the contract of the version that gave it first, up to a day ago. */
export const isRepeated = (answer: APIGatewayProxyResult): boolean => repeated.has(answer);

/**
 * The writes that remember `answer` for the request's idempotency key. Put them into the transaction that carries out
 * the request. There are none if the request has no key.
 * @param about the id of the person whose data the answer contains, if any; the answer is erased with the person.
 */
export type Remember = (answer: APIGatewayProxyResult, about?: string) => Remembering;

/**
 * Answers a request with an idempotency key: with the remembered answer if the key was used for the same request, by
 * `handle` otherwise. `handle` must put the writes of `remember` into its transaction, so that only one of several
 * concurrent requests succeeds. Refusals are not remembered, so the request may be repeated after one.
 * @throws Refusal `idempotency-key-reused` if the key was used for another request, `gone` if the answer was erased
 * with the person it was about.
 */
export async function answerOnce(
  table: IdempotencyTable,
  key: string,
  request: RequestIdentity,
  now: string,
  handle: (remember: Remember) => Promise<APIGatewayProxyResult>,
): Promise<APIGatewayProxyResult> {
  if (!idempotencyKeyFormat.test(key)) {
    const message = `must be 1 to ${MAX_IDEMPOTENCY_KEY} visible ASCII characters`;
    throw invalid([{ path: 'Idempotency-Key', message }]);
  }
  const fingerprint = fingerprintOf(request);
  try {
    return await handle((answer, about) => table.take(key, fingerprint, answer, now, about));
  } catch (error) {
    // Nearly all requests are first ones, so an earlier answer is read only after a failure.
    const earlier = mayBeRepeated(error) ? await table.find(key, now) : undefined;
    if (earlier === undefined) throw error;
    return again(earlier, fingerprint);
  }
}

/** Whether a repeated request can fail like this: its key is taken, or its precondition no longer holds. */
const mayBeRepeated = (error: unknown): boolean => error instanceof Refusal || isTaken(error);

const again = (earlier: RememberedAnswer | 'erased', fingerprint: string): APIGatewayProxyResult => {
  if (earlier === 'erased') {
    throw new Refusal('gone', 'The answer to this Idempotency-Key has been erased.');
  }
  const answer = resultSchema().parse(earlier.answer);
  repeated.add(answer);
  if (earlier.fingerprint === fingerprint) return answer;
  throw new Refusal('idempotency-key-reused', 'This Idempotency-Key was used for another request.');
};
