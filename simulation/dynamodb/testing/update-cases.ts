import { aCase, type Case, done, failed, invalid, placeholders, step } from './cases.ts';
import type { Outcome } from './outcome.ts';

const stored = {
  id: 'a',
  n: 5,
  tenth: 0.1,
  blank: null,
  tags: new Set(['red', 'green']),
  numbers: new Set([1, 2]),
  letters: ['a', 'b', 'c'],
  nested: { count: 1, entries: [{ x: 1 }, { x: 2 }] },
};

/** An update of {@link stored}: `becomes` has the attributes that are different afterwards, `undefined` for removed ones. */
const update = (text: string, given: object | undefined, becomes: object, engine?: object): Case => {
  const without = (changes: object) =>
    Object.fromEntries(Object.entries({ ...stored, ...changes }).filter(([, value]) => value !== undefined));
  const after = without(becomes);
  return aCase(
    `${text} ${JSON.stringify(given ?? {})}`,
    step(
      'UpdateCommand',
      {
        TableName: 'things',
        Key: { id: 'a' },
        UpdateExpression: text,
        ReturnValues: 'ALL_NEW',
        ...placeholders(given),
      },
      { Attributes: after },
      engine && { Attributes: without(engine) },
    ),
    { given: { things: [stored] }, leaves: { things: [after] } },
  );
};

const bad = (text: string, given?: object, engine?: Outcome): Case =>
  aCase(
    `refuses ${text} ${JSON.stringify(given ?? {})}`,
    step(
      'UpdateCommand',
      { TableName: 'things', Key: { id: 'a' }, UpdateExpression: text, ...placeholders(given) },
      invalid,
      engine,
    ),
    { given: { things: [stored] }, leaves: { things: [stored] } },
  );

const returning = (
  name: string,
  ReturnValues: string,
  gives: Outcome,
  given: object[],
  engine?: Outcome,
): Case =>
  aCase(
    name,
    step(
      'UpdateCommand',
      {
        TableName: 'things',
        Key: { id: 'a' },
        UpdateExpression: 'SET nested.#count = :v, added = :v REMOVE n',
        ReturnValues,
        ...placeholders({ ':v': 2, '#count': 'count' }),
      },
      gives,
      engine,
    ),
    { given: { things: given } },
  );

