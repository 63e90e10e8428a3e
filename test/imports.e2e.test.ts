import { expect, test } from 'vitest';
import { api, get, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, buy, productsOf, requestPurchase } from './support/shop.ts';

test('an import makes its purchases, each once, and says what became of each', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 100 })];
  await buy(customer, product);
  const { customerId } = customer;
  const { productId } = product;
  const one = (changes: object = {}) => ({ key: aWord(), customerId, productId, quantity: 2, ...changes });
  const purchases = [
    ...Array.from({ length: 20 }, (_, n) => one({ purchasedAt: `2024-01-${10 + n}T12:00:00+01:00` })),
    one({ productId: customerId }),
    one({ quantity: 1_000 }),
    one({ quantity: 'two' }),
  ];
  const { results } = await api('POST /imports', { body: { purchases } });
  expect(results.map(({ key }) => key)).toEqual(purchases.map(({ key }) => key));
  expect(results.slice(20).map((each) => ('problem' in each ? each.problem.status : 'accepted'))).toEqual([
    422,
    'accepted',
    400,
  ]);
  expect(await api('POST /imports', { body: { purchases: purchases.slice(0, 20) } })).toEqual({
    results: results.slice(0, 20),
  });
  await eventually(async () => {
    expect(await productsOf(customer)).toMatchObject([{ units: 41, purchases: 21 }]);
    expect((await get(`/products/${productId}`)).body.stock).toBe(59);
  });
  const ids = results.flatMap((each) => ('purchase' in each ? [each.purchase.purchaseId] : []));
  await eventually(async () => {
    const { items } = await api('GET /purchases', { query: { ids } });
    expect(items).toHaveLength(21);
    expect(Object.groupBy(items, ({ status }) => status)).toMatchObject({
      completed: Array.from({ length: 20 }, () => expect.anything()),
      rejected: [{ quantity: 1_000, rejection: { code: 'insufficient-stock' } }],
    });
  });
});

test('a key that a purchase used gives its answer to an import', async () => {
  const [customer, product] = [await addCustomer(), await addProduct()];
  const key = aWord();
  const purchase = await requestPurchase(customer, product, 1, { 'idempotency-key': key });
  const { customerId, productId } = purchase;
  const { results } = await api('POST /imports', {
    body: { purchases: [{ key, customerId, productId, quantity: 1 }] },
  });
  expect(results).toEqual([{ key, purchase }]);
});

test('an import without purchases, with too many, or without keys is refused whole', async () => {
  const purchase = { key: 'a', customerId: aWord(), productId: aWord(), quantity: 1 };
  for (const purchases of [[], Array(101).fill(purchase), [{ ...purchase, key: '' }], 'all', undefined])
    expect((await post('/imports', { purchases })).status).toBe(400);
});
