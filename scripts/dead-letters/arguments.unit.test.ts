import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test.each([
  [['list'], { action: { kind: 'list' }, place: { kind: 'local', port: 3000 }, json: false }],
  [
    ['list', '--port', '4000', '--json'],
    { action: { kind: 'list' }, place: { kind: 'local', port: 4000 }, json: true },
  ],
  [
    ['show', 'a', '--target', 'localstack'],
    { action: { kind: 'show', id: 'a' }, place: { kind: 'localstack' }, json: false },
  ],
  [
    ['redrive', '--target', 'aws', '--stage', 'prod'],
    { action: { kind: 'redrive', ids: [] }, place: { kind: 'aws', stage: 'prod' }, json: false },
  ],
  [['redrive', 'a', 'b'], { action: { kind: 'redrive', ids: ['a', 'b'] } }],
  [['discard', 'a'], { action: { kind: 'discard', ids: ['a'] } }],
])('%j is understood', (args, expected) => {
  expect(readArguments(args)).toMatchObject(expected);
});

test('--help is not an action', () => {
  expect(readArguments(['--help'])).toBeUndefined();
});

test.each([
  [[], 'Expected list, show, redrive or discard.'],
  [['list', 'a'], 'list takes no ID'],
  [['show'], 'show takes one ID.'],
  [['show', 'a', 'b'], 'show takes one ID.'],
  [['discard'], 'discard takes at least one ID.'],
  [['list', '--port', '0'], '--port must be between 1 and 65535'],
  [['list', '--target', 'aws'], '--target aws needs --stage dev or prod.'],
  [['list', '--target', 'aws', '--stage', 'test'], 'not "test"'],
  [['list', '--target', 'azure'], '--target must be localstack or aws, not "azure".'],
  [['list', '--stage', 'dev'], '--stage belongs to --target aws.'],
  [['list', '--target', 'aws', '--stage', 'dev', '--port', '3000'], 'either --port or --target'],
  [['list', '--all'], "Unknown option '--all'"],
])('%j is refused', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});
