import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aStreamedTable, succeeded } from './testing/streamed-table.ts';
import { aTable } from './testing/tables.ts';

const string = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });

/** Notes on a shelf, each at a place, found by their holder, too. */
const notes = () => {
  const table = aTable('notes');
  return {
    ...table,
    create: {
      ...table.create,
      KeySchema: [
        { AttributeName: 'shelf', KeyType: 'HASH' as const },
        { AttributeName: 'place', KeyType: 'RANGE' as const },
      ],
      AttributeDefinitions: ['shelf', 'place', 'holder', 'grade'].map(string),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-holder',
          KeySchema: [
            { AttributeName: 'holder', KeyType: 'HASH' as const },
            { AttributeName: 'grade', KeyType: 'RANGE' as const },
          ],
          Projection: { ProjectionType: 'ALL' as const },
        },
      ],
    },
  };
};

const aTableOfNotes = () => aStreamedTable(() => succeeded, {}, { tables: [notes()] });

const table = { TableName: 'notes' };
const s = (text: string) => ({ S: text });
const long = (bytes: number) => s('x'.repeat(bytes));
const EMPTY =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ';
const HASH_TOO_LONG =
  'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes';
const RANGE_TOO_LONG =
  'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes';
const WRONG_TYPE =
  'One or more parameter values were invalid: Condition parameter type does not match schema type';

const byShelf = (expression: string, values: object, more: object = {}) => [
  'Query',
  { ...table, KeyConditionExpression: expression, ExpressionAttributeValues: values, ...more },
];
const ofShelf = (more: object) =>
  byShelf('#d = :d', { ':d': s('a') }, { ExpressionAttributeNames: { '#d': 'shelf' }, ...more });

describe('what DynamoDB refuses about keys is refused:', () => {
  test.each<[string, unknown[], string]>([
    [
      'an empty partition',
      byShelf('#d = :d', { ':d': s('') }, { ExpressionAttributeNames: { '#d': 'shelf' } }),
      `${EMPTY}shelf`,
    ],
    [
      'an empty sort key',
      byShelf('place = :p AND shelf = :d', { ':d': s('a'), ':p': s('') }),
      `${EMPTY}place`,
    ],
    ['an empty bound', byShelf('shelf = :d and place>=:p', { ':d': s('a'), ':p': s('') }), `${EMPTY}place`],
    [
      'an empty lower bound',
      byShelf('shelf = :d AND place BETWEEN :p AND :q', { ':d': s('a'), ':p': s(''), ':q': s('z') }),
      `${EMPTY}place`,
    ],
    [
      'an empty beginning',
      byShelf('shelf = :d AND begins_with(place, :p)', { ':d': s('a'), ':p': s('') }),
      `${EMPTY}place`,
    ],
    [
      'an empty partition of an index',
      byShelf('holder = :o', { ':o': s('') }, { IndexName: 'by-holder' }),
      `${EMPTY}holder`,
    ],
    [
      'an empty partition, asked for as of old',
      [
        'Query',
        { ...table, KeyConditions: { shelf: { ComparisonOperator: 'EQ', AttributeValueList: [s('')] } } },
      ],
      `${EMPTY}shelf`,
    ],
    ['a long partition', byShelf('shelf = :d', { ':d': long(2049) }), HASH_TOO_LONG],
    [
      'a long partition of an index',
      byShelf('holder = :o', { ':o': long(2049) }, { IndexName: 'by-holder' }),
      HASH_TOO_LONG,
    ],
    [
      'a long sort key',
      byShelf('shelf = :d AND place = :p', { ':d': s('a'), ':p': s('é'.repeat(513)) }),
      RANGE_TOO_LONG,
    ],
    ['a number for a text', byShelf('shelf = :d', { ':d': { N: '7' } }), WRONG_TYPE],
    [
      'an empty start',
      ofShelf({ ExclusiveStartKey: { shelf: s('a'), place: s('') } }),
      `The provided starting key is invalid: ${EMPTY}place`,
    ],
    [
      'a start in another partition',
      ofShelf({ ExclusiveStartKey: { shelf: s('b'), place: s('a') } }),
      'The provided starting key is outside query boundaries based on provided conditions',
    ],
    [
      'half a start',
      ofShelf({ ExclusiveStartKey: { shelf: s('a') } }),
      'The provided starting key is invalid: The provided key element does not match the schema',
    ],
    [
      'a long start of a scan',
      ['Scan', { ...table, ExclusiveStartKey: { shelf: long(2049), place: s('a') } }],
      `The provided starting key is invalid: ${HASH_TOO_LONG}`,
    ],
    [
      'a put with a long key of an index',
      ['PutItem', { ...table, Item: { shelf: s('a'), place: s('a'), holder: long(2049), grade: s('a') } }],
      `${HASH_TOO_LONG}. IndexName: by-holder`,
    ],
    [
      'a batch with one',
      [
        'BatchWriteItem',
        {
          RequestItems: {
            notes: [{ PutRequest: { Item: { shelf: s('a'), place: s('a'), grade: long(1025) } } }],
          },
        },
      ],
      `${RANGE_TOO_LONG}. IndexName: by-holder`,
    ],
    [
      'an update with one',
      [
        'UpdateItem',
        {
          ...table,
          Key: { shelf: s('a'), place: s('a') },
          UpdateExpression: 'SET n = :n, #r=:r',
          ExpressionAttributeNames: { '#r': 'grade' },
          ExpressionAttributeValues: { ':n': s('n'), ':r': long(1025) },
        },
      ],
      `${RANGE_TOO_LONG}. IndexName: by-holder`,
    ],
  ])('%s', async (_, request, message) => {
    const { call } = await aTableOfNotes();
    const [operation, input] = request as [string, object];
    expect(await call(operation, input)).toMatchObject({
      status: 400,
      body: { __type: 'com.amazon.coral.validate#ValidationException', message },
    });
  });

  test('an item of a transaction, with the reason at its place', async () => {
    const { call } = await aTableOfNotes();
    const put = (item: object) => ({ Put: { ...table, Item: { shelf: s('a'), ...item } } });
    const TransactItems = [put({ place: s('a') }), put({ place: s('b'), holder: long(2049) })];
    expect(await call('TransactWriteItems', { TransactItems })).toMatchObject({
      status: 400,
      body: {
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ValidationError', Message: `${HASH_TOO_LONG}. IndexName: by-holder` },
        ],
      },
    });
    expect((await call('Scan', table)).body.Count).toBe(0);
  });
});

