import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { CHECK_ANSWERS } from '../../contracts/definition/answer-fault.ts';
import { defineRoute } from '../../contracts/definition/define-route.ts';
import { logger } from '../logging/logger.ts';
import { Refusal } from '../refusals/refusal.ts';
import { ask } from '../testing/api-event.ts';
import { ok } from './answer.ts';
import { endpoint } from './endpoint.ts';

const GetThing = defineRoute('GetThing', 'GET', '/things', () => ({
  role: 'viewer',
  summary: '',
  answer: { status: 200, body: z.strictObject({ name: z.string() }) },
}));

/** The status of an endpoint with this handler, with checks of answers on or off. */
async function answered(handle: () => unknown, checked: boolean) {
  vi.stubEnv(CHECK_ANSWERS, checked ? 'yes' : undefined);
  const handler = endpoint(GetThing, async () => handle() as never);
  return (await ask(handler, { path: '/things' })).status;
}

beforeEach(() => {
  vi.spyOn(logger, 'error').mockReturnValue();
});

const logged = () =>
  JSON.stringify(
    vi.mocked(logger.error).mock.calls.map(([, extra]) => String((extra as { error: Error }).error)),
  );

describe('with checks on, an answer', () => {
  test('that conforms to its contract is returned', async () => {
    expect(await answered(() => ok({ name: 'x' }), true)).toBe(200);
  });

  test.each([
    ['has an extra field', () => ok({ name: 'x', secret: 1 }), /secret/],
    ['lacks a field', () => ok({}), /name/],
    [
      'has another status',
      () => ({ status: 201, body: { name: 'x' } }),
      /answered 201; its contract says 200/,
    ],
    [
      'is a problem that the contract does not declare',
      () => {
        throw new Refusal('gone', 'No longer.');
      },
      /the problem gone, which its contract does not declare/,
    ],
  ])('that %s becomes a 500, and the log says what is wrong', async (_, handle, reason) => {
    expect(await answered(handle, true)).toBe(500);
    expect(logged()).toMatch(reason);
  });
});

test('with checks off, any answer is returned', async () => {
  expect(await answered(() => ok({}), false)).toBe(200);
});
