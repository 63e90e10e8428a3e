import * as apiRoutes from './api/routes.ts';
import * as catalogEvents from './catalog/events.ts';
import * as catalogRoutes from './catalog/routes.ts';
import * as catalogConsumers from './consumers/catalog.ts';
import * as customerConsumers from './consumers/customer.ts';
import * as purchasesConsumers from './consumers/purchases.ts';
import * as customerEvents from './customer/events.ts';
import * as customerRoutes from './customer/routes.ts';
import type { ConsumerContract } from './definition/define-consumer.ts';
import type { EventContract, Service } from './definition/define-event.ts';
import type { RouteContract } from './definition/define-route.ts';
import * as purchasesEvents from './purchases/events.ts';
import * as purchasesRoutes from './purchases/routes.ts';

/** Every version of every event that the services publish. */
export const allEvents: readonly EventContract[] = Object.values({
  ...customerEvents,
  ...catalogEvents,
  ...purchasesEvents,
});

/** Every route of the API, by its service; `api` has what belongs to none. */
export const routesByService = {
  customer: Object.values(customerRoutes),
  catalog: Object.values(catalogRoutes),
  purchases: Object.values(purchasesRoutes),
  api: Object.values(apiRoutes),
} as const satisfies Readonly<Record<Service | 'api', readonly RouteContract[]>>;

/** The contract of any route of the API. */
export type ApiRoute = (typeof routesByService)[keyof typeof routesByService][number];

/** Every route of the API. */
export const allRoutes: readonly RouteContract[] = Object.values(routesByService).flat();

/** Every consumer, by its service. */
export const allConsumers: Readonly<Record<Service, readonly ConsumerContract[]>> = {
  customer: Object.values(customerConsumers),
  catalog: Object.values(catalogConsumers),
  purchases: Object.values(purchasesConsumers),
};
