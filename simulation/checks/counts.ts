import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { expectedDays, expectedPairs, expectedTop, nameIn, soldAs } from '../shop/expected.ts';
import { living } from '../shop/ledger.ts';
import { pageOf, type Shop, same, withName } from './shop.ts';

/** Projections list what was bought, and by whom. */
export async function checkPairs(
  { world, ledger, api }: Shop,
  purchases: readonly PurchaseView[],
): Promise<void> {
  const rule = 'projections agree with the purchases';
  const ofCustomers = expectedPairs(purchases, 'customerId', 'productId');
  for (const { id } of living(ledger.customers)) {
    const found: unknown[] = [];
    const path = { customerId: id };
    for await (const item of api.every('GET /customers/{customerId}/products', {
      path,
      query: pageOf(world),
    }))
      found.push(item);
    const expected = (ofCustomers.get(id) ?? []).map(([productId, counts]) => ({
      productId,
      ...counts,
      ...soldAs(ledger, productId),
    }));
    same(rule, id, found, expected);
  }
  const ofProducts = expectedPairs(purchases, 'productId', 'customerId');
  for (const { id } of living(ledger.products)) {
    const found: unknown[] = [];
    const path = { productId: id };
    for await (const item of api.every('GET /products/{productId}/customers', { path, query: pageOf(world) }))
      found.push(item);
    const expected = (ofProducts.get(id) ?? []).map(([customerId, counts]) =>
      withName({ customerId, ...counts }, nameIn(ledger.customers, customerId)),
    );
    same(rule, id, found, expected);
  }
}

/** Statistics count what there is. */
export async function checkStatistics(
  { ledger, api }: Shop,
  purchases: readonly PurchaseView[],
): Promise<void> {
  const rule = 'statistics agree with the purchases';
  const customers = await api('GET /statistics/customers');
  same(rule, 'customers', customers.count, living(ledger.customers).length);
  const buyers = expectedTop(purchases, 'customerId').map(
    ([customerId, { units, purchases: count, revenue }]) =>
      withName({ customerId, units, purchases: count, revenue }, nameIn(ledger.customers, customerId)),
  );
  same(rule, 'top customers', customers.top, buyers);
  const products = await api('GET /statistics/products');
  same(rule, 'products', products.count, living(ledger.products).length);
  const sellers = expectedTop(purchases, 'productId').map(
    ([productId, { units, purchases: count, revenue }]) => ({
      productId,
      units,
      purchases: count,
      revenue,
      ...soldAs(ledger, productId),
    }),
  );
  const top = products.top.map(({ stock: _, ...ranked }) => ranked);
  same(rule, 'top products', top, sellers);
  const days = expectedDays(purchases);
  for (const [day, expected] of days) {
    same(rule, day, await api('GET /statistics/purchases', { query: { day } }), expected);
  }
  const known = [...days.keys()].toSorted();
  for (const day of known) {
    // A range may have at most so many days.
    const { items } = await api('GET /statistics/purchases/days', { query: { from: day, to: day } });
    same(rule, `${day} in a list`, items, [days.get(day)]);
  }
}
