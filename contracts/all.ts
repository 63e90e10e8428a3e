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

/** All versions of all events that the services publish. */
export const allEvents: readonly EventContract[] = Object.values({
  ...customerEvents,
  ...catalogEvents,
  ...purchasesEvents,
});

/** The routes of the API by service; `api` has those that belong to no service. */
export const routesByService = {
  customer: Object.values(customerRoutes),
  catalog: Object.values(catalogRoutes),
  purchases: Object.values(purchasesRoutes),
  api: Object.values(apiRoutes),
} as const satisfies Readonly<Record<Service | 'api', readonly RouteContract[]>>;

/** The contract of any route. */
export type ApiRoute = (typeof routesByService)[keyof typeof routesByService][number];

/** All routes of the API. */
export const allRoutes: readonly RouteContract[] = Object.values(routesByService).flat();

/** All consumers by service. */
export const allConsumers: Readonly<Record<Service, readonly ConsumerContract[]>> = {
  customer: Object.values(customerConsumers),
  catalog: Object.values(catalogConsumers),
  purchases: Object.values(purchasesConsumers),
};
