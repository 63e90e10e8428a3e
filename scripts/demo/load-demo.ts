import { ApiProblem } from '../../client/errors.ts';
import { ApiShop } from '../../sales-import/shop/api-shop.ts';
import { eachConcurrently } from '../../sales-import/shop/each-concurrently.ts';
import { requestAll, settleAll } from '../../sales-import/shop/purchase-flow.ts';
import type { Purchase, Shop } from '../../sales-import/shop/shop.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { type DemoData, demoData } from './demo-data.ts';

/** Low enough not to slow down others who use the system meanwhile. */
const AT_ONCE = 16;
const PURCHASES_AT_ONCE = 50;

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

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A time before today began (UTC). It is the same all day, so that a repeated request is the same, too. */
const timeBefore = (minutes: number): string =>
  new Date(Date.now() - (Date.now() % DAY_MS) - minutes * MINUTE_MS).toISOString();

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
  await eachConcurrently(products.entries(), at, async ([index, product]) => {
    productIds[index] = (await shop.addProduct(product, `demo-product-${index}`)).id;
    onDone();
  });
  await eachConcurrently(customers.entries(), at, async ([index, customer]) => {
    customerIds[index] = (await shop.addCustomer(customer, `demo-customer-${index}`)).id;
    onDone();
  });
  const requests = purchases.map(({ customer, product, quantity, minutesBeforeToday }, index) => ({
    request: {
      customerId: customerIds[customer] ?? '',
      productId: productIds[product] ?? '',
      quantity,
      ...(minutesBeforeToday !== undefined && { purchasedAt: timeBefore(minutesBeforeToday) }),
    },
    key: `demo-purchase-${index}`,
  }));
  for (let first = 0; first < requests.length; first += PURCHASES_AT_ONCE) {
    const batch = requests.slice(first, first + PURCHASES_AT_ONCE);
    const results = await requestAll(shop, batch, { signal });
    const settled: Purchase[] = [];
    const onSettled = (purchase: Purchase): void => {
      settled.push(purchase);
      onDone();
    };
    await settleAll(shop, results.map(accepted), onSettled, { signal });
    for (const { purchaseId, status } of settled) {
      const index = first + results.findIndex((result) => accepted(result).purchaseId === purchaseId);
      if (status === 'completed' && purchases[index]?.isCancelled === true)
        await shop.cancelPurchase(purchaseId, `demo-cancellation-${index}`);
    }
  }
}

/** @throws the refusal of a purchase. */
function accepted(result: Purchase | ApiProblem): Purchase {
  if (result instanceof ApiProblem) throw result;
  return result;
}
