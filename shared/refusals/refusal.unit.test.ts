import { expect, test } from 'vitest';
import { contentionRefusal } from './contention-refusal.ts';
import { notFound, Refusal } from './refusal.ts';

test('a refusal is an error with a code for programs and a detail for people', () => {
  const refusal = new Refusal('invalid-cursor', 'Start without one.', [
    { path: 'cursor', message: 'is bad' },
  ]);
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal).toMatchObject({
    name: 'Refusal',
    code: 'invalid-cursor',
    message: 'Start without one.',
    errors: [{ path: 'cursor', message: 'is bad' }],
  });
});

test('what does not exist is named', () => {
  expect(notFound('customer', '42')).toMatchObject({
    code: 'not-found',
    message: 'There is no customer 42.',
    errors: undefined,
  });
});

test.each([
  ['ThrottlingException', 'overloaded', 'The service is overloaded; try again in a few seconds.'],
  ['TransactionConflictException', 'concurrent-change', 'Too many concurrent changes; try again.'],
])('contention that outlasts all retries is refused: %s as %s', (name, code, message) => {
  expect(contentionRefusal(Object.assign(new Error(), { name }))).toMatchObject({ code, message });
});

test('any other error is no refusal', () => {
  expect(contentionRefusal(new Error('a bug'))).toBeUndefined();
});