test('keys at the limits, and values that are no keys, are accepted', async () => {
  const { call } = await aTableOfNotes();
  const Item = {
    shelf: long(2048),
    place: long(1024),
    holder: long(2048),
    grade: long(1024),
    text: long(5000),
    blank: s(''),
  };
  expect(await call('PutItem', { ...table, Item })).toMatchObject({ status: 200 });
  const { shelf, place, holder } = Item;
  const values = { ':d': shelf, ':p': place, ':blank': s('') };
  const found = await call('Query', {
    ...table,
    KeyConditionExpression: 'shelf = :d AND place = :p',
    FilterExpression: 'blank = :blank',
    ExpressionAttributeValues: values,
  });
  expect(found.body.Count).toBe(1);
  const start = { shelf, place, holder, grade: Item.grade };
  const byHolder = {
    IndexName: 'by-holder',
    KeyConditionExpression: 'holder = :o',
    ExpressionAttributeValues: { ':o': holder },
  };
  expect((await call('Query', { ...table, ...byHolder, ExclusiveStartKey: start })).body).toMatchObject({
    Count: 0,
  });
});

test('a query finds exactly the sort keys that it asks for, with U+0000 and all others', async () => {
  const letters = fc.constantFrom('\0', '\u0001', 'a', 'é', '\uffff', '\u{10ffff}');
  const word = fc.string({ unit: letters, minLength: 1, maxLength: 3 });
  const { call } = await aTableOfNotes();
  const places = [...new Set(fc.sample(word, { numRuns: 120, seed: 7 }))];
  await Promise.all(
    places.map((place) =>
      call('PutItem', {
        ...table,
        Item: { shelf: s('a'), place: s(place), holder: s('a'), grade: s(place) },
      }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(word, fc.boolean(), async (prefix, byIndex) => {
      const names = byIndex ? { '#h': 'holder', '#r': 'grade' } : { '#h': 'shelf', '#r': 'place' };
      const { body } = await call('Query', {
        ...table,
        ...(byIndex && { IndexName: 'by-holder' }),
        KeyConditionExpression: '#h = :h AND begins_with ( #r , :p )',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ':h': s('a'), ':p': s(prefix) },
      });
      const found = body.Items.map(({ place }: { place: { S: string } }) => place.S);
      expect(found.toSorted()).toEqual(places.filter((place) => place.startsWith(prefix)).toSorted());
    }),
    { numRuns: 150 },
  );
});
