import { Agent, request } from 'node:http';
import { signedInClient } from '../../scripts/api/signed-in-client.ts';
import { tokensFor } from '../../scripts/tokens/token-for.ts';
import { concurrently } from '../concurrently.ts';
import type { StartedSystem } from './started-system.ts';

/** How many customers and products there are. */
const SIDES = 20;

/** A shop whose purchases a benchmark requests. */
export interface ShopToLoad {
  /** Requests a purchase, once, and resolves with the status of the answer; 0 if there is none. */
  buy(n: number): Promise<number>;
  close(): void;
}

/** Adds the customers and products. Each request that is under way has a connection of its own, as buyers have. */
export async function shopToLoad({ url, settled }: StartedSystem): Promise<ShopToLoad> {
  const api = signedInClient({ baseUrl: url });
  const customerIds: string[] = [];
  const productIds: string[] = [];
  await concurrently(SIDES, 4, async (n) => {
    const customer = { name: `Customer ${n}`, email: 'c@example.org', birthDate: '1990-01-01' };
    const product = { name: `Product ${n}`, price: { amount: 1, currency: 'EUR' }, stock: 1e6 };
    customerIds.push((await api('POST /customers', { body: customer })).customerId);
    productIds.push((await api('POST /products', { body: product })).productId);
  });
  await settled();
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const token = tokensFor({ url, role: 'editor' });
  const { hostname, port } = new URL(url);
  return {
    async buy(n) {
      const order = {
        customerId: customerIds[n % SIDES],
        productId: productIds[(n * 7) % SIDES],
        quantity: 1,
      };
      const body = JSON.stringify(order);
      const headers = {
        authorization: `Bearer ${await token()}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      const options = { hostname, port, agent, method: 'POST', path: '/api/purchases', headers };
      return new Promise((resolve) => {
        const sent = request(options, (response) => {
          response.resume().once('close', () => resolve(response.statusCode ?? 0));
        });
        sent.once('error', () => resolve(0)).end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
