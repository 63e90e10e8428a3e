import { setTimeout as pause } from 'node:timers/promises';
import { sameId } from '../../sales-files/identities.ts';
import type { Plan } from '../../sales-import/plan.ts';
import { ApiShop } from '../../sales-import/shop/api-shop.ts';
import { signedInClient } from '../../scripts/api/signed-in-client.ts';
import { concurrently } from '../concurrently.ts';

const POLL_MS = 10;

/**
 * The plain way to make the first purchases of an imported plan again: request one, and wait until it is completed, before the next.
 * @returns purchases a second.
 * @throws Error if one is rejected.
 */
export async function oneByOne(url: string, plan: Plan, count: number): Promise<number> {
  const api = signedInClient({ baseUrl: url });
  const shop = new ApiShop(api);
  const lines = plan.purchases.slice(0, count);
  const customers = await idsOf(plan.customers, ({ email }) => shop.findCustomer(email));
  const products = await idsOf(plan.products, ({ sku }) => shop.findProduct(sku));
  const skus = [...new Set(lines.map(({ sku }) => sameId(sku)))];
  await concurrently(skus.length, 4, async (n) => {
    const productId = products.get(skus[n] ?? '') ?? '';
    await api('POST /products/{productId}/stock-adjustments', {
      path: { productId },
      body: { delta: 10_000 },
    });
  });
  const started = performance.now();
  for (const { customer, sku, quantity, unitPrice, soldAt } of lines) {
    const requested = await api('POST /purchases', {
      body: {
        customerId: customers.get(sameId(customer.id)) ?? '',
        productId: products.get(sameId(sku)) ?? '',
        quantity,
        unitPrice,
        ...(soldAt !== undefined && { purchasedAt: soldAt }),
      },
    });
    let { status } = requested;
    for (; status === 'pending'; { status } = await api('GET /purchases/{purchaseId}', { path: requested }))
      await pause(POLL_MS);
    if (status !== 'completed') throw new Error(`A purchase became ${status}.`);
  }
  return (lines.length / (performance.now() - started)) * 1000;
}

async function idsOf<Entity>(
  planned: ReadonlyMap<string, Entity>,
  find: (entity: Entity) => Promise<{ readonly id: string } | undefined>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const all = [...planned];
  await concurrently(all.length, 4, async (n) => {
    const [key, entity] = all[n] as [string, Entity];
    const { id } = (await find(entity)) ?? {};
    if (id === undefined) throw new Error(`${key} was not imported.`);
    found.set(key, id);
  });
  return found;
}