export const updateCases: readonly Case[] = [
  update('SET n = :v', { ':v': 6 }, { n: 6 }),
  update('SET n = n + :v', { ':v': 2 }, { n: 7 }),
  update('SET n = :v - n', { ':v': 2 }, { n: -3 }),
  update('SET tenth = tenth + :v', { ':v': 0.2 }, { tenth: 0.3 }),
  update('SET n = n + :v', { ':v': 9007199254740991 }, { n: 9007199254740996n }),
  update('SET n = (n + :v)', { ':v': 2 }, { n: 7 }),
  update('SET n = if_not_exists(n, :v)', { ':v': 2 }, {}),
  update('SET k = if_not_exists(blank, :v)', { ':v': 2 }, { k: null }),
  update('SET k = if_not_exists(absent, :v) + :v', { ':v': 2 }, { k: 4 }),
  update('SET k = if_not_exists(absent, if_not_exists(n, :v))', { ':v': 2 }, { k: 5 }),
  update('SET letters = list_append(letters, :v)', { ':v': ['d'] }, { letters: ['a', 'b', 'c', 'd'] }),
  update('SET k = list_append(if_not_exists(k, :e), :v)', { ':v': [1], ':e': [] }, { k: [1] }),
  update('SET k = n, n = :v', { ':v': 1 }, { k: 5, n: 1 }),
  update('SET k = nested.entries[1].x', undefined, { k: 2 }),
  update('SET letters[1] = :v', { ':v': 'B' }, { letters: ['a', 'B', 'c'] }),
  // The engine fills the gap up to the position with nulls.
  update(
    'SET letters[9] = :x, letters[7] = :v',
    { ':v': 'seven', ':x': 'nine' },
    { letters: ['a', 'b', 'c', 'seven', 'nine'] },
    { letters: ['a', 'b', 'c', null, null, null, null, 'seven', null, 'nine'] },
  ),
  update(
    'SET nested.#count = nested.#count + :v',
    { ':v': 1, '#count': 'count' },
    {
      nested: { ...stored.nested, count: 2 },
    },
  ),
  update(
    'SET nested.entries[0].y = :v, nested.entries[1].x = :v',
    { ':v': 9 },
    {
      nested: { count: 1, entries: [{ x: 1, y: 9 }, { x: 9 }] },
    },
  ),
  update('SET k = :v', { ':v': { list: [null, true], text: '' } }, { k: { list: [null, true], text: '' } }),
  update('REMOVE n, tags, absent', undefined, { n: undefined, tags: undefined }),
  // The engine removes one element after the other, so that the second position is another one by then.
  update('REMOVE letters[0], letters[1], letters[7]', undefined, { letters: ['c'] }, { letters: ['b'] }),
  update('REMOVE nested.entries[0].x', undefined, { nested: { count: 1, entries: [{}, { x: 2 }] } }),
  update('SET letters[0] = :v REMOVE letters[1]', { ':v': 'A' }, { letters: ['A', 'c'] }),
  update('ADD n :v', { ':v': -2 }, { n: 3 }),
  update('ADD k :v', { ':v': 2 }, { k: 2 }),
  update('ADD tags :v', { ':v': new Set(['blue', 'red']) }, { tags: new Set(['red', 'green', 'blue']) }),
  update('ADD k :v', { ':v': new Set([1]) }, { k: new Set([1]) }),
  update('ADD nested.#count :v', { ':v': 2, '#count': 'count' }, { nested: { ...stored.nested, count: 3 } }),
  update('DELETE tags :v', { ':v': new Set(['red', 'blue']) }, { tags: new Set(['green']) }),
  update('DELETE tags :v', { ':v': new Set(['red', 'green']) }, { tags: undefined }),
  update('DELETE absent :v', { ':v': new Set(['red']) }, {}),
  update(
    'set k = :v remove n add m :v delete tags :s',
    { ':v': 1, ':s': new Set(['red']) },
    {
      k: 1,
      m: 1,
      n: undefined,
      tags: new Set(['green']),
    },
  ),
  update(
    'SET board = :board ADD #0 :0, #1 :1',
    { '#0': 'n', '#1': 'k', ':0': 1, ':1': 2, ':board': 'b' },
    {
      board: 'b',
      n: 6,
      k: 2,
    },
  ),
  update('SET k = :v', { ':v': { kept: 1, gone: undefined } }, { k: { kept: 1 } }),

  bad('SET k = absent'),
  bad('SET absent.x = :v', { ':v': 1 }),
  bad('SET n.x = :v', { ':v': 1 }),
  bad('SET n[0] = :v', { ':v': 1 }),
  // The engine makes a list of a null.
  bad('SET blank[0] = :v', { ':v': 1 }, done),
  bad('SET k = n + absent'),
  bad('SET k = n + tags'),
  bad('SET k = n + :v', { ':v': '1' }),
  bad('SET k = n + :v + :v', { ':v': 1 }),
  bad('SET k = list_append(letters, :v)', { ':v': 1 }),
  bad('SET k = list_append(letters, n)'),
  bad('SET k = if_not_exists(n)'),
  bad('SET k = if_not_exists(n, :v + :v)', { ':v': 1 }),
  bad('SET k = size(n)'),
  bad('SET k = :v', undefined),
  bad('SET k = :v SET n = :v', { ':v': 1 }),
  bad('SET n = :v REMOVE n', { ':v': 1 }),
  bad('SET nested = :v, nested.k = :v', { ':v': 1 }),
  bad('SET #a.k = :v, nested.k = :v', { ':v': 1, '#a': 'nested' }),
  bad('SET nested[0] = :v, nested.k = :v', { ':v': 1 }),
  bad('SET id = :v', { ':v': 'b' }),
  bad('REMOVE id'),
  bad('SET #p = :v', { '#p': 'id', ':v': 'a' }),
  bad('SET #g = :v', { '#g': 'group', ':v': 1 }),
  bad('SET #g = :v', { '#g': 'group', ':v': '' }),
  bad('ADD n :v', { ':v': 'x' }),
  bad('ADD n :v', { ':v': new Set([1]) }),
  bad('ADD tags :v', { ':v': new Set([1]) }),
  bad('ADD letters :v', { ':v': ['d'] }),
  bad('ADD n n'),
  bad('DELETE n :v', { ':v': 5 }),
  bad('DELETE numbers :v', { ':v': new Set(['1']) }),
  bad('n = :v', { ':v': 1 }),
  bad(''),
  bad('SET'),
  bad('SET name = :v', { ':v': 1 }),
  bad('SET k = :v', { ':v': 'x'.repeat(409_600) }),
  bad('REMOVE absent.x', undefined, done),

  returning('an update returns nothing by itself', 'NONE', done, [stored]),
  returning('an update returns the item as it was', 'ALL_OLD', { Attributes: stored }, [stored]),
  returning(
    'an update returns what it changed',
    'UPDATED_NEW',
    { Attributes: { nested: { count: 2 }, added: 2 } },
    [stored],
  ),
  returning(
    'an update returns what it changed as it was',
    'UPDATED_OLD',
    { Attributes: { nested: { count: 1 }, n: 5 } },
    [stored],
  ),
  aCase(
    'an update of an absent item adds it',
    step(
      'UpdateCommand',
      {
        TableName: 'steps',
        Key: { holder: 'o', step: '1' },
        UpdateExpression: 'ADD n :v',
        ...placeholders({ ':v': 1 }),
      },
      done,
    ),
    { leaves: { steps: [{ holder: 'o', step: '1', n: 1 }] } },
  ),
  aCase(
    'an update without an expression adds the key',
    step(
      'UpdateCommand',
      { TableName: 'things', Key: { id: 'k' }, ReturnValues: 'ALL_NEW' },
      {
        Attributes: { id: 'k' },
      },
    ),
    { leaves: { things: [{ id: 'k' }] } },
  ),
  aCase(
    'an update of an absent item has no old attributes',
    step(
      'UpdateCommand',
      { TableName: 'things', Key: { id: 'k' }, UpdateExpression: 'REMOVE x', ReturnValues: 'ALL_OLD' },
      done,
      // The engine returns the key.
      { Attributes: { id: 'k' } },
    ),
  ),
  aCase(
    'an update whose condition fails changes nothing, and shows the item if asked to',
    step(
      'UpdateCommand',
      {
        TableName: 'things',
        Key: { id: 'a' },
        UpdateExpression: 'SET n = :v',
        ConditionExpression: 'n = :v',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        ...placeholders({ ':v': 6 }),
      },
      { ...failed, Item: { id: { S: 'a' }, n: { N: '5' } } },
    ),
    { given: { things: [{ id: 'a', n: 5 }] }, leaves: { things: [{ id: 'a', n: 5 }] } },
  ),
];
