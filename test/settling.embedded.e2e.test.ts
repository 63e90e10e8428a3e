import { expect, test } from 'vitest';
import { get } from './support/api.ts';
import { addCustomer, addProduct, outcomesOf, requestPurchase } from './support/shop.ts';

const PURCHASES = 100;
const BUYERS = 5;
const READERS = 3;

// Only for the embedded runtime: its indexes never lag, so every accepted purchase has to be listed.
test('a list that is read while purchases settle misses none of them', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: PURCHASES / 2 })];
  const first = await requestPurchase(customer, product);
  const accepted: string[] = [first.purchaseId];
  let reading = true;

  const buy = async () => {
    while (accepted.length < PURCHASES) accepted.push((await requestPurchase(customer, product)).purchaseId);
  };
  const read = async (): Promise<string[]> => {
    const missing: string[] = [];
    while (reading) {
      const before = [...accepted];
      const { body } = await get(`/purchases?from=${first.purchasedAt}&limit=100`);
      const ids: string[] = body.items.map(({ purchaseId }: { purchaseId: string }) => purchaseId);
      const last = body.nextCursor === undefined ? '' : (ids.at(-1) ?? '');
      missing.push(...before.filter((id) => id >= last && !ids.includes(id)));
    }
    return missing;
  };

  const readers = Array.from({ length: READERS }, read);
  await Promise.all(Array.from({ length: BUYERS }, buy));
  await outcomesOf(product);
  reading = false;
  expect((await Promise.all(readers)).flat()).toEqual([]);
});
