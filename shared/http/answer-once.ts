import type { APIGatewayProxyResult } from 'aws-lambda';
import * as z from 'zod';
import {
  type IdempotencyTable,
  isTaken,
  type RememberedAnswer,
  type Remembering,
} from '../idempotency/idempotency-table.ts';
import { Refusal } from '../refusals/refusal.ts';
import { fingerprintOf, type RequestIdentity } from './fingerprint.ts';
import { invalid } from './request.ts';

/** An answer as it was remembered. */
const resultSchema = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

const keyFormat = /^[\x21-\x7e]{1,255}$/;

/**
 * The writes that make `answer` the answer to a request's idempotency key; they belong into the transaction that
 * does what the request asks. None when the request has no key.
 * @param about the id of the person whose data the answer holds, if any; the answer is erased with the person.
 */
export type Remember = (answer: APIGatewayProxyResult, about?: string) => Remembering;

/**
 * Answers a request with an idempotency key: as before when the key was used for the same request, by
 * `handle` otherwise. `handle` puts the writes of `remember` into its transaction, so that of two requests
 * at the same time only one is done: whatever succeeds has to write them. Refusals are not remembered: they may be tried again.
 * @throws Refusal `idempotency-key-reused` when the key was used for another request, `gone` when the answer was
 * erased with the person that it was about.
 */
export async function answerOnce(
  table: IdempotencyTable,
  key: string,
  request: RequestIdentity,
  now: string,
  handle: (remember: Remember) => Promise<APIGatewayProxyResult>,
): Promise<APIGatewayProxyResult> {
  if (!keyFormat.test(key)) {
    throw invalid([{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }]);
  }
  const fingerprint = fingerprintOf(request);
  try {
    return await handle((answer, about) => table.take(key, fingerprint, answer, now, about));
  } catch (error) {
    // Nearly always it is the first time: whether it was answered before is read only when it cannot be done.
    const earlier = mayBeRepeated(error) ? await table.find(key, now) : undefined;
    if (earlier === undefined) throw error;
    return again(earlier, fingerprint);
  }
}

/** Whether a repeated request fails like this: its key is taken, or what it asks for is not possible any more. */
const mayBeRepeated = (error: unknown): boolean => error instanceof Refusal || isTaken(error);

const again = (earlier: RememberedAnswer | 'erased', fingerprint: string): APIGatewayProxyResult => {
  if (earlier === 'erased') {
    throw new Refusal('gone', 'What this Idempotency-Key was used for has been removed.');
  }
  if (earlier.fingerprint === fingerprint) return resultSchema.parse(earlier.answer);
  throw new Refusal('idempotency-key-reused', 'This Idempotency-Key was used for another request.');
};
