import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCause, anId } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { handler } = await import('./disclose-customer.ts');
const { purchases } = await import('../adapters/tables.ts');
afterAll(() => database.close());

const customerId = anId(1);
const START = Date.parse('2026-03-01T00:00:00.000Z');
const ids = Array.from({ length: 205 }, (_, n) => newId(new Date(START + n * 1000).toISOString()));

beforeAll(async () => {
  for (const purchaseId of ids) {
    await purchases.add(aPurchase({ purchaseId, customerId }), { cause: aCause });
  }
  await purchases.add(aPurchase({ purchaseId: newId(), customerId: anId(2) }), { cause: aCause });
});

/** One answer: the ids of its purchases, and the cursor of the next. */
async function disclosed(cursor?: string) {
  const asked = { customerId, ...(cursor && { cursor }) };
  const answer = await handler({ correlationId: 'trace-1', asked });
  const { held } = answer as { held: { purchases: { purchaseId: string }[]; nextCursor?: string } };
  return { found: held.purchases.map(({ purchaseId }) => purchaseId), nextCursor: held.nextCursor };
}

test('any number of purchases is disclosed in parts of 100, newest first, each once', async () => {
  const first = await disclosed();
  const second = await disclosed(first.nextCursor);
  const third = await disclosed(second.nextCursor);
  expect([first, second, third].map(({ found }) => found.length)).toEqual([100, 100, 5]);
  expect([first, second, third].flatMap(({ found }) => found)).toEqual(ids.toReversed());
  expect(third.nextCursor).toBeUndefined();
});
