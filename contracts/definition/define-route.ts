import * as z from 'zod';
import { lazy } from '../../shared/values/lazy.ts';
import { type ParametersOf, parametersOf } from './path-parameters.ts';
import type { ProblemCode } from './problems.ts';
import type { Role } from './roles.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** The successful answer of a route. If the body has a `version`, there is an `ETag`; 201 and 202 have a `Location`. */
export interface AnswerContract {
  readonly status: 200 | 201 | 202 | 204;
  /** Default: no body. */
  readonly body?: z.ZodType;
}

/** The parts of a route that differ from route to route. */
export interface RouteProps {
  /** The least role that may call the route. */
  readonly role: Role;
  /** What the route does, in one sentence. */
  readonly summary: string;
  /** Default: no parameters. */
  readonly query?: z.ZodType;
  /** Default: no body. */
  readonly body?: z.ZodType;
  /** Whether the body has an idempotency key for each of its parts, so that the route takes none of its own. Default: no. */
  readonly hasOwnKeys?: boolean;
  readonly answer: AnswerContract;
  /** Problems specific to this route. Those implied by its method, path and query are added. */
  readonly problems?: readonly ProblemCode[];
}

/** A route of the API: everything a client needs to call it. */
export interface RouteContract<
  M extends Method = Method,
  Path extends string = string,
  Props extends RouteProps = RouteProps,
> {
  /** The route's name, the function's id, and the `operationId` in OpenAPI: `CreateCustomer`. */
  readonly name: string;
  readonly method: M;
  /** Below `/api`: `/customers/{customerId}`. */
  readonly path: Path;
  readonly role: Role;
  readonly summary: string;
  /** The path parameters; each is an id. */
  readonly parameters: z.ZodType<ParametersOf<Path>>;
  readonly query: Props['query'] extends z.ZodType ? Props['query'] : z.ZodType<object>;
  /** Undefined if the route takes no body. */
  readonly body: Props['body'];
  readonly answer: Props['answer'];
  /** All problems that the route may answer, without duplicates. */
  readonly problems: readonly ProblemCode[];
  /** Whether it takes `Idempotency-Key`: every POST does whose body has no keys. */
  readonly takesIdempotencyKey: boolean;
  /** Whether it takes `If-Match`: every change and removal of an entity does. */
  readonly takesIfMatch: boolean;
}

/** A parsed request, as a handler receives it. */
export interface RequestOf<Route extends RouteContract> {
  readonly path: z.infer<Route['parameters']>;
  readonly query: z.infer<Route['query']>;
  readonly body: Route['body'] extends z.ZodType ? z.infer<Route['body']> : undefined;
}

/** Query parameters as text or as the parsed value: `'100'` or `100`. */
type WrittenQuery<Schema extends z.ZodType> = {
  readonly [Name in keyof z.input<Schema>]?:
    | z.input<Schema>[Name]
    | Readonly<z.output<Schema>[Name & keyof z.output<Schema>]>
    | undefined;
};

/** A request as a client writes it. */
export interface WrittenRequestOf<Route extends RouteContract> {
  readonly path: ParametersOf<Route['path']>;
  readonly query: WrittenQuery<Route['query']>;
  readonly body: Route['body'] extends z.ZodType ? z.input<Route['body']> : undefined;
}

/** The body of a route's answer; `undefined` if it has none. */
export type BodyOf<Route extends RouteContract> = Route['answer'] extends { readonly body: z.ZodType }
  ? z.infer<Route['answer']['body']>
  : undefined;

/**
 * Declares a route. Its schemas are built when they are first used: in a Lambda's cold start every schema counts.
 * @param name the function's id: `CreateCustomer` is `functions/customer/handlers/create-customer.ts`.
 */
export function defineRoute<
  const M extends Method,
  const Path extends string,
  const Props extends RouteProps,
>(name: string, method: M, path: Path, propsOf: () => Props): RouteContract<M, Path, Props> {
  const props = lazy(propsOf);
  const parameters = lazy(() => parametersOf(path));
  const query = lazy(() => props().query ?? z.strictObject({}));
  const takesIdempotencyKey = () => method === 'POST' && props().hasOwnKeys !== true;
  const takesIfMatch = method === 'PATCH' || method === 'DELETE';
  const problems = lazy(() => {
    const schema = query();
    const takesCursor = schema instanceof z.ZodObject && 'cursor' in schema.shape;
    const common: ProblemCode[] = [
      // The caller comes before the request itself.
      'not-signed-in',
      'access-denied',
      'invalid-request',
      ...(takesCursor ? (['invalid-cursor'] as const) : []),
      ...(path.includes('{') ? (['not-found'] as const) : []),
      ...(takesIfMatch ? (['version-mismatch'] as const) : []),
      ...(takesIdempotencyKey() ? (['idempotency-key-reused'] as const) : []),
      ...(method === 'GET' ? [] : (['concurrent-change'] as const)),
      // Bodies are held to these before anything else, also where none is asked for.
      'payload-too-large',
      'unsupported-media-type',
      'internal-error',
      'overloaded',
    ];
    return [...new Set([...common, ...(props().problems ?? [])])];
  });
  return {
    name,
    method,
    path,
    takesIfMatch,
    get takesIdempotencyKey() {
      return takesIdempotencyKey();
    },
    get role() {
      return props().role;
    },
    get summary() {
      return props().summary;
    },
    get parameters() {
      return parameters();
    },
    get query() {
      return query() as RouteContract<M, Path, Props>['query'];
    },
    get body() {
      return props().body as Props['body'];
    },
    get answer() {
      return props().answer;
    },
    get problems() {
      return problems();
    },
  };
}

/** The headers of a route's answer: an `ETag` if the body has a version, a `Location` if something was created. */
export function headersOf({ answer }: RouteContract): ('ETag' | 'Location')[] {
  const isVersioned = answer.body instanceof z.ZodObject && 'version' in answer.body.shape;
  const isNew = answer.status === 201 || answer.status === 202;
  return [...(isVersioned ? (['ETag'] as const) : []), ...(isNew ? (['Location'] as const) : [])];
}
