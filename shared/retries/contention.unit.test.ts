import { describe, expect, test } from 'vitest';
import { contentionOf, isContention } from './contention.ts';

const named = (name: string) => Object.assign(new Error('refused'), { name });

const cancelled = (...codes: string[]) =>
  Object.assign(named('TransactionCanceledException'), {
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe('an error that a retry may overcome', () => {
  test.each([
    ['TransactionConflictException', 'conflict'],
    ['ThrottlingException', 'overload'],
    ['ProvisionedThroughputExceededException', 'overload'],
    ['RequestLimitExceeded', 'overload'],
    ['TransactionInProgressException', 'overload'],
    ['InternalServerError', 'overload'],
    ['KeysUnread', 'overload'],
    ['ItemsUnwritten', 'overload'],
    ['TimeoutError', 'overload'],
  ])('%s is a %s', (name, contention) => {
    expect(contentionOf(named(name))).toBe(contention);
    expect(isContention(named(name))).toBe(true);
  });

  test.each([
    [['None', 'TransactionConflict'], 'conflict'],
    [['ThrottlingError', 'None'], 'overload'],
    [['ProvisionedThroughputExceeded'], 'overload'],
    [['TransactionConflict', 'ThrottlingError'], 'overload'],
  ])('a transaction cancelled for %j is a %s', (codes, contention) => {
    expect(contentionOf(cancelled(...codes))).toBe(contention);
  });
});

describe('no retry overcomes', () => {
  test.each([
    ['a validation error', named('ValidationException')],
    ['a failed condition', cancelled('ConditionalCheckFailed')],
    ['a failed condition beside a conflict', cancelled('TransactionConflict', 'ConditionalCheckFailed')],
    ['something that is no error', undefined],
    ['a cancelled transaction without reasons', named('Error')],
  ])('%s', (_, error) => {
    expect(contentionOf(error)).toBeUndefined();
    expect(isContention(error)).toBe(false);
  });
});
