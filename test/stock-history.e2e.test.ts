import { expect, test } from 'vitest';
import { everyPage, get, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, buy } from './support/shop.ts';

test('a product tells how its stock changed, when, why and by whom', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 10 })];
  const path = `/products/${product.productId}`;
  const { purchaseId } = await buy(customer, product, 3);
  await buy(customer, product, 1);
  await post(`/purchases/${purchaseId}/returns`, { quantity: 2 });
  await eventually(async () => expect((await get(path)).body.stock).toBe(8));
  const adjusted = await post(`${path}/stock-adjustments`, { delta: -5, reason: 'Breakage' });
  await eventually(async () => {
    const history = await everyPage(`${path}/stock-changes?limit=2`);
    expect(history).toMatchObject([
      { number: 4, kind: 'adjusted', delta: -5, stock: 3, reason: 'Breakage' },
      { number: 3, kind: 'returned', delta: 2, stock: 8, purchases: 1, purchaseId },
      { number: 2, kind: 'sold', delta: -4, stock: 6, purchases: 2 },
      { number: 1, kind: 'added', delta: 10, stock: 10, at: product.createdAt },
    ]);
    expect(history[0].by).toEqual(adjusted.body.updatedBy);
    expect(history[3].by).toEqual(product.updatedBy);
  });
  expect((await get(`${path}/totals`)).body.soldLately).toEqual({ days: 1, units: 2 });
});
