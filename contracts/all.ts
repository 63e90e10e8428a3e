import * as catalogEvents from './catalog/events.ts';
import * as customerEvents from './customer/events.ts';
import type { EventContract } from './definition/define-event.ts';
import * as purchasesEvents from './purchases/events.ts';

/** Every version of every event that the services publish. */
export const allEvents: readonly EventContract[] = Object.values({
  ...customerEvents,
  ...catalogEvents,
  ...purchasesEvents,
});
