import { describe, expect, test } from 'vitest';
import { api, get, patch, post, remove } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, buy, productsOf } from './support/shop.ts';

const exportOf = ({ customerId }: { customerId: string }) =>
  api('GET /customers/{customerId}/export', { path: { customerId } });

describe('the export of a customer', () => {
  test('has what each service holds of them', async () => {
    const customer = await addCustomer({ country: 'Norway' });
    const [product, scarce] = [await addProduct(), await addProduct({ stock: 1 })];
    const bought = await buy(customer, product, 2);
    const rejected = await buy(customer, scarce, 5);
    const others = await buy(await addCustomer(), product);
    await eventually(async () => expect(await productsOf(customer)).toHaveLength(1));

    await eventually(async () => {
      const { exportedAt, nextCursor, ...held } = await exportOf(customer);
      expect(Date.parse(exportedAt)).toBeGreaterThan(0);
      expect(nextCursor).toBeUndefined();
      const counted = {
        productId: product.productId,
        units: 2,
        purchases: 1,
        lastPurchasedAt: bought.purchasedAt,
        revenue: [bought.total],
      };
      expect(held).toEqual({
        customer: { customer, products: [counted], rememberedAnswer: expect.anything() },
        catalog: {
          name: customer.name,
          products: [counted],
          reservations: [
            expect.objectContaining({ purchaseId: rejected.purchaseId, status: 'rejected', quantity: 5 }),
            expect.objectContaining({ purchaseId: bought.purchaseId, status: 'reserved', quantity: 2 }),
          ],
        },
        purchases: {
          name: customer.name,
          purchases: [
            { ...rejected, history: expect.any(Array) },
            { ...bought, history: expect.any(Array) },
          ],
        },
      });
      const events = held.purchases.purchases.map(({ history }) => history.map(({ event }) => event));
      expect(events).toEqual([
        ['PurchaseRequested', 'StockRejected', 'PurchaseRejected'],
        ['PurchaseRequested', 'StockReserved', 'PurchaseCompleted'],
      ]);
      expect(JSON.stringify(held)).not.toContain(others.purchaseId);
    });
  });

  test('has the answer that is remembered for an idempotency key, as it was before later changes', async () => {
    const body = { name: `Ada ${aWord()}`, email: 'first@example.org', birthDate: '1990-06-15' };
    const { body: customer } = await post('/customers', body, { 'idempotency-key': aWord() });
    await patch(`/customers/${customer.customerId}`, { email: 'second@example.org' });
    const { customer: held } = await exportOf(customer);
    expect(held.customer.email).toBe('second@example.org');
    expect(JSON.stringify(held.rememberedAnswer?.answer)).toContain('first@example.org');
    expect(Date.parse(held.rememberedAnswer?.until ?? '')).toBeGreaterThan(Date.now());
  });

  test('of somebody who bought nothing has their details alone, as far as they are known', async () => {
    const customer = await addCustomer({ birthDate: undefined });
    expect(Object.keys(customer)).not.toContain('birthDate');
    const held = await exportOf(customer);
    expect(held.customer.customer).toEqual(customer);
    expect(held).toMatchObject({
      customer: { products: [] },
      catalog: { products: [], reservations: [] },
      purchases: { purchases: [] },
    });
  });

  test('does not exist for a removed or unknown customer', async () => {
    const { customerId } = await addCustomer();
    await remove(`/customers/${customerId}`);
    for (const id of [customerId, '01890a5d-ac96-774b-bcce-b302099a8057']) {
      expect(await get(`/customers/${id}/export`)).toMatchObject({
        status: 404,
        body: { type: 'urn:multidomain:problem:not-found', detail: `There is no customer ${id}.` },
      });
    }
  });

  test.each([
    ['cursor=x', 'invalid-cursor'],
    ['limit=1', 'invalid-request'],
  ])('is refused with the query %s', async (query, problem) => {
    const { customerId } = await addCustomer();
    expect(await get(`/customers/${customerId}/export?${query}`)).toMatchObject({
      status: 400,
      body: { type: `urn:multidomain:problem:${problem}` },
    });
  });
});
