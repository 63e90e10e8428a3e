import { isRecord, parseJson } from '../../json.ts';
import { keyConditions } from './key-conditions.ts';
import { indexKeyFault, keyValueFault } from './key-value-fault.ts';
import type { KeyAttribute, TableKeys } from './table-keys.ts';

type Fields = Readonly<Record<string, unknown>>;
type Tables = ReadonlyMap<string, TableKeys>;

/** Why DynamoDB refuses a request; `at` of so many items if it is one of a transaction. */
export interface KeyFault {
  readonly message: string;
  readonly at?: number;
  readonly of?: number;
}

/** No request with a key that is too long is shorter, in bytes. */
const SHORTEST_TOO_LONG = 1024;

/**
 * What DynamoDB refuses about the values of keys, and the engine does not: those that a query asks for, those at which a
 * query or a scan starts, and those of an index that a write makes too long. Undefined for any other request.
 * @param body the request in JSON
 */
export function keyFault(operation: string, body: string, tables: Tables): KeyFault | undefined {
  if (operation !== 'Query' && operation !== 'Scan' && body.length < SHORTEST_TOO_LONG) return undefined;
  const request = fieldsOf(parseJson(body));
  if (operation === 'TransactWriteItems') return transactionFault(request, tables);
  const message =
    operation === 'Query' || operation === 'Scan'
      ? readFault(request, tables)
      : writesIn(operation, request)
          .map((write) => writeFault(write, tables))
          .find((fault) => fault !== undefined);
  return message === undefined ? undefined : { message };
}

function transactionFault({ TransactItems: items }: Fields, tables: Tables): KeyFault | undefined {
  if (!Array.isArray(items)) return undefined;
  for (const [at, item] of items.entries()) {
    const { Put, Update } = fieldsOf(item);
    const message = writeFault(fieldsOf(Put ?? Update), tables);
    if (message !== undefined) return { message, at, of: items.length };
  }
  return undefined;
}

function writesIn(operation: string, request: Fields): Fields[] {
  if (operation === 'PutItem' || operation === 'UpdateItem') return [request];
  if (operation !== 'BatchWriteItem') return [];
  return Object.entries(fieldsOf(request['RequestItems'])).flatMap(([TableName, requests]) =>
    (Array.isArray(requests) ? requests : []).map((each) => ({
      TableName,
      Item: fieldsOf(fieldsOf(each)['PutRequest'])['Item'],
    })),
  );
}

/** What a put or an update gives the keys of indexes. */
function writeFault(write: Fields, tables: Tables): string | undefined {
  for (const [indexName, keys] of tableOf(write, tables)?.indexes ?? []) {
    for (const key of keys) {
      for (const value of [fieldsOf(write['Item'])[key.name], ...assigned(write, key.name)]) {
        const fault = indexKeyFault(key, indexName, value);
        if (fault !== undefined) return fault;
      }
    }
  }
  return undefined;
}

/** The values that an update's expression sets an attribute to. */
function assigned({ UpdateExpression: expression, ...update }: Fields, attribute: string): unknown[] {
  if (typeof expression !== 'string') return [];
  const names = fieldsOf(update['ExpressionAttributeNames']);
  const values = fieldsOf(update['ExpressionAttributeValues']);
  return [...expression.matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)/g)]
    .filter(([, written = '']) => (names[written] ?? written) === attribute)
    .map(([, , value = '']) => values[value]);
}

function readFault(request: Fields, tables: Tables): string | undefined {
  const table = tableOf(request, tables);
  const { IndexName: indexName, ExclusiveStartKey: start } = request;
  const read = typeof indexName === 'string' ? table?.indexes.get(indexName) : table?.keys;
  if (table === undefined || read === undefined) return undefined;
  const conditions = keyConditions(request);
  for (const { attribute, values } of conditions) {
    const key = read.find(({ name }) => name === attribute);
    for (const value of values.filter((each) => each !== undefined)) {
      const fault = key && keyValueFault(key, value);
      if (fault !== undefined) return fault;
    }
  }
  if (start === undefined || start === null) return undefined;
  const fault = startFault(fieldsOf(start), [...table.keys, ...read]);
  if (fault !== undefined) return `The provided starting key is invalid: ${fault}`;
  const isOutside = conditions
    .filter(({ attribute, operator }) => isHash(read, attribute) && ['=', 'EQ'].includes(operator))
    .some(({ attribute, values }) => !isSame(values[0], fieldsOf(start)[attribute]));
  return isOutside
    ? 'The provided starting key is outside query boundaries based on provided conditions'
    : undefined;
}

function startFault(start: Fields, keys: readonly KeyAttribute[]): string | undefined {
  const names = new Set(keys.map(({ name }) => name));
  if (Object.keys(start).some((name) => !names.has(name)) || Object.keys(start).length !== names.size) {
    return 'The provided key element does not match the schema';
  }
  return keys.map((key) => keyValueFault(key, start[key.name])).find((fault) => fault !== undefined);
}

const isHash = (keys: readonly KeyAttribute[], attribute: string): boolean =>
  keys.some(({ name, kind }) => name === attribute && kind === 'HASH');

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The table of a request, by its name or its ARN; undefined if it is none of the template's. */
function tableOf({ TableName: nameOrArn }: Fields, tables: Tables): TableKeys | undefined {
  return typeof nameOrArn === 'string' ? tables.get(nameOrArn.split('table/').at(-1) ?? '') : undefined;
}

const fieldsOf = (value: unknown): Fields => (isRecord(value) ? value : {});
