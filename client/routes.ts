import type { ApiRoute } from '../contracts/all.ts';
import type { BodyOf, WrittenRequestOf } from '../contracts/definition/define-route.ts';

// Contracts are imported as types only: at run time, a client needs no schemas.

type RoutesByName = { [Route in ApiRoute as `${Route['method']} ${Route['path']}`]: Route };

/** The method and path of a route: `GET /customers/{customerId}`. */
export type RouteName = keyof RoutesByName;

/** The body of a route's answer; `undefined` if it has none. */
export type AnswerOf<Name extends RouteName> = BodyOf<RoutesByName[Name]>;

/** The query parameters that a client may pass to a route. */
export type QueryOf<Name extends RouteName> = WrittenRequestOf<RoutesByName[Name]>['query'];

/** A field of a request: required, optional if everything in it is optional, or absent. */
type Field<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [Key in Name]?: undefined }
  : [keyof Value] extends [never]
    ? { readonly [Key in Name]?: undefined }
    : object extends Value
      ? { readonly [Key in Name]?: Value }
      : { readonly [Key in Name]: Value };

type OnlyFor<Method extends string, Name extends RouteName, Value> = Name extends `${Method} ${string}`
  ? Value | undefined
  : undefined;

/** A request to a route. */
export type RequestTo<Name extends RouteName> = Field<'path', WrittenRequestOf<RoutesByName[Name]>['path']> &
  Field<'query', QueryOf<Name>> &
  Field<'body', WrittenRequestOf<RoutesByName[Name]>['body']> & {
    /** The same key with the same body returns the first answer again. Default: a new key for each call. */
    readonly idempotencyKey?: OnlyFor<'POST', Name, string>;
    /** The version that the change is based on. If the entity has another one, the API refuses with `version-mismatch`. */
    readonly ifVersion?: OnlyFor<'PATCH' | 'DELETE', Name, number>;
    /** Aborting it cancels the request, and the call rejects with the signal's reason. */
    readonly signal?: AbortSignal | undefined;
  };

/** The request as an argument, which is optional if nothing in it is required. */
export type RequestArgument<Request> = object extends Request ? [request?: Request] : [request: Request];

/** A route with a paged answer. */
export type ListName = {
  [Name in RouteName]: 'cursor' extends keyof QueryOf<Name> ? Name : never;
}[RouteName];

/** An item of a list. */
export type ItemOf<Name extends ListName> =
  AnswerOf<Name> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** A request for a whole list. `limit` is the page size; default 100. */
export type ListRequestTo<Name extends ListName> = Omit<RequestTo<Name>, 'query'> & {
  readonly query?: Omit<QueryOf<Name>, 'cursor'>;
};
