import { createClient } from '../../client/create-client.ts';
import { ApiShop } from '../api/api-shop.ts';
import { eachConcurrently } from '../api/each-concurrently.ts';
import { requestWhenKnown, untilSettled } from '../api/purchase-flow.ts';
import type { Purchase, Shop } from '../api/shop.ts';
import { type DemoData, demoData } from './demo-data.ts';

/** Few enough that others who use the system meanwhile do not notice. */
const AT_ONCE = 16;

export interface LoadDemoOptions {
  /** Where the system answers; the API is below `/api`. */
  readonly baseUrl: string;
  /** Takes what to show. */
  readonly onProgress: (text: string) => void;
  /** Aborted: stop. */
  readonly signal?: AbortSignal;
}

/** Fills an empty system with the demo shop, through its API. Resolves when all purchases are settled. */
export async function loadDemo({ baseUrl, onProgress, signal }: LoadDemoOptions): Promise<void> {
  const shop = new ApiShop(createClient({ baseUrl, stopSignal: signal }));
  const data = demoData();
  const total = data.customers.length + data.products.length + data.purchases.length;
  let done = 0;
  await load(shop, data, signal, () => {
    done += 1;
    onProgress(`${done} of ${total}`);
  });
}

/** Keys are names of what is made: asked again after a lost answer, nothing is made twice. */
async function load(
  shop: Shop,
  { customers, products, purchases }: DemoData,
  signal: AbortSignal | undefined,
  onDone: () => void,
): Promise<void> {
  const at = { limit: AT_ONCE, signal };
  const customerIds: string[] = [];
  const productIds: string[] = [];
  const requested: Purchase[] = [];
  await eachConcurrently(products.entries(), at, async ([index, product]) => {
    productIds[index] = (await shop.addProduct(product, `demo-product-${index}`)).id;
    onDone();
  });
  await eachConcurrently(customers.entries(), at, async ([index, customer]) => {
    customerIds[index] = (await shop.addCustomer(customer, `demo-customer-${index}`)).id;
    onDone();
  });
  await eachConcurrently(purchases.entries(), at, async ([index, { customer, product, quantity }]) => {
    const request = {
      customerId: customerIds[customer] ?? '',
      productId: productIds[product] ?? '',
      quantity,
    };
    requested[index] = await requestWhenKnown(shop, request, `demo-purchase-${index}`, { signal });
    onDone();
  });
  // Purchases are settled in about the order of their requests: then these are the last to wait for.
  await eachConcurrently(requested.entries(), at, async ([index, purchase]) => {
    if (index < requested.length - AT_ONCE && purchases[index]?.isCancelled !== true) return;
    const { status, purchaseId } = await untilSettled(shop, purchase, { signal });
    if (status !== 'completed' || purchases[index]?.isCancelled !== true) return;
    await shop.cancelPurchase(purchaseId, `demo-cancellation-${index}`);
  });
}
