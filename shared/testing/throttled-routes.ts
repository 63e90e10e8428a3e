import { expect } from 'vitest';
import { type ApiAnswer, type ApiHandler, aContext, anApiEvent } from './api-event.ts';
import { anId } from './fixed.ts';
import { functionsOf } from './service-functions.ts';

/** An invocation with little time for retries. */
const aHurry = { ...aContext, getRemainingTimeInMillis: () => 4_000 };

/**
 * Sends a valid request to every route of a service whose database throttles everything, and expects 503 from each.
 * @param bodies request bodies by function name; default none. @param queries likewise.
 */
export async function expectEveryRouteOverloaded(
  service: string,
  bodies: Readonly<Record<string, unknown>>,
  queries: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Promise<void> {
  const { routes } = functionsOf(service);
  expect(
    Object.keys({ ...bodies, ...queries }).filter((name) => routes.every((route) => route.name !== name)),
  ).toEqual([]);
  const answers = await Promise.all(
    routes.map(async ({ method, path, name, load }) => {
      const handler = await load<ApiHandler>();
      const parameters = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => [id, anId(1)]));
      const request = {
        method,
        path,
        pathParameters: parameters,
        body: bodies[name],
        ...(queries[name] && { query: queries[name] }),
      };
      const { statusCode, headers = {}, body } = await handler(anApiEvent(request), aHurry);
      return [name, { status: statusCode, headers, body: JSON.parse(body) } satisfies ApiAnswer] as const;
    }),
  );
  expect(answers.length).toBeGreaterThan(0);
  for (const [name, { status, headers, body }] of answers) {
    expect([status, body.type, headers['retry-after']], name).toEqual([
      503,
      'urn:multidomain:problem:overloaded',
      '2',
    ]);
  }
}
