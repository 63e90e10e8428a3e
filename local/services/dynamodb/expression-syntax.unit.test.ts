import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionSyntaxError } from './expression-syntax.ts';

const errorIn = (request: unknown) => expressionSyntaxError(JSON.stringify(request));

describe('a non-ASCII character in an expression', () => {
  it.each<[string, unknown, string]>([
    [
      'is a syntax error in UpdateExpression',
      { TableName: 'orders', UpdateExpression: 'SET € = :v' },
      'Invalid UpdateExpression: Syntax error; token: "€", near: "SET € ="',
    ],
    [
      'is a syntax error in ProjectionExpression of a batch',
      { RequestItems: { orders: { Keys: [], ProjectionExpression: 'id, é' } } },
      'Invalid ProjectionExpression: Syntax error; token: "é", near: ", é"',
    ],
    [
      'is a syntax error in ConditionExpression of a transaction',
      { TransactItems: [{ Put: {} }, { ConditionCheck: { ConditionExpression: 'a = :\u{1F600}' } }] },
      'Invalid ConditionExpression: Syntax error; token: "\u{1F600}", near: ":\u{1F600}"',
    ],
    [
      'is a syntax error even if it is a non-breaking space',
      { FilterExpression: '\u00a0' },
      'Invalid FilterExpression: Syntax error; token: "\u00a0", near: "\u00a0"',
    ],
  ])('%s', (_, request, expected) => {
    expect(errorIn(request)).toBe(expected);
  });

  it('is found even if it is escaped', () => {
    expect(expressionSyntaxError('{"KeyConditionExpression":"\\u20ac"}')).toContain('token: "€"');
  });
});

it('names and values may contain any character', () => {
  const request = {
    TableName: 'orders',
    UpdateExpression: 'SET #n = :v',
    ExpressionAttributeNames: { '#n': 'größe' },
    ExpressionAttributeValues: { ':v': { M: { UpdateExpression: { S: '€' } } } },
  };
  expect(errorIn(request)).toBeUndefined();
});

it('invalid JSON is left to the engine', () => {
  expect(expressionSyntaxError('{"UpdateExpression": "€')).toBeUndefined();
});

it('every expression is either plain ASCII or rejected with the token and its surroundings', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (expression) => {
      const error = errorIn({ UpdateExpression: expression });
      const plain = [...expression].every((character) => character < '\u0080');
      expect(error === undefined).toBe(plain);
      if (error !== undefined)
        expect(error).toMatch(/^Invalid UpdateExpression: Syntax error; token: ".*", near: ".*"$/s);
    }),
  );
});
