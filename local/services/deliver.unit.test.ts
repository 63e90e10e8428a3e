import { expect, test } from 'vitest';
import { deliverWith } from './deliver.ts';
import type { InvokeResult } from './invoke.ts';

const done: InvokeResult = { ok: true, payload: { batchItemFailures: [] } };
const crashed: InvokeResult = { ok: false, error: { type: 'Error', message: 'boom' } };
const partly: InvokeResult = { ok: true, payload: { batchItemFailures: [{ itemIdentifier: 'a' }] } };

/** Delivers to a function with this result, and calls `during` while it runs. */
function delivering(result: InvokeResult, during: (room: { isFull: boolean; shortages: number }) => void) {
  const closing = new AbortController();
  const room = { isFull: false, shortages: 0, whenRoom: async () => {} };
  let invocations = 0;
  const invoke = async () => {
    invocations += 1;
    during(room);
    return result;
  };
  const backlog = { whenFew: async () => {} };
  const deliver = deliverWith(invoke, { room, backlog, closing: closing.signal });
  return { closing, room, invocations: () => invocations, deliver: () => deliver('function', {}) };
}

test.each([done, crashed, partly])('with room, the result is that of the function: %j', async (result) => {
  expect(await delivering(result, () => {}).deliver()).toBe(result);
});

test('while the disk is full, no function is invoked', async () => {
  const { deliver, invocations, room } = delivering(done, () => {});
  room.isFull = true;
  expect(await deliver()).toBe('interrupted');
  expect(invocations()).toBe(0);
});

test.each([
  [crashed, 'interrupted'],
  [partly, 'interrupted'],
  [done, done],
])('if the disk was full meanwhile, a failure does not count: %j', async (result, expected) => {
  const { deliver } = delivering(result, (room) => {
    room.shortages += 1;
  });
  expect(await deliver()).toBe(expected);
});

test.each([
  [crashed, 'interrupted'],
  [done, done],
])('if the system ends meanwhile, a failure does not count: %j', async (result, expected) => {
  const { closing, deliver } = delivering(result, () => closing.abort());
  expect(await deliver()).toBe(expected);
});

test('an event waits until few requests do', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const room = { isFull: false, shortages: 0, whenRoom: async () => {} };
  const order: string[] = [];
  const invoke = async () => {
    order.push('invoked');
    return done;
  };
  const backlog = { whenFew: () => promise };
  const delivered = deliverWith(invoke, { room, backlog, closing: new AbortController().signal })('f', {});
  await new Promise(setImmediate);
  order.push('few');
  resolve();
  await delivered;
  expect(order).toEqual(['few', 'invoked']);
});
