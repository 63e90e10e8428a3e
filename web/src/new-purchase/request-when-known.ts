import { isProblem } from '../api/api-error.ts';
import { requestPurchase } from '../api/purchases.ts';
import type { NewPurchase, Purchase } from '../api/types.ts';

const PAUSES_MS = [200, 400, 800, 1_600];

/**
 * Requests a purchase. Purchases hears of a customer or product a moment after it was added: one that is not
 * known yet is asked for again, for up to 3 s.
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
