import { afterAll, expect, test } from 'vitest';
import { ask } from '../../../shared/testing/api-event.ts';
import { consumedBy } from '../../../shared/testing/consumed-capacity.ts';
import { aCause, anId, LATER } from '../../../shared/testing/fixed.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { settlePurchase } from '../domain/purchase.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
const { purchases } = await import('../adapters/tables.ts');
const { handler } = await import('./list-purchases.ts');
afterAll(() => database.close());

async function save(from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    const purchase = aPurchase({ purchaseId: anId(n), status: n % 9 === 0 ? 'rejected' : 'completed' });
    await purchases.add(purchase, { cause: aCause });
  }
}

test('a page of all purchases costs four queries and one batch read, however many purchases there are', async () => {
  const page = () =>
    consumedBy(documentClient, async () => {
      expect((await ask(handler, {})).body.items).toHaveLength(25);
    });
  // Each query costs half a unit, and each purchase read from the table one unit.
  const cost = { units: 4 / 2 + 25, requests: 4 + 1 };
  await save(0, 60);
  expect(await page()).toEqual(cost);
  await save(60, 400);
  expect(await page()).toEqual(cost);
});

// See docs/cost.md.
test('a purchase writes four index rows when requested, and removes one when it is completed', async () => {
  const requested = aPurchase({ purchaseId: newId() });
  expect(await consumedBy(documentClient, () => purchases.add(requested, { cause: aCause }))).toEqual({
    units: 1 + 4,
    requests: 1,
  });
  // The purchase is read first, and counts for its day in one transaction, in which each costs twice. It leaves the list of pending
  // ones, and the list of days changes; the other rows have nothing that does.
  const settle = () =>
    purchases.change(requested.purchaseId, (purchase) => settlePurchase(purchase, undefined, LATER), {
      cause: aCause,
    });
  expect(await consumedBy(documentClient, settle)).toEqual({ units: 1 + (2 + 2) + 1 + 1, requests: 2 });
});
