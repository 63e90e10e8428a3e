import { allRoutes } from '../../contracts/all.ts';
import { answerFault, isProblem } from '../../contracts/definition/answer-fault.ts';

/** A request and the API's answer. `path` is below `/api`, with the query. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** Statuses that the gateway itself may answer with, on any route. */
const GATEWAY_STATUSES = [401, 403, 429, 502, 504];

const patterns = allRoutes.map(
  (route) => [route, new RegExp(`^${route.method} ${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)] as const,
);

/**
 * Describes how an answer violates the contract of its route; `undefined` if it does not. Without a route, the answer has
 * to be a problem.
 */
export function faultOf({ method, path, status, body }: AnsweredRequest): string | undefined {
  const request = `${method} ${path.split('?')[0]}`;
  const route = patterns.find(([, pattern]) => pattern.test(request))?.[0];
  if (route !== undefined && !GATEWAY_STATUSES.includes(status)) return answerFault(route, { status, body });
  return isProblem(body)
    ? undefined
    : `${request} answered ${status}: neither a route's answer nor a problem`;
}
