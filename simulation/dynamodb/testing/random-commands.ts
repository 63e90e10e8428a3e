import fc from 'fast-check';
import { attributes, conditions, type Expression, updates, wildConditions } from './random-expressions.ts';

/** A command of the document client. */
export interface Command {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether to ask for all pages. */
  readonly pages?: boolean;
}

const ids = fc.constantFrom('a', 'b', 'c', 'd');
const holders = fc.constantFrom('o', 'p');
const steps = fc.constantFrom('1', '2', '\uffee', '😀', '12');
const keyOfThings = fc.record({ id: ids });
const keyOfSteps = fc.record({ holder: holders, step: steps });

const indexKeys = fc.record(
  {
    group: fc.constantFrom('g', 'h'),
    score: fc.constantFrom(1, 2, -1, 1.5),
    slot: fc.constantFrom('1', '2'),
  },
  { requiredKeys: [] },
);
/** At most one is wrong: which of several is reported is nobody's contract. */
const wrongKeys = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  fc.constantFrom({ score: 'x' }, { score: null }, { slot: '' }, { slot: 1 }),
);
const recencies = fc.record({ recency: fc.constantFrom('r1', 'r2', 'r3') }, { requiredKeys: [] });

const things = fc
  .tuple(attributes, indexKeys, wrongKeys, keyOfThings)
  .map((parts) => Object.assign({}, ...parts));
const stepRows = fc.tuple(attributes, recencies, keyOfSteps).map((parts) => Object.assign({}, ...parts));
const target = fc.oneof(
  fc.record({ TableName: fc.constant('things'), Key: keyOfThings, Item: things }),
  fc.record({ TableName: fc.constant('steps'), Key: keyOfSteps, Item: stepRows }),
);

/** The parameters of an expression, whose values must not have the names of another one's. */
const parameters = (name: string, expression: Expression | undefined, prefix: string) => {
  if (expression === undefined) return { texts: {}, values: {} };
  const rename = (text: string): string => text.replaceAll(':v', `:${prefix}`);
  return {
    texts: { [name]: rename(expression.text) },
    values: Object.fromEntries(Object.entries(expression.values).map(([key, value]) => [rename(key), value])),
  };
};

