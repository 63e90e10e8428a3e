import { allRoutes } from '../../contracts/all.ts';
import { answerFault, isProblem } from '../../contracts/definition/answer-fault.ts';

/** An answer of the API to a request. @param path below `/api`, with its query. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** What the gateway answers by itself, on any route. */
const GATEWAY_STATUSES = [401, 403, 429, 502, 504];

const patterns = allRoutes.map(
  (route) => [route, new RegExp(`^${route.method} ${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)] as const,
);

/**
 * What is wrong with the form of an answer, in words; `undefined` when it fits the contract of its route, or is a
 * problem where there is no route.
 */
export function faultOf({ method, path, status, body }: Answered): string | undefined {
  const asked = `${method} ${path.split('?')[0]}`;
  const route = patterns.find(([, pattern]) => pattern.test(asked))?.[0];
  if (route !== undefined && !GATEWAY_STATUSES.includes(status)) return answerFault(route, { status, body });
  return isProblem(body) ? undefined : `${asked} answered ${status}: neither a route's answer nor a problem`;
}
