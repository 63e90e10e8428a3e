import { isProblem } from '../../client/errors.ts';
import { persist, shopApi } from '../shop/api.ts';
import { type CustomerEntry, living, type ProductEntry } from '../shop/ledger.ts';
import { Violation } from '../violation.ts';
import type { Shop } from './shop.ts';

/** Three that exist and three that were removed. */
const lastOf = <E extends CustomerEntry | ProductEntry>(entries: ReadonlyMap<string, E>): E[] => {
  const all = [...entries.values()];
  return [true, false].flatMap((removed) => all.filter((each) => each.mayBeRemoved === removed).slice(-3));
};

/** Who exists can buy what exists, and nobody else anything. The shop is not at rest after it. @throws Violation */
export async function checkBuyable({ world, ledger }: Shop): Promise<void> {
  const api = shopApi(world, 'editor');
  const product = living(ledger.products)[0];
  const customer = living(ledger.customers)[0];
  const buy = (customerId: string, productId: string) =>
    persist(world, () => api('POST /purchases', { body: { customerId, productId, quantity: 1 } }));
  const refuses = async (customerId: string, productId: string) => {
    try {
      await buy(customerId, productId);
      throw new Violation('nobody buys what is removed', `${customerId} bought ${productId}`);
    } catch (error) {
      if (!isProblem(error, 'unknown-customer', 'unknown-product')) throw error;
    }
  };
  for (const { id, mayBeRemoved } of lastOf(ledger.customers)) {
    if (product === undefined) break;
    await (mayBeRemoved ? refuses(id, product.id) : buy(id, product.id));
  }
  for (const { id, mayBeRemoved } of lastOf(ledger.products)) {
    if (customer === undefined) break;
    await (mayBeRemoved ? refuses(customer.id, id) : buy(customer.id, id));
  }
}
