import type { ApiRoute } from '../contracts/all.ts';
import type { BodyOf, WrittenRequestOf } from '../contracts/definition/define-route.ts';

// The contracts as types alone: at run time, a client needs no schema.

type RoutesByName = { [Route in ApiRoute as `${Route['method']} ${Route['path']}`]: Route };

/** A route of the API by its method and path: `GET /customers/{customerId}`. */
export type RouteName = keyof RoutesByName;

/** What a route answers; `undefined` for no body. */
export type AnswerOf<Name extends RouteName> = BodyOf<RoutesByName[Name]>;

/** The query parameters of a route, as a client writes them. */
export type QueryOf<Name extends RouteName> = WrittenRequestOf<RoutesByName[Name]>['query'];

/** A field of a request: required, optional when all of it is, or not there at all. */
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

/** What a request to a route has. */
export type RequestTo<Name extends RouteName> = Field<'path', WrittenRequestOf<RoutesByName[Name]>['path']> &
  Field<'query', QueryOf<Name>> &
  Field<'body', WrittenRequestOf<RoutesByName[Name]>['body']> & {
    /** The same key for the same body gives the first answer again. Default: a new one for each call. */
    readonly idempotencyKey?: OnlyFor<'POST', Name, string>;
    /** The version that a change was decided on: any other is refused with `version-mismatch`. */
    readonly ifVersion?: OnlyFor<'PATCH' | 'DELETE', Name, number>;
    /** Aborted: the request is cancelled, and the call rejects with the signal's reason. */
    readonly signal?: AbortSignal | undefined;
  };

/** The request as an argument, which may be left out where nothing in it is required. */
export type RequestArgument<Request> = object extends Request ? [request?: Request] : [request: Request];

/** A route that answers page by page. */
export type ListName = {
  [Name in RouteName]: 'cursor' extends keyof QueryOf<Name> ? Name : never;
}[RouteName];

/** One item of a list. */
export type ItemOf<Name extends ListName> =
  AnswerOf<Name> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** A request for all of a list. `limit` is that of a page; default 100. */
export type ListRequestTo<Name extends ListName> = Omit<RequestTo<Name>, 'query'> & {
  readonly query?: Omit<QueryOf<Name>, 'cursor'>;
};
