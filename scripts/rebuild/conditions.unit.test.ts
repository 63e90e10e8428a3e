import { expect, test } from 'vitest';
import { unchanged } from './conditions.ts';

test('a row is unchanged if all of its attributes are', () => {
  expect(unchanged({ id: 'a', count: 2 }, 'id')).toEqual({
    ConditionExpression: '#u0 = :u0 AND #u1 = :u1',
    ExpressionAttributeNames: { '#u0': 'id', '#u1': 'count' },
    ExpressionAttributeValues: { ':u0': 'a', ':u1': 2 },
  });
});

test('a row that did not exist is unchanged if it still does not', () => {
  expect(unchanged(undefined, 'id')).toEqual({
    ConditionExpression: 'attribute_not_exists(#key)',
    ExpressionAttributeNames: { '#key': 'id' },
  });
});
