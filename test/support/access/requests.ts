import { allRoutes } from '../../../contracts/all.ts';
import type { RouteContract } from '../../../contracts/definition/define-route.ts';
import type { RouteSpec } from '../../../local/model.ts';

/** The entities that requests are about. */
export interface Targets {
  readonly customerId: string;
  readonly productId: string;
  readonly purchaseId: string;
}

/** The contract of a route of the template; undefined for those that catch what matches no other. */
export const contractOf = ({ method, path }: RouteSpec): RouteContract | undefined =>
  allRoutes.find((route) => route.method === method && route.path === path);

/**
 * A body that the route would accept, so that only the caller can be the reason for a refusal.
 * @param mark somewhere in every text, to find in the tables what was written.
 * @throws Error if the route takes a body that is not known here.
 */
export function bodyFor(
  route: RouteContract | undefined,
  { customerId, productId }: Targets,
  mark: string,
): unknown {
  if (route?.body === undefined) return undefined;
  const bodies: Record<string, unknown> = {
    CreateCustomer: { name: mark, email: `${mark}@example.org`, birthDate: '1990-06-15' },
    UpdateCustomer: { name: mark },
    CreateProduct: { name: mark, price: { amount: 100, currency: 'EUR' }, stock: 1_000 },
    ModifyProduct: { name: mark },
    AdjustStock: { delta: 1, reason: mark },
    RequestPurchase: { customerId, productId, quantity: 1 },
    ImportPurchases: { purchases: [{ key: mark, customerId, productId, quantity: 1 }] },
    ReturnPurchase: { quantity: 1 },
  };
  const body = bodies[route.name];
  if (body === undefined) throw new Error(`Add a body for ${route.name} to test/support/access/requests.ts.`);
  return body;
}

/** The query without which a route refuses everybody; empty for most. */
export const queryFor = (route: RouteContract | undefined): string =>
  route?.name === 'ListPurchaseDays' ? 'from=2026-03-01&to=2026-03-31' : '';

/** A method and path for a route: parameters are filled in, `ANY` becomes a method that no route has. */
export function filledIn(
  { method, path }: RouteSpec,
  targets: Readonly<Record<string, string>>,
): { method: string; path: string } {
  return {
    method: method === 'ANY' ? 'PUT' : method,
    path: path
      .replace('{proxy+}', 'no/such/path')
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => targets[name] ?? 'unknown'),
  };
}
