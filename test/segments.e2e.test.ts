import { expect, test } from 'vitest';
import { api } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, requestPurchase } from './support/shop.ts';

test('the customers who bought any of several products are found, and the products that one of them bought', async () => {
  const category = `Kind ${aWord()}`;
  const [oak, elm] = [await addProduct({ category }), await addProduct({ category })];
  const [ada, zoe, jo] = [await addCustomer(), await addCustomer({ name: 'Zoë' }), await addCustomer()];
  await requestPurchase(ada, oak, 2);
  await requestPurchase(ada, elm, 1);
  await requestPurchase(zoe, elm, 4);
  const bought = [oak, elm].map(({ productId }) => productId);

  await eventually(async () => {
    const { items } = await api('GET /customers', { query: { bought } });
    expect(items.map(({ customerId }) => customerId)).toEqual([zoe.customerId, ada.customerId]);
  });
  const named = await api('GET /customers', { query: { bought, name: 'zoe' } });
  expect(named.items.map(({ customerId }) => customerId)).toEqual([zoe.customerId]);

  await eventually(async () => {
    expect(await api('GET /buyers', { query: { category } })).toMatchObject({
      items: [
        { customerId: zoe.customerId, name: 'Zoë', units: 4, purchases: 1, products: 1 },
        { customerId: ada.customerId, name: ada.name, units: 3, purchases: 2, products: 2 },
      ],
      products: 2,
      hasMoreProducts: false,
    });
  });
  const { items } = await api('GET /products', { query: { boughtBy: ada.customerId } });
  expect(items.map(({ productId }) => productId)).toEqual([elm.productId, oak.productId]);
  expect(await api('GET /products', { query: { boughtBy: jo.customerId } })).toEqual({ items: [] });
});
