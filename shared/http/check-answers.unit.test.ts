import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { CHECK_ANSWERS } from '../../contracts/definition/answer-fault.ts';
import { defineRoute } from '../../contracts/definition/define-route.ts';
import { logger } from '../logging/logger.ts';
import { Refusal } from '../refusals/refusal.ts';
import { ask } from '../testing/api-event.ts';
import { ok } from './answer.ts';
import { endpoint } from './endpoint.ts';

const GetThing = defineRoute('GetThing', 'GET', '/things', {
  role: 'viewer',
  summary: '',
  answer: { status: 200, body: z.strictObject({ name: z.string() }) },
});

/** Asks an endpoint that answers this, whatever its contract says, where answers are checked or are not. */
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

describe('where answers are checked', () => {
  test('one that fits its contract is given', async () => {
    expect(await answered(() => ok({ name: 'x' }), true)).toBe(200);
  });

  test.each([
    ['has a field too many', () => ok({ name: 'x', secret: 1 }), /secret/],
    ['lacks a field', () => ok({}), /name/],
    [
      'has another status',
      () => ({ status: 201, body: { name: 'x' } }),
      /answered 201; its contract says 200/,
    ],
    [
      'is a problem that the contract does not name',
      () => {
        throw new Refusal('gone', 'No longer.');
      },
      /the problem gone, which its contract does not declare/,
    ],
  ])('one that %s is a 500, and the log says what is wrong', async (_, handle, reason) => {
    expect(await answered(handle, true)).toBe(500);
    expect(logged()).toMatch(reason);
  });
});

test('elsewhere answers are given as they are', async () => {
  expect(await answered(() => ok({}), false)).toBe(200);
});
