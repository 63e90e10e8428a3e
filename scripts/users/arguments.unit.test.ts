import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

const email = 'ada@example.com';
const local = { kind: 'local', port: 3000 };

test.each([
  [['list'], { kind: 'list' }, local],
  [['add', email], { kind: 'add', email, role: 'viewer', printPassword: false }, local],
  [
    ['add', email, '--role', 'editor', '--print-password', '--stage', 'prod'],
    { kind: 'add', email, role: 'editor', printPassword: true },
    { kind: 'aws', stage: 'prod' },
  ],
  [
    ['role', email, 'editor', '--port', '4000'],
    { kind: 'role', email, role: 'editor' },
    { ...local, port: 4000 },
  ],
  [['remove', email, '--stage=dev'], { kind: 'remove', email }, { kind: 'aws', stage: 'dev' }],
])('the arguments %j are valid', (args, action, place) => {
  expect(readArguments(args)).toEqual({ action, place });
});

test('--help asks for help', () => {
  expect(readArguments(['--help'])).toBeUndefined();
});

test.each([
  [[], 'Expected add, role, remove or list.'],
  [['invite', email], 'Expected add, role, remove or list.'],
  [['constructor'], 'Expected add, role, remove or list.'],
  [['add'], 'Expected: add EMAIL'],
  [['add', email, 'editor'], 'Expected: add EMAIL'],
  [['list', email], 'Expected: list'],
  [['role', email], 'Expected: role EMAIL viewer|editor'],
  [['remove'], 'Expected: remove EMAIL'],
  [['add', 'ada'], '"ada" is not an e-mail address.'],
  [['add', email, '--role', 'admin'], 'The role must be viewer or editor, not "admin".'],
  [['role', email, 'none'], 'The role must be viewer or editor, not "none".'],
  [['role', email, 'editor', '--role', 'editor'], '--role belongs to add.'],
  [['list', '--print-password'], '--print-password belongs to add.'],
  [['list', '--stage', 'test'], '--stage must be dev or prod, not "test".'],
  [['list', '--stage', 'dev', '--port', '3000'], 'either --port or --stage'],
  [['list', '--port', '0'], '--port must be between 1 and 65535, not "0".'],
  [['list', '--colour'], '--colour'],
])('the arguments %j are refused with a message that names the mistake', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});
