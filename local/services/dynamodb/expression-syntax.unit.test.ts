import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionSyntaxError } from './expression-syntax.ts';

const said = (request: unknown) => expressionSyntaxError(JSON.stringify(request));

describe('a character outside of ASCII in an expression', () => {
  it.each<[string, unknown, string]>([
    [
      'is a syntax error of UpdateExpression',
      { TableName: 'orders', UpdateExpression: 'SET € = :v' },
      'Invalid UpdateExpression: Syntax error; token: "€", near: "SET € ="',
    ],
    [
      'is one of ProjectionExpression in a batch',
      { RequestItems: { orders: { Keys: [], ProjectionExpression: 'id, é' } } },
      'Invalid ProjectionExpression: Syntax error; token: "é", near: ", é"',
    ],
    [
      'is one of an expression in a transaction',
      { TransactItems: [{ Put: {} }, { ConditionCheck: { ConditionExpression: 'a = :\u{1F600}' } }] },
      'Invalid ConditionExpression: Syntax error; token: "\u{1F600}", near: ":\u{1F600}"',
    ],
    [
      'is one when it is a space that only looks like one',
      { FilterExpression: '\u00a0' },
      'Invalid FilterExpression: Syntax error; token: "\u00a0", near: "\u00a0"',
    ],
  ])('%s', (_, request, expected) => {
    expect(said(request)).toBe(expected);
  });

  it('is found however it is written', () => {
    expect(expressionSyntaxError('{"KeyConditionExpression":"\\u20ac"}')).toContain('token: "€"');
  });
});

it('names and values may hold any character', () => {
  const request = {
    TableName: 'orders',
    UpdateExpression: 'SET #n = :v',
    ExpressionAttributeNames: { '#n': 'größe' },
    ExpressionAttributeValues: { ':v': { M: { UpdateExpression: { S: '€' } } } },
  };
  expect(said(request)).toBeUndefined();
});

it('what is no JSON is left to the engine', () => {
  expect(expressionSyntaxError('{"UpdateExpression": "€')).toBeUndefined();
});

it('every expression is either plain ASCII or refused with the token and what is near it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (expression) => {
      const error = said({ UpdateExpression: expression });
      const plain = [...expression].every((character) => character < '\u0080');
      expect(error === undefined).toBe(plain);
      if (error !== undefined)
        expect(error).toMatch(/^Invalid UpdateExpression: Syntax error; token: ".*", near: ".*"$/s);
    }),
  );
});