const withExpressions = (
  input: object,
  condition: Expression | undefined,
  update: Expression | undefined,
  conditionName = 'ConditionExpression',
): Readonly<Record<string, unknown>> => {
  const one = parameters(conditionName, condition, 'c');
  const other = parameters('UpdateExpression', update, 'u');
  const values = { ...one.values, ...other.values };
  return {
    ...input,
    ...one.texts,
    ...other.texts,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
};

const maybe = <Each>(each: fc.Arbitrary<Each>) => fc.option(each, { nil: undefined, freq: 1 });
const shown = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
const anyCondition = maybe(fc.oneof({ weight: 5, arbitrary: conditions }, wildConditions));
/** Both stores have the item: the engine returns the key of one that it just added. */
const returned = fc.constantFrom('NONE', 'ALL_NEW', 'UPDATED_NEW');
const returnedOld = fc.constantFrom({}, { ReturnValues: 'ALL_OLD' });

const puts = fc.tuple(target, anyCondition, shown, returnedOld).map(
  ([{ TableName, Item }, condition, ...more]): Command => ({
    command: 'PutCommand',
    input: withExpressions(Object.assign({ TableName, Item }, ...more), condition, undefined),
  }),
);
const deletes = fc.tuple(target, anyCondition, shown, returnedOld).map(
  ([{ TableName, Key }, condition, ...more]): Command => ({
    command: 'DeleteCommand',
    input: withExpressions(Object.assign({ TableName, Key }, ...more), condition, undefined),
  }),
);
const changes = fc.tuple(target, anyCondition, fc.boolean().chain(updates), shown, returned).map(
  ([{ TableName, Key }, condition, update, show, ReturnValues]): Command => ({
    command: 'UpdateCommand',
    input: withExpressions({ TableName, Key, ReturnValues, ...show }, condition, update),
  }),
);
const gets = target.map(
  ({ TableName, Key }): Command => ({
    command: 'GetCommand',
    input: { TableName, Key, ConsistentRead: true },
  }),
);

const entries = fc.oneof(
  fc.tuple(target, maybe(conditions), shown).map(([{ TableName, Item }, condition, show]) => ({
    Put: withExpressions({ TableName, Item, ...show }, condition, undefined),
  })),
  fc
    .tuple(target, maybe(conditions), updates(false), shown)
    .map(([{ TableName, Key }, condition, update, show]) => ({
      Update: withExpressions({ TableName, Key, ...show }, condition, update),
    })),
  fc.tuple(target, maybe(conditions), shown).map(([{ TableName, Key }, condition, show]) => ({
    Delete: withExpressions({ TableName, Key, ...show }, condition, undefined),
  })),
  fc.tuple(target, conditions, shown).map(([{ TableName, Key }, condition, show]) => ({
    ConditionCheck: withExpressions({ TableName, Key, ...show }, condition, undefined),
  })),
);
const transactions = fc
  .tuple(fc.array(entries, { minLength: 1, maxLength: 4 }), maybe(fc.constantFrom('token-1', 'token-2')))
  .map(
    ([TransactItems, token]): Command => ({
      command: 'TransactWriteCommand',
      input: { TransactItems, ClientRequestToken: token },
    }),
  );

const batchWrites = fc
  .array(
    fc
      .tuple(things, fc.boolean())
      .map(([Item, isPut]) =>
        isPut ? { PutRequest: { Item } } : { DeleteRequest: { Key: { id: Item.id } } },
      ),
    { minLength: 1, maxLength: 3 },
  )
  .map(
    (requests): Command => ({ command: 'BatchWriteCommand', input: { RequestItems: { things: requests } } }),
  );
const batchGets = fc
  .tuple(
    fc.array(keyOfThings, { minLength: 1, maxLength: 3 }),
    fc.array(keyOfSteps, { minLength: 1, maxLength: 3 }),
  )
  .map(
    ([one, other]): Command => ({
      command: 'BatchGetCommand',
      input: { RequestItems: { things: { Keys: one }, steps: { Keys: other } } },
    }),
  );

const ranges = fc.constantFrom(
  '',
  ' AND #sort >= :low',
  ' AND #sort < :low',
  ' AND #sort BETWEEN :low AND :high',
);
const prefixes = fc.constantFrom('', ' AND begins_with(#sort, :low)');
const sources = fc.oneof(
  fc.record({
    table: fc.constant({ TableName: 'steps' }),
    names: fc.constant({ '#hash': 'holder', '#sort': 'step' }),
    hash: holders,
    low: steps,
    high: steps,
    range: fc.oneof(ranges, prefixes),
  }),
  fc.record({
    table: fc.constant({ TableName: 'steps', IndexName: 'by-recency' }),
    names: fc.constant({ '#hash': 'holder', '#sort': 'recency' }),
    hash: holders,
    low: fc.constantFrom('r1', 'r2'),
    high: fc.constantFrom('r2', 'r3'),
    range: fc.oneof(ranges, prefixes),
  }),
  fc.record({
    table: fc.constant({ TableName: 'things', IndexName: 'by-score' }),
    names: fc.constant({ '#hash': 'group', '#sort': 'score' }),
    hash: fc.constantFrom('g', 'h'),
    low: fc.constantFrom(-1, 1),
    high: fc.constantFrom(1, 2),
    range: ranges,
  }),
  fc.record({
    table: fc.constant({ TableName: 'things', IndexName: 'by-slot' }),
    names: fc.constant({ '#hash': 'slot', '#sort': 'id' }),
    hash: fc.constantFrom('1', '2'),
    low: ids,
    high: ids,
    range: fc.oneof(ranges, prefixes),
  }),
);
const queries = fc
  .tuple(
    sources,
    maybe(conditions),
    maybe(fc.integer({ min: 1, max: 3 })),
    fc.boolean(),
    maybe(fc.constant('COUNT')),
  )
  .map(([{ table, names, hash, low, high, range }, filter, Limit, ScanIndexForward, Select]): Command => {
    const query = {
      ...table,
      KeyConditionExpression: `#hash = :hash${range}`,
      Limit,
      ScanIndexForward,
      Select,
    };
    const used = Object.fromEntries(
      Object.entries(names).filter(([name]) => name === '#hash' || range !== ''),
    );
    const input = withExpressions(query, filter, undefined, 'FilterExpression');
    return {
      command: 'QueryCommand',
      input: {
        ...input,
        ExpressionAttributeNames: used,
        ExpressionAttributeValues: {
          ...(input['ExpressionAttributeValues'] as object | undefined),
          ':hash': hash,
          ...(range.includes(':low') && { ':low': low }),
          ...(range.includes(':high') && { ':high': high }),
        },
      },
      pages: true,
    };
  });
const scans = fc
  .tuple(
    fc.constantFrom(
      { TableName: 'things' },
      { TableName: 'steps' },
      { TableName: 'things', IndexName: 'by-score' },
      { TableName: 'steps', IndexName: 'by-recency' },
    ),
    maybe(conditions),
  )
  .map(
    ([table, filter]): Command => ({
      command: 'ScanCommand',
      input: withExpressions(table, filter, undefined, 'FilterExpression'),
    }),
  );

/** Commands on a few items of two tables, which mostly meet others' items. */
export const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: puts },
  { weight: 4, arbitrary: changes },
  { weight: 2, arbitrary: deletes },
  { weight: 4, arbitrary: transactions },
  { weight: 1, arbitrary: gets },
  { weight: 1, arbitrary: batchGets },
  { weight: 1, arbitrary: batchWrites },
  { weight: 3, arbitrary: queries },
  { weight: 1, arbitrary: scans },
);
