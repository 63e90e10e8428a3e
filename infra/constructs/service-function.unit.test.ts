import { App, Stack } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { ServiceFunction } from './service-function.ts';

test('a function without a handler is an error that names the missing file', () => {
  const stack = new Stack(new App(), 'Stack');
  const props = { service: 'customer', description: 'Follows.', environment: {} };
  expect(() => new ServiceFunction(stack, 'FollowMoves', props)).toThrow(
    'FollowMoves has no handler: functions/customer/handlers/follow-moves.ts is missing',
  );
});
