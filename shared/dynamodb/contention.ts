import { concurrentChange, overloaded, type Problem } from '../http/problem.ts';
import { retry } from '../retries/retry.ts';

/**
 * Why DynamoDB did not do now what it may do in a moment: others are at the same items, or there is too much to do.
 */
type Contention = 'conflict' | 'overload';

/** Exceptions, and the reasons of a cancelled transaction, as DynamoDB names them. */
const contentions: ReadonlyMap<string, Contention> = new Map([
  ['TransactionConflict', 'conflict'],
  ['TransactionConflictException', 'conflict'],
  ['ThrottlingError', 'overload'],
  ['ProvisionedThroughputExceeded', 'overload'],
  ['ThrottlingException', 'overload'],
  ['ProvisionedThroughputExceededException', 'overload'],
  ['RequestLimitExceeded', 'overload'],
  ['TransactionInProgressException', 'overload'],
  ['InternalServerError', 'overload'],
  ['KeysUnread', 'overload'],
  // Of the SDK, which waited for an answer, and of middy, when the time of the invocation is over.
  ['TimeoutError', 'overload'],
]);

/** DynamoDB answered a batch without some of its keys. */
export class KeysUnread extends Error {
  override readonly name = 'KeysUnread';
}

interface Refusal {
  readonly name?: string;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** `undefined` for an error of another kind, and for a transaction that has other reasons too. */
function contentionOf(error: unknown): Contention | undefined {
  const { name, CancellationReasons } = (error ?? {}) as Refusal;
  if (name !== 'TransactionCanceledException') return contentions.get(name ?? '');
  const codes = (CancellationReasons ?? []).flatMap(({ Code = 'None' }) => (Code === 'None' ? [] : [Code]));
  const found = codes.map((code) => contentions.get(code));
  if (found.includes(undefined)) return undefined;
  return found.includes('overload') ? 'overload' : 'conflict';
}

/** Whether DynamoDB may do in a moment what it did not do now. */
export const isContention = (error: unknown): boolean => contentionOf(error) !== undefined;

/** What the caller of the API is told of contention that does not end; `undefined` for any other error. */
export function contentionProblem(error: unknown): Problem | undefined {
  const contention = contentionOf(error);
  if (contention === undefined) return undefined;
  return contention === 'overload' ? overloaded() : concurrentChange();
}

/**
 * Sends a request again while DynamoDB refuses it for contention. The request must be safe to repeat: an error of
 * the server does not say whether it was carried out.
 * @throws Problem `concurrent-change` or `overloaded` when it never gets through; any other error at once.
 */
export async function throughContention<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await retry(send, { when: isContention, firstMs: 40 });
  } catch (error) {
    throw contentionProblem(error) ?? error;
  }
}
