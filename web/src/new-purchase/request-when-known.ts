import { isProblem } from '../api/api-error.ts';
import { requestPurchase } from '../api/purchases.ts';
import type { NewPurchase, Purchase } from '../api/types.ts';

const PAUSES_MS = [200, 400, 800, 1_600];

/**
 * Requests a purchase. The Purchases service learns of a new customer or product only a moment after it was added, so the
 * request is retried for up to 3 s if one is unknown.
 */
export async function requestWhenKnown(body: NewPurchase, key: string): Promise<Purchase> {
  for (const pause of PAUSES_MS) {
    try {
      return await requestPurchase(body, key);
    } catch (error) {
      if (!isProblem(error, 'unknown-customer', 'unknown-product')) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return requestPurchase(body, key);
}
