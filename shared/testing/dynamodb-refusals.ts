/** A request's items and DynamoDB's error answers, in DynamoDB's JSON. */
type Json = Record<string, unknown>;

/** An answer of DynamoDB. */
export interface Refusal {
  readonly status: number;
  readonly body: object;
}

const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];

/**
 * The items that a request writes or checks, as one string each, in the order of the request; none for a read.
 * @param keysOf the names of a table's key attributes.
 */
export function itemsWritten(
  operation: string,
  input: Json,
  keysOf: (table: string) => readonly string[],
): string[] {
  const itemOf = ({ TableName, Key, Item }: { TableName: string; Key?: Json; Item?: Json }): string =>
    JSON.stringify([TableName, ...keysOf(TableName).map((name) => (Key ?? Item)?.[name])]);
  if (WRITES.includes(operation)) return [itemOf(input as never)];
  if (operation !== 'TransactWriteItems') return [];
  return (input['TransactItems'] as Json[]).map((write) => itemOf(Object.values(write)[0] as never));
}

/** Refuses a write because of conflicts on the items that are `true`. */
export function conflict(operation: string, contended: readonly boolean[]): Refusal {
  return operation === 'TransactWriteItems'
    ? cancelled(contended.map((busy) => (busy ? 'TransactionConflict' : 'None')))
    : refused('TransactionConflictException');
}

/** One of the ways in which DynamoDB throttles. @param random gives numbers from 0 to 1. */
export function throttled(operation: string, input: Json, random: () => number): Refusal {
  const pick = (names: readonly string[]): string => names[Math.floor(random() * names.length)] as string;
  if (operation === 'TransactWriteItems' && random() < 0.7) {
    const codes = Array<string>((input['TransactItems'] as unknown[]).length).fill('None');
    codes[Math.floor(random() * codes.length)] = pick(['ThrottlingError', 'ProvisionedThroughputExceeded']);
    return cancelled(codes);
  }
  if (operation === 'BatchGetItem' && random() < 0.7) {
    return { status: 200, body: { Responses: {}, UnprocessedKeys: input['RequestItems'] } };
  }
  return refused(
    pick([
      'ThrottlingException',
      'ProvisionedThroughputExceededException',
      'RequestLimitExceeded',
      'InternalServerError',
    ]),
  );
}

function cancelled(codes: readonly string[]): Refusal {
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`;
  const CancellationReasons = codes.map((Code) => ({ Code }));
  return refused('TransactionCanceledException', { Message: message, CancellationReasons });
}

/** An error of DynamoDB. */
export const refused = (name: string, more: object = {}): Refusal => ({
  status: name === 'InternalServerError' ? 500 : 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more },
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
