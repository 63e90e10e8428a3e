import { aCase, type Case, invalid, placeholders, step } from './cases.ts';
import type { Outcome } from './outcome.ts';

const rows = ['1', '2', '3', '4', '5'].map((step) => ({ holder: 'o', step, n: Number(step) }));
const others = [{ holder: 'p', step: '1' }];
const page = (Items: readonly object[], more: object = {}): Outcome => ({
  Items,
  Count: Items.length,
  ScannedCount: Items.length,
  ...more,
});
const after = (step: string) => ({ LastEvaluatedKey: { holder: 'o', step } });

const query = (name: string, input: object, given: object, gives: Outcome, engine?: Outcome): Case =>
  aCase(
    name,
    step(
      'QueryCommand',
      {
        TableName: 'steps',
        KeyConditionExpression: 'holder = :o',
        ...input,
        ...placeholders({ ':o': 'o', ...given }),
      },
      gives,
      engine,
    ),
    { given: { steps: [...rows, ...others] } },
  );
/** A query whose condition has more than the partition key. */
const range = (text: string, given: object, found: readonly object[]): Case =>
  query(
    `queries ${text} ${JSON.stringify(given)}`,
    { KeyConditionExpression: `holder = :o AND ${text}` },
    given,
    page(found),
  );
const bad = (text: string, given: object = {}, engine?: Outcome): Case =>
  query(
    `refuses the key condition ${text} ${JSON.stringify(given)}`,
    { KeyConditionExpression: text },
    given,
    invalid,
    engine,
  );

const ranked = [
  { id: 'd', group: 'g', score: 10, label: 'ten', extra: 1 },
  { id: 'b', group: 'g', score: 9, extra: 1 },
  { id: 'c', group: 'g', score: 9, label: 'nine' },
  { id: 'a', group: 'g', score: -1 },
  { id: 'e', group: 'g' },
  { id: 'f', score: 3 },
  { id: 'h', group: 'h', score: 3 },
];
const indexed = (name: string, input: object, gives: Outcome, given: object = {}, engine?: Outcome): Case =>
  aCase(
    name,
    step(
      'QueryCommand',
      {
        TableName: 'things',
        IndexName: 'by-score',
        KeyConditionExpression: '#group = :g',
        ...input,
        ...placeholders({ '#group': 'group', ':g': 'g', ...given }),
      },
      gives,
      engine,
    ),
    { given: { things: ranked } },
  );
const entry = (id: string, score: number, more: object = {}) => ({ id, group: 'g', score, ...more });
const byScore = [
  entry('a', -1),
  entry('b', 9),
  entry('c', 9, { label: 'nine' }),
  entry('d', 10, { label: 'ten' }),
];

const words = ['a', 'B', 'z', 'ä', '€', '\uffee', '😀', 'aa', '0'].map((step) => ({ holder: 'o', step }));
const large = Array.from({ length: 4 }, (_, step) => ({
  holder: 'o',
  step: `${step}`,
  x: 'x'.repeat(380_000),
}));

