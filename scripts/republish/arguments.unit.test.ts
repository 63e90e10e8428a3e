import { expect, test } from 'vitest';
import { anId } from '../../shared/testing/fixed.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { readArguments } from './arguments.ts';

test('without options, everything on this machine is published again', () => {
  expect(readArguments([])).toEqual({
    place: { kind: 'local', port: 3000 },
    service: undefined,
    id: undefined,
    rate: 100,
    fromStart: false,
  });
});

test('a service, an id, a rate and a place can be given', () => {
  const id = anId(10);
  const args = ['--service', 'catalog', '--id', id.toUpperCase(), '--rate', '5', '--from-start'];
  expect(readArguments([...args, '--target', 'localstack'])).toEqual({
    place: { kind: 'localstack' },
    service: 'catalog',
    id,
    rate: 5,
    fromStart: true,
  });
});

test.each([
  [['--service', 'stock'], '--service must be customer, catalog, purchases, not "stock".'],
  [['--id', '7'], '--id must be the id of a customer, product or purchase, not "7".'],
  [['--rate', '0'], '--rate must be from 1 to 10000, not "0".'],
  [['--rate', '1e3'], '--rate must be from 1 to 10000, not "1e3".'],
  [['everything'], /everything/],
])('the arguments %j are refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});
