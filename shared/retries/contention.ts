/**
 * Why a request to DynamoDB failed that may succeed if retried: a conflict with a concurrent write, or overload.
 */
type Contention = 'conflict' | 'overload';

/** DynamoDB's names of exceptions and of reasons for cancelled transactions. */
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
  ['ItemsUnwritten', 'overload'],
  // Thrown by the SDK when no answer arrives, and by middy when the invocation runs out of time.
  ['TimeoutError', 'overload'],
]);

interface DynamoDBError {
  readonly name?: string;
  readonly $metadata?: { readonly attempts?: number };
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** `undefined` for other errors, and for a transaction that was cancelled for other reasons as well. */
export function contentionOf(error: unknown): Contention | undefined {
  const { name, CancellationReasons } = (error ?? {}) as DynamoDBError;
  if (name !== 'TransactionCanceledException') return contentions.get(name ?? '');
  const codes = (CancellationReasons ?? []).flatMap(({ Code = 'None' }) => (Code === 'None' ? [] : [Code]));
  const found = codes.map((code) => contentions.get(code));
  if (found.includes(undefined)) return undefined;
  return found.includes('overload') ? 'overload' : 'conflict';
}

/** Whether a retry may help. */
export const isContention = (error: unknown): boolean => contentionOf(error) !== undefined;

/** Errors after which nobody knows whether the request was applied. */
const UNCERTAIN = new Set(['InternalServerError', 'TimeoutError']);

/** Whether DynamoDB may have applied a request that failed with contention, be it in an attempt that the SDK repeated. */
export const mayBeApplied = (error: unknown): boolean => {
  const { name = '', $metadata } = (error ?? {}) as DynamoDBError;
  return UNCERTAIN.has(name) || ($metadata?.attempts ?? 1) > 1;
};