export const queryCases: readonly Case[] = [
  query('a partition is sorted', {}, {}, page(rows)),
  query('a partition backwards', { ScanIndexForward: false }, {}, page(rows.toReversed())),
  query('an empty partition', {}, { ':o': 'none' }, page([])),
  range('step = :v', { ':v': '3' }, rows.slice(2, 3)),
  range('step < :v', { ':v': '3' }, rows.slice(0, 2)),
  range('step <= :v', { ':v': '3' }, rows.slice(0, 3)),
  range('step > :v', { ':v': '3' }, rows.slice(3)),
  range('step >= :v', { ':v': '3' }, rows.slice(2)),
  range('step BETWEEN :v AND :w', { ':v': '2', ':w': '33' }, rows.slice(1, 3)),
  range('begins_with(step, :v)', { ':v': '3' }, rows.slice(2, 3)),
  range(':v < step', { ':v': '3' }, rows.slice(3)),
  range('step > :v', { ':v': '9' }, []),
  query(
    'a key condition in parentheses and in the other order',
    { KeyConditionExpression: '(step > :v) AND (#holder = :o)' },
    { ':v': '4', '#holder': 'holder' },
    page(rows.slice(4)),
  ),
  query('a limit', { Limit: 2 }, {}, page(rows.slice(0, 2), after('2'))),
  query(
    'a limit backwards',
    { Limit: 2, ScanIndexForward: false },
    {},
    page(rows.slice(3).toReversed(), after('4')),
  ),
  query('a limit of as many as there are', { Limit: 5 }, {}, page(rows, after('5'))),
  query('a larger limit', { Limit: 6 }, {}, page(rows)),
  query(
    'the page after a key',
    { Limit: 2, ExclusiveStartKey: { holder: 'o', step: '2' } },
    {},
    page(rows.slice(2, 4), after('4')),
  ),
  query(
    'the page after a key that is not there',
    { ExclusiveStartKey: { holder: 'o', step: '35' } },
    {},
    page(rows.slice(3)),
  ),
  query(
    'the page after a key, backwards',
    { ScanIndexForward: false, ExclusiveStartKey: { holder: 'o', step: '3' } },
    {},
    page(rows.slice(0, 2).toReversed()),
  ),
  query('the page after the last key', { ExclusiveStartKey: { holder: 'o', step: '5' } }, {}, page([])),
  query(
    'undefined parameters',
    { IndexName: undefined, Limit: undefined, ExclusiveStartKey: undefined },
    { ':x': undefined },
    page(rows),
  ),
  // The engine looks at nothing but the condition and what comes after the key.
  query(
    'a start key outside of the condition',
    { KeyConditionExpression: 'holder = :o AND step > :v', ExclusiveStartKey: { holder: 'o', step: '1' } },
    { ':v': '3' },
    invalid,
    page(rows.slice(3)),
  ),
  query(
    'a filter counts what it leaves out, also for the limit',
    { FilterExpression: 'n >= :n', Limit: 3 },
    { ':n': 2 },
    { Items: rows.slice(1, 3), Count: 2, ScannedCount: 3, ...after('3') },
  ),
  query('a projection', { ProjectionExpression: 'n' }, {}, page(rows.map(({ n }) => ({ n })))),
  query(
    'only the number',
    { Select: 'COUNT', FilterExpression: 'n > :n' },
    { ':n': 3 },
    { Count: 2, ScannedCount: 5 },
  ),
  query('a limit of 0', { Limit: 0 }, {}, invalid),
  query('a start key without its sort key', { ExclusiveStartKey: { holder: 'o' } }, {}, invalid),
  query('a start key of another type', { ExclusiveStartKey: { holder: 'o', step: 1 } }, {}, invalid),
  // The engine continues in the partition that was asked for.
  query(
    'a start key of another partition',
    { ExclusiveStartKey: { holder: 'p', step: '4' } },
    {},
    invalid,
    page(rows.slice(4)),
  ),
  query('a filter on a key', { FilterExpression: 'step = :v' }, { ':v': '1' }, invalid),
  query(
    'a filter on a key in brackets',
    { FilterExpression: 'NOT (n = :n OR size(step) = :n)' },
    { ':n': 1 },
    invalid,
  ),
  query('an unknown index', { IndexName: 'nothing' }, {}, invalid),
  query('an unused value', {}, { ':unused': 1 }, invalid),
  aCase('a query without a condition', step('QueryCommand', { TableName: 'steps' }, invalid)),
  bad('holder > :o'),
  bad('step = :o'),
  bad('holder = :o OR step = :o'),
  bad('holder = :o AND step <> :o'),
  bad('holder = :o AND step IN (:o)'),
  bad('holder = :o AND n = :n', { ':n': 1 }),
  bad('holder = :o AND step = :o AND step = :o'),
  bad('holder = :o AND NOT step = :o'),
  bad('holder = :o AND attribute_exists(step)'),
  bad('holder = :o AND step BETWEEN :w AND :v', { ':v': '2', ':w': '3' }),
  bad('holder = step'),
  bad('holder = :missing'),
  // The engine finds nothing instead.
  bad('holder = :n', { ':n': 1, ':o': undefined }, page([])),
  bad('holder = :o', { ':o': '' }, page([])),
  bad('holder = :o AND step = :v', { ':v': '' }, page([])),

  aCase(
    'strings are sorted by their bytes in UTF-8',
    step(
      'QueryCommand',
      { TableName: 'steps', KeyConditionExpression: 'holder = :o', ...placeholders({ ':o': 'o' }) },
      page(['0', 'B', 'a', 'aa', 'z', 'ä', '€', '\uffee', '😀'].map((step) => ({ holder: 'o', step }))),
    ),
    { given: { steps: words } },
  ),
  aCase(
    'strings with a prefix',
    step(
      'QueryCommand',
      {
        TableName: 'steps',
        KeyConditionExpression: 'holder = :o AND begins_with(step, :p)',
        ...placeholders({ ':o': 'o', ':p': 'a' }),
      },
      page(['a', 'aa'].map((step) => ({ holder: 'o', step }))),
    ),
    { given: { steps: words } },
  ),
  aCase(
    'numbers are sorted by their value',
    step(
      'QueryCommand',
      {
        TableName: 'readings',
        KeyConditionExpression: 'meter = :m AND #at > :from',
        ...placeholders({ ':m': 'm', '#at': 'at', ':from': -100 }),
      },
      page([-20, -3.5, 0, 9, 10, 100.25].map((at) => ({ meter: 'm', at }))),
    ),
    { given: { readings: [100.25, 9, 10, -3.5, -20, 0, -100].map((at) => ({ meter: 'm', at })) } },
  ),
  aCase(
    'a page ends when it has 1 MB',
    step(
      'QueryCommand',
      {
        TableName: 'steps',
        KeyConditionExpression: 'holder = :o',
        ProjectionExpression: 'step',
        ...placeholders({ ':o': 'o' }),
      },
      page(
        ['0', '1', '2'].map((step) => ({ step })),
        after('2'),
      ),
      // The engine counts the item that exceeds the limit, but leaves it to the next page.
      { Items: [{ step: '0' }, { step: '1' }], Count: 2, ScannedCount: 3, ...after('1') },
    ),
    { given: { steps: large } },
  ),

  indexed('an index has the items with its key, sorted by it and then by the table', {}, page(byScore)),
  indexed(
    'an index backwards',
    { ScanIndexForward: false, Limit: 2 },
    page(byScore.slice(2).toReversed(), {
      LastEvaluatedKey: { id: 'c', group: 'g', score: 9 },
    }),
  ),
  indexed(
    'the page after equal sort keys',
    { ExclusiveStartKey: { id: 'b', group: 'g', score: 9 } },
    page(byScore.slice(2)),
  ),
  indexed(
    'a range of numbers',
    { KeyConditionExpression: '#group = :g AND score BETWEEN :l AND :h' },
    page(byScore.slice(1, 3)),
    {
      ':l': 0,
      ':h': 9.5,
    },
  ),
  indexed(
    'a filter on the key of the table',
    { FilterExpression: 'id > :id' },
    {
      Items: byScore.slice(2),
      Count: 2,
      ScannedCount: 4,
    },
    { ':id': 'b' },
  ),
  indexed(
    'a filter on what an index does not have',
    { FilterExpression: 'attribute_exists(extra)' },
    {
      Items: [],
      Count: 0,
      ScannedCount: 4,
    },
  ),
  indexed('a filter on the key of an index', { FilterExpression: 'score = :r' }, invalid, { ':r': 9 }),
  indexed('a consistent read of an index', { ConsistentRead: true }, invalid),
  indexed('all attributes of an index without them', { Select: 'ALL_ATTRIBUTES' }, invalid),
  // The engine answers with empty items.
  indexed(
    'an attribute that an index does not have',
    { ProjectionExpression: 'extra' },
    invalid,
    {},
    page([{}, {}, {}, {}]),
  ),
  indexed(
    'a start key without the key of the table',
    { ExclusiveStartKey: { group: 'g', score: 9 } },
    invalid,
  ),
  aCase(
    'an index follows the items',
    [
      step(
        'UpdateCommand',
        {
          TableName: 'things',
          Key: { id: 'a' },
          UpdateExpression: 'SET score = :r',
          ...placeholders({ ':r': 9.5 }),
        },
        {},
      ),
      step('UpdateCommand', { TableName: 'things', Key: { id: 'b' }, UpdateExpression: 'REMOVE score' }, {}),
      step('DeleteCommand', { TableName: 'things', Key: { id: 'c' } }, {}),
      step('PutCommand', { TableName: 'things', Item: { id: 'd', group: 'g', score: 10, label: 'x' } }, {}),
      step(
        'QueryCommand',
        {
          TableName: 'things',
          IndexName: 'by-score',
          KeyConditionExpression: '#g = :g',
          ...placeholders({ '#g': 'group', ':g': 'g' }),
        },
        page([entry('a', 9.5), entry('d', 10, { label: 'x' })]),
      ),
    ],
    { given: { things: ranked } },
  ),
  aCase(
    'an index of keys only',
    step(
      'QueryCommand',
      {
        TableName: 'things',
        IndexName: 'by-slot',
        KeyConditionExpression: 'slot = :s',
        ...placeholders({ ':s': '1' }),
      },
      page([{ id: 'a', slot: '1' }]),
    ),
    {
      given: {
        things: [
          { id: 'a', slot: '1', x: 1 },
          { id: 'b', x: 1 },
        ],
      },
    },
  ),
  aCase(
    'a scan',
    [
      step('ScanCommand', { TableName: 'steps' }, page(rows)),
      step('ScanCommand', { TableName: 'steps', Limit: 2 }, page(rows.slice(0, 2), after('2'))),
      step(
        'ScanCommand',
        { TableName: 'steps', Limit: 2, ExclusiveStartKey: { holder: 'o', step: '2' } },
        page(rows.slice(2, 4), after('4')),
      ),
      step('ScanCommand', { TableName: 'steps', ExclusiveStartKey: { holder: 'o', step: '5' } }, page([])),
      step(
        'ScanCommand',
        { TableName: 'steps', FilterExpression: 'step = :s', ...placeholders({ ':s': '3' }) },
        {
          Items: rows.slice(2, 3),
          Count: 1,
          ScannedCount: 5,
        },
      ),
      step('ScanCommand', { TableName: 'steps', Select: 'COUNT' }, { Count: 5, ScannedCount: 5 }),
      step(
        'ScanCommand',
        { TableName: 'steps', ProjectionExpression: 'n', Limit: 1 },
        page([{ n: 1 }], after('1')),
      ),
    ],
    { given: { steps: rows } },
  ),
  aCase(
    'a scan of an index',
    step('ScanCommand', { TableName: 'things', IndexName: 'by-slot' }, page([{ id: 'a', slot: '1' }])),
    {
      given: {
        things: [
          { id: 'a', slot: '1', x: 1 },
          { id: 'b', x: 1 },
        ],
      },
    },
  ),
  aCase('segments of a scan', [
    step('ScanCommand', { TableName: 'steps', Segment: 0, TotalSegments: 1 }, page([])),
    step('ScanCommand', { TableName: 'steps', Segment: 2, TotalSegments: 2 }, invalid),
    step('ScanCommand', { TableName: 'steps', Segment: 0 }, invalid),
    step('ScanCommand', { TableName: 'steps', TotalSegments: 2 }, invalid),
  ]),
];
