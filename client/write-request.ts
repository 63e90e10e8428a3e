import { jsonText } from '../shared/values/json-text.ts';

/** A request to any route; the route determines which fields it may have. */
export interface AnyRequest {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly ifVersion?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The API's root for a base URL with or without a trailing `/api`. */
export const apiRootOf = (baseUrl: string): string =>
  `${baseUrl.replace(/\/+$/, '').replace(/\/api$/, '')}/api`;

/**
 * The path and query of a request: `/customers/c-1?limit=5`. Undefined parameters are left out; lists are joined with
 * commas.
 */
export function pathOf(template: string, { path = {}, query = {} }: AnyRequest): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given)}`;
}

/** The headers of a request, other than credentials. */
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

/** The body as text; an empty object if there is none. */
export const bodyOf = ({ body }: AnyRequest): { body?: string } =>
  body === undefined ? {} : { body: jsonText(body) };
