import { ApiShop } from '../api/api-shop.ts';
import { eachConcurrently } from '../api/each-concurrently.ts';
import { requestWhenKnown, untilSettled } from '../api/purchase-flow.ts';
import type { Purchase, Shop } from '../api/shop.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { type DemoData, demoData } from './demo-data.ts';

/** Low enough not to slow down others who use the system meanwhile. */
const AT_ONCE = 16;

export interface LoadDemoOptions {
  /** Where the system answers; the API is below `/api`. */
  readonly baseUrl: string;
  /** Called with the progress to show. */
  readonly onProgress: (text: string) => void;
  /** Stops loading when aborted. */
  readonly signal?: AbortSignal;
}

/** Fills an empty system with the demo shop, through its API. Resolves when all purchases are settled. */
export async function loadDemo({ baseUrl, onProgress, signal }: LoadDemoOptions): Promise<void> {
  const shop = new ApiShop(signedInClient({ baseUrl, stopSignal: signal }));
  const data = demoData();
  const total = data.customers.length + data.products.length + data.purchases.length;
  let done = 0;
  await load(shop, data, signal, () => {
    done += 1;
    onProgress(`${done} of ${total}`);
  });
}

/** Idempotency keys are derived from what is created, so that a retry creates nothing twice. */
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
  // Purchases settle roughly in the order of their requests, so it is enough to wait for the last ones.
  await eachConcurrently(requested.entries(), at, async ([index, purchase]) => {
    if (index < requested.length - AT_ONCE && purchases[index]?.isCancelled !== true) return;
    const { status, purchaseId } = await untilSettled(shop, purchase, { signal });
    if (status !== 'completed' || purchases[index]?.isCancelled !== true) return;
    await shop.cancelPurchase(purchaseId, `demo-cancellation-${index}`);
  });
}
