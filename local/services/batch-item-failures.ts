import { z } from 'zod';

const batchResponse = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

/**
 * The identifiers a function reports as failed: none for a missing or empty answer, also `""` and `[]`; undefined when the answer
 * is malformed, which AWS treats as a failure of the whole batch.
 */
export function batchItemFailures(payload: unknown): readonly string[] | undefined {
  const isEmpty = payload === '' || (Array.isArray(payload) && payload.length === 0);
  const response = batchResponse.safeParse(isEmpty ? {} : (payload ?? {}));
  if (!response.success) return undefined;
  return (response.data.batchItemFailures ?? []).map((failure) => failure.itemIdentifier);
}
