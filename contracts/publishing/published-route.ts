import { headersOf, type RouteContract } from '../definition/define-route.ts';
import { type JsonSchema, jsonSchemaOf, withoutDefinitions } from './json-schema.ts';
import { schemaBreaks } from './schema-breaks.ts';

/** The published contract of a route, which clients rely on. */
export interface PublishedRoute {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly role: string;
  readonly query: JsonSchema;
  readonly body?: JsonSchema;
  readonly answer: {
    readonly status: number;
    readonly headers: readonly string[];
    readonly body?: JsonSchema;
  };
  readonly problems: readonly string[];
}

/** The route's file in `contracts/published/routes/`. */
export const fileOfRoute = ({ name }: Pick<RouteContract, 'name'>): string => `${name}.json`;

/** The published contract of a route. */
export function publishedRoute(route: RouteContract): PublishedRoute {
  const { name, method, path, role, query, body, answer, problems } = route;
  return {
    name,
    method,
    path,
    role,
    query: withoutDefinitions(jsonSchemaOf(query)),
    ...(body === undefined ? {} : { body: withoutDefinitions(jsonSchemaOf(body)) }),
    answer: {
      status: answer.status,
      headers: headersOf(route),
      ...(answer.body === undefined ? {} : { body: withoutDefinitions(jsonSchemaOf(answer.body, 'output')) }),
    },
    problems: problems.toSorted(),
  };
}

/** The changes in a newer contract that break clients of the older one, a sentence each; see {@link schemaBreaks}. */
export function routeBreaks(older: PublishedRoute, newer: PublishedRoute): string[] {
  const moved = (['method', 'path', 'role'] as const)
    .filter((part) => older[part] !== newer[part])
    .map((part) => `The ${part} changed from ${older[part]} to ${newer[part]}.`);
  const status =
    older.answer.status === newer.answer.status
      ? []
      : [`The status changed from ${older.answer.status} to ${newer.answer.status}.`];
  const headers = older.answer.headers
    .filter((header) => !newer.answer.headers.includes(header))
    .map((header) => `The answer no longer has the header ${header}.`);
  return [
    ...moved,
    ...status,
    ...headers,
    ...schemaBreaks(older.query, newer.query, 'request', 'query'),
    ...bodyBreaks(older.body, newer.body, 'request', 'body'),
    ...bodyBreaks(older.answer.body, newer.answer.body, 'answer', 'answer'),
  ];
}

function bodyBreaks(
  older: JsonSchema | undefined,
  newer: JsonSchema | undefined,
  direction: 'request' | 'answer',
  path: string,
): string[] {
  if (older !== undefined && newer !== undefined) return schemaBreaks(older, newer, direction, path);
  // A route without a body accepts an empty object, too.
  if (older === undefined)
    return newer === undefined
      ? []
      : schemaBreaks({ type: 'object', additionalProperties: false }, newer, direction, path);
  return [`${path} was removed.`];
}
