import { type ApiClient, createClient } from '../../../client/create-client.ts';
import { everyItem } from '../../../client/every-item.ts';
import { ApiShop } from '../../../sales-import/shop/api-shop.ts';
import type { Shop } from '../../../sales-import/shop/shop.ts';
import { session } from '../session/session.ts';
import { onBehalf } from './api.ts';
import { configuration } from './configuration.ts';

/**
 * The system, for work of many requests. Nobody watches each of them, so unlike `api` it repeats those that may succeed a moment later.
 * @param stopSignal once aborted, nothing is repeated.
 */
export function createShop(stopSignal: AbortSignal): Shop {
  const client = createClient({
    baseUrl: async () => (await configuration()).api,
    token: session.token,
    stopSignal,
  });
  const call: Call = (route, request) => onBehalf(route, () => (client as unknown as Call)(route, request));
  const every = (route: string, request?: object) => everyItem(call, route, request);
  return new ApiShop(Object.assign(call, { every }) as unknown as ApiClient);
}

type Call = (route: string, request?: object) => Promise<unknown>;
