import { jsonText } from '../shared/values/json-text.ts';

/** A request to any route; which fields it may have depends on the route. */
export interface AnyRequest {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly ifVersion?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The root of the API for a base URL with or without a trailing `/api`. */
export const apiRootOf = (baseUrl: string): string =>
  `${baseUrl.replace(/\/+$/, '').replace(/\/api$/, '')}/api`;

/**
 * The path and query of a request: those of `GET /customers/{customerId}` for an id and a limit are
 * `/customers/c-1?limit=5`. Parameters that are undefined are left out; lists are joined by commas.
 */
export function pathOf(template: string, { path = {}, query = {} }: AnyRequest): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}

/** The headers that say what a request means, besides who asks. */
export const headersOf = (
  { body, ifVersion, idempotencyKey }: AnyRequest,
  correlationId: string,
): Record<string, string> => ({
  accept: 'application/json',
  'x-correlation-id': correlationId,
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(ifVersion === undefined ? {} : { 'if-match': `"${ifVersion}"` }),
  ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
});

/** The body as it is sent; nothing for none. */
export const bodyOf = ({ body }: AnyRequest): { body?: string } =>
  body === undefined ? {} : { body: jsonText(body) };
