import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { CHECK_ANSWERS } from '../../contracts/definition/answer-fault.ts';
import { defineRoute } from '../../contracts/definition/define-route.ts';
import { GuardFailed } from '../dynamodb/commit.ts';
import type { IdempotencyTable } from '../idempotency/idempotency-table.ts';
import { logger } from '../logging/logger.ts';
import { Refusal } from '../refusals/refusal.ts';
import { ask } from '../testing/api-event.ts';
import { ok, resultOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { fingerprintOf } from './fingerprint.ts';

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

test('an answer that is remembered follows the contract of the version that first gave it', async () => {
  vi.stubEnv(CHECK_ANSWERS, 'yes');
  const AddThing = defineRoute('AddThing', 'POST', '/things', () => ({
    role: 'editor',
    summary: '',
    answer: GetThing.answer,
  }));
  const identity = { method: 'POST', resource: '/things', path: {}, query: {}, body: undefined };
  const remembered = { fingerprint: fingerprintOf(identity), answer: resultOf(ok({})) };
  const idempotency = { find: async () => remembered } as unknown as IdempotencyTable;
  const taken = async () => {
    throw new GuardFailed(['idempotency-key']);
  };
  const request = { method: 'POST', path: '/things', headers: { 'idempotency-key': 'a-key' } };
  const answer = await ask(endpoint(AddThing, taken, { idempotency }), request);
  expect([answer.status, answer.body]).toEqual([200, {}]);
});

test('with checks off, any answer is returned', async () => {
  expect(await answered(() => ok({}), false)).toBe(200);
});
