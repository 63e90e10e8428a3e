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

interface DynamoDBError {
  readonly name?: string;
  readonly CancellationReasons?: readonly { readonly Code?: string }[];
}

/** `undefined` for an error of another kind, and for a transaction that has other reasons too. */
export function contentionOf(error: unknown): Contention | undefined {
  const { name, CancellationReasons } = (error ?? {}) as DynamoDBError;
  if (name !== 'TransactionCanceledException') return contentions.get(name ?? '');
  const codes = (CancellationReasons ?? []).flatMap(({ Code = 'None' }) => (Code === 'None' ? [] : [Code]));
  const found = codes.map((code) => contentions.get(code));
  if (found.includes(undefined)) return undefined;
  return found.includes('overload') ? 'overload' : 'conflict';
}

/** Whether DynamoDB may do in a moment what it did not do now. */
export const isContention = (error: unknown): boolean => contentionOf(error) !== undefined;
