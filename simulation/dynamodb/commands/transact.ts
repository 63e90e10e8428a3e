import {
  type CancellationReason,
  ConditionalCheckFailedException,
  type DynamoDBServiceException,
} from '@aws-sdk/client-dynamodb';
import type { TransactGetCommandInput, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { itemSize } from '../../../shared/dynamodb/item-size.ts';
import { transactionCancelled, ValidationException } from '../values/errors.ts';
import type { Item } from '../values/value.ts';
import { identityOf } from './batch.ts';
import { commit, type OnChange, type Result } from './commit.ts';
import { checkParameters, required } from './inputs.ts';
import { projected, projectionOf, readItem } from './read.ts';
import type { Tables } from './tables.ts';
import type { Tokens } from './tokens.ts';
import { check, put, remove, update, type Write } from './write.ts';

const MAX_ITEMS = 100;
const MAX_BYTES = 4 * 1024 * 1024;

type Entry = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** TransactWriteItems: all writes or none. */
export function transactWrite(
  tables: Tables,
  { TransactItems, ClientRequestToken }: TransactWriteCommandInput,
  tokens: Tokens,
  onChange: OnChange | undefined,
): object {
  const entries = checkCount(TransactItems);
  const writes = entries.map((entry) => writeOf(tables, entry));
  const bytes = writes.reduce((sum, { item }) => sum + itemSize(item), 0);
  if (bytes > MAX_BYTES) throw new ValidationException('The items of a transaction exceed 4 MB');
  const request = [kindsOf(entries), writes.map((write) => write.request)];
  if (ClientRequestToken !== undefined && tokens.isKnown(ClientRequestToken, request)) return {};
  const located = writes.map((write) => attempt(() => write.checkKey()));
  checkDistinct(writes.filter((_, index) => located[index]?.reason.Code === 'None'));
  const outcomes = writes.map((write, index) =>
    located[index]?.reason.Code === 'None' ? attempt(() => resultOf(write)) : located[index],
  );
  const reasons = outcomes.map((outcome) => outcome?.reason ?? NONE);
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCancelled(reasons);
  if (ClientRequestToken !== undefined) tokens.remember(ClientRequestToken, request);
  commit(
    outcomes.map((outcome) => outcome?.value as Result),
    onChange,
  );
  return {};
}

/** TransactGetItems */
export function transactGet(tables: Tables, { TransactItems }: TransactGetCommandInput) {
  const reads = checkCount(TransactItems).map(({ Get }) => {
    if (Get === undefined) throw new ValidationException('Get must not be null');
    checkParameters(Get);
    const item = required('Key', Get.Key);
    return { projection: projectionOf(Get), table: tables.get(Get.TableName), item };
  });
  const found = reads.map(({ table, item }) => attempt(() => readItem(table, item)));
  checkDistinct(reads.filter((_, index) => found[index]?.reason.Code === 'None'));
  const reasons = found.map(({ reason }) => reason);
  if (reasons.some(({ Code }) => Code !== 'None')) throw transactionCancelled(reasons);
  const Responses = reads.map(({ projection }, index): { Item?: Item } => {
    const item = found[index]?.value;
    return item === undefined ? {} : { Item: projected(item, projection) };
  });
  return { Responses };
}

function checkCount<Each>(items: readonly Each[] | undefined): readonly Each[] {
  if (items === undefined || items.length === 0 || items.length > MAX_ITEMS) {
    throw new ValidationException(`TransactItems must have from 1 to ${MAX_ITEMS} members`);
  }
  return items;
}

function writeOf(tables: Tables, { Put, Update, Delete, ConditionCheck }: Entry): Write {
  const given = [Put, Update, Delete, ConditionCheck].filter((each) => each !== undefined);
  const [only] = given;
  if (only === undefined || given.length > 1) {
    throw new ValidationException('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  checkParameters(only);
  if (Put !== undefined) return put(tables, Put);
  if (Delete !== undefined) return remove(tables, Delete);
  if (ConditionCheck !== undefined) return check(tables, ConditionCheck);
  if (Update?.UpdateExpression === undefined) {
    throw new ValidationException('UpdateExpression must not be null');
  }
  return update(tables, Update);
}

const kindsOf = (entries: readonly Entry[]): string[] =>
  entries.map((entry) => Object.keys(entry).filter((kind) => entry[kind as never] !== undefined)[0] ?? '');

function checkDistinct(entries: readonly Pick<Write, 'table' | 'item'>[]): void {
  if (new Set(entries.map(identityOf)).size < entries.length) {
    throw new ValidationException('Transaction request cannot include multiple operations on one item');
  }
}

function resultOf(write: Write): Result {
  const before = write.table.items.get(write.item);
  return { table: write.table, before, after: write.apply(before) };
}

const NONE: CancellationReason = { Code: 'None' };

/** What a part of a transaction gives, or why it cancels the transaction. */
function attempt<Value>(work: () => Value): { readonly value?: Value; readonly reason: CancellationReason } {
  try {
    return { value: work(), reason: NONE };
  } catch (error) {
    return { reason: reasonOf(error as DynamoDBServiceException) };
  }
}

function reasonOf(error: DynamoDBServiceException): CancellationReason {
  const { message: Message } = error;
  if (error instanceof ValidationException) return { Code: 'ValidationError', Message };
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  return { Code: 'ConditionalCheckFailed', Message, ...(error.Item && { Item: error.Item }) };
}
