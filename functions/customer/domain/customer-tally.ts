import type { CustomerAdded, CustomerRemoved } from '../../../shared/events/customer-events.ts';
import type { EventOf } from '../../../shared/events/define-event.ts';
import type { PurchaseCancelled, PurchaseCompleted } from '../../../shared/events/purchase-events.ts';
import type { Contributions } from '../../../shared/tally/contributions.ts';

/** The counter of all customers, and the ranking of who bought most. */
export const CUSTOMERS = 'customers';
export const RANKING = 'customer';

type TalliedEvent =
  | EventOf<typeof CustomerAdded>
  | EventOf<typeof CustomerRemoved>
  | EventOf<typeof PurchaseCompleted>
  | EventOf<typeof PurchaseCancelled>;

/** What an event's aggregate contributes to Customer's counters from now on. */
export function contributionsOf(event: TalliedEvent): Contributions {
  switch (event.name) {
    case 'CustomerAdded':
      return { [CUSTOMERS]: { count: 1 } };
    case 'PurchaseCompleted':
      return { [`${RANKING}:${event.data.customerId}`]: { units: event.data.quantity, purchases: 1 } };
    case 'CustomerRemoved':
    case 'PurchaseCancelled':
      return {};
  }
}
