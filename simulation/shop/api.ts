import { type ApiClient, createClient } from '../../client/create-client.ts';
import { isTransient } from '../../client/errors.ts';
import { askGateway } from '../world/gateway.ts';
import type { World } from '../world/world.ts';

/** The API of a simulated shop, for somebody with a role. @param attempts of a request that may be repeated. */
export function shopApi(world: World, role: 'viewer' | 'editor', attempts = 4): ApiClient {
  const claims = { sub: `a-${role}`, token_use: 'access', scope: 'openid', 'cognito:groups': role };
  return createClient({
    baseUrl: 'http://shop.example',
    pause: (milliseconds) => world.scheduler.pause(milliseconds),
    attempts,
    fetch: async (url, { method = 'GET', headers = {}, body }) => {
      const answer = await askGateway(world, {
        method,
        url: new URL(url),
        headers: headers as Record<string, string>,
        body: String(body ?? ''),
        claims,
      });
      const { statusCode: status } = answer;
      const ok = status < 300;
      const text = async () => answer.body;
      return { status, ok, headers: new Headers(answer.headers as [string, string][]), text } as Response;
    },
  });
}

/** Whoever fails this often has met no fault of the simulator. */
const MOST_ATTEMPTS = 200;

/** Repeats a request until there is an answer that says what became of it. */
export async function persist<T>(world: World, request: () => Promise<T>): Promise<T> {
  for (let failed = 1; ; failed += 1) {
    try {
      return await request();
    } catch (error) {
      if (!isTransient(error) || failed === MOST_ATTEMPTS) throw error;
      await world.scheduler.pause(5_000);
    }
  }
}

/** {@link shopApi} whose every request is repeated until it is answered. */
export function patientApi(world: World, role: 'viewer' | 'editor'): ApiClient {
  return shopApi(world, role, MOST_ATTEMPTS);
}
