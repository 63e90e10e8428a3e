import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { expectedPurchase, newestFirst, soldUnits } from '../shop/expected.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';
import { pageOf, rowsOf, type Shop, same } from './shop.ts';

/** No purchase waits for an event that was lost. @throws Violation */
export function checkSettled(world: World): void {
  const pending = rowsOf(world, 'Purchases').filter(({ status }) => status === 'pending');
  must(pending.length === 0, 'every purchase is settled', () => JSON.stringify(pending[0]));
}

/** Every purchase is what was asked for, and is in the list. @returns all purchases */
export async function checkPurchases({ world, ledger, api }: Shop): Promise<PurchaseView[]> {
  const purchases: PurchaseView[] = [];
  for (const { id, latest, asked, isCancelled, returns } of ledger.purchases.values()) {
    const found = await api('GET /purchases/{purchaseId}', { path: { purchaseId: id } });
    purchases.push(found);
    must(found.status !== 'pending', 'every purchase is settled', () => id);
    same('a purchase is cancelled if somebody cancelled it', id, found.status === 'cancelled', isCancelled);
    const { version, updatedAt, createdAt, rejection, quantity, unitPrice } = found;
    const given = returns.reduce((sum, units) => sum + units, 0);
    const returned = isCancelled ? quantity : given;
    must(given < quantity, 'no more is returned than was bought', () => id);
    same('what was returned is returned', id, found.returned, returned);
    same('returned money is that of the units', id, found.returnedTotal, {
      ...unitPrice,
      amount: unitPrice.amount * returned,
    });
    same('a purchase stays what was asked for', id, fixedOf(found), fixedOf(latest));
    // While replicas are damaged, so are the names in them.
    const name = found.productName?.replace(/( altered)+$/, '') ?? '';
    must(
      ledger.products.get(found.productId)?.names.has(name) === true,
      'a purchase keeps the name of its product',
      () => `${id}: ${found.productName}`,
    );
    same('a purchase is what was asked for', id, found, { ...found, ...expectedPurchase(asked, found) });
    same('a purchase has a version for each change', id, version, 2 + returns.length + Number(isCancelled));
    same('a rejected purchase has a reason', id, rejection !== undefined, found.status === 'rejected');
    must(updatedAt >= createdAt, 'time does not go back', () => id);
  }
  await checkLists({ world, ledger, api }, purchases);
  return purchases;
}

/** Lists are complete, and sorted by the time of purchase, which may be in any order that of the requests. */
async function checkLists({ world, api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const times = purchases.map(({ purchasedAt }) => purchasedAt).toSorted();
  const [from, to] = [times[Math.floor(times.length / 4)], times[Math.floor(times.length / 2)]];
  for (const range of [{}, { from, to }]) {
    const listed: string[] = [];
    for await (const { purchaseId } of api.every('GET /purchases', { query: { ...range, ...pageOf(world) } }))
      listed.push(purchaseId);
    const expected = newestFirst(purchases, range).map(({ purchaseId }) => purchaseId);
    same('lists are complete', `GET /purchases ${JSON.stringify(range)}`, listed, expected);
  }
}

/** What never changes of a purchase. */
function fixedOf(purchase: PurchaseView): object {
  const { status: _, version: __, updatedAt: ___, rejection: ____, ...others } = purchase;
  const { returned: _____, returnedTotal: ______, ...fixed } = others;
  return fixed;
}

/** At rest, what was supplied is in stock or was sold. */
export async function checkStock({ ledger, api }: Shop, purchases: readonly PurchaseView[]): Promise<void> {
  const sold = soldUnits(purchases);
  for (const { id, supplied, mayBeRemoved: archived } of ledger.products.values()) {
    const { items } = await api('GET /products', { query: { ids: [id], archived } });
    const stock = items[0]?.stock;
    same('stock is what was supplied less what was sold', id, stock, supplied - (sold.get(id) ?? 0));
  }
}
