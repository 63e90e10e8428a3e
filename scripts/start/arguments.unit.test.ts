import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test.each([
  [[], { kind: 'start', port: 3000, demo: true }],
  [['--port', '8080'], { kind: 'start', port: 8080, demo: true }],
  [['--port=0', '--no-demo'], { kind: 'start', port: 0, demo: false }],
  [['--authorization', 'open'], { kind: 'start', port: 3000, demo: true, authorization: 'open' }],
  [['--data', 'shop'], { kind: 'start', port: 3000, demo: true, data: 'shop' }],
  [['--help'], { kind: 'help' }],
  [['-h', '--port', 'x'], { kind: 'help' }],
])('the arguments %j are valid', (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});

test.each([
  [['--port', '65536'], /--port must be between 0 and 65535, not "65536"/],
  [['--port', '-1'], /--port/],
  [['--port', '30x'], /"30x"/],
  [['--port'], /--port/],
  [['--authorization', 'none'], /--authorization must be cognito or open, not "none"/],
  [['--data', ''], /--data needs a folder/],
  [['--demo'], /--demo/],
  [['3000'], /3000/],
])('the arguments %j are refused with a message that names the mistake', (args, message) => {
  expect(readArguments(args)).toEqual({ kind: 'invalid', message: expect.stringMatching(message) });
});
