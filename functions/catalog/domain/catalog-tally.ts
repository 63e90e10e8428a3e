import type { ProductAdded, ProductRemoved } from '../../../shared/events/catalog-events.ts';
import type { EventOf } from '../../../shared/events/define-event.ts';
import type { PurchaseCancelled, PurchaseCompleted } from '../../../shared/events/purchase-events.ts';
import type { Contributions } from '../../../shared/tally/contributions.ts';

/** The counter of all products, and the ranking of what sold most. */
export const PRODUCTS = 'products';
export const RANKING = 'product';

type TalliedEvent =
  | EventOf<typeof ProductAdded>
  | EventOf<typeof ProductRemoved>
  | EventOf<typeof PurchaseCompleted>
  | EventOf<typeof PurchaseCancelled>;

/** What an event's aggregate contributes to Catalog's counters from now on. */
export function contributionsOf(event: TalliedEvent): Contributions {
  switch (event.name) {
    case 'ProductAdded':
      return { [PRODUCTS]: { count: 1 } };
    case 'PurchaseCompleted':
      return { [`${RANKING}:${event.data.productId}`]: { units: event.data.quantity, purchases: 1 } };
    case 'ProductRemoved':
    case 'PurchaseCancelled':
      return {};
  }
}
