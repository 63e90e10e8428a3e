import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test.each([
  [[], { role: 'editor', url: 'http://localhost:3000' }],
  [['--role', 'viewer', '--port', '4000'], { role: 'viewer', url: 'http://localhost:4000' }],
  [['--url', 'https://d1.cloudfront.net'], { role: 'editor', url: 'https://d1.cloudfront.net' }],
  [['--help'], undefined],
])('the arguments %j are valid', (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});

test.each([
  [['--role', 'admin'], '--role must be viewer or editor, not "admin".'],
  [['--port', '0'], '--port must be between 1 and 65535, not "0".'],
  [['--port', 'x'], '--port'],
  [['--url', 'localhost'], '--url must be a URL'],
  [['--url', 'https://d1.cloudfront.net', '--port', '3000'], 'either --port or --url'],
  [['--rolle', 'editor'], '--rolle'],
])('the arguments %j are refused with a message that names the mistake', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});
