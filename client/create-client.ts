import { callRoute, type Settings } from './call-route.ts';
import { everyItem } from './every-item.ts';
import { pause } from './pause.ts';
import type {
  AnswerOf,
  ItemOf,
  ListName,
  ListRequestTo,
  RequestArgument,
  RequestTo,
  RouteName,
} from './routes.ts';
import { type AnyRequest, apiRootOf } from './write-request.ts';

export interface ClientOptions {
  /** Where the system answers, with or without a trailing `/api`; a function is asked before each call. */
  readonly baseUrl: string | (() => Promise<string>);
  /** Sends requests as `fetch` does, signed for example. Default: `fetch`. */
  readonly fetch?: Settings['fetch'];
  /** Headers of every request, such as who asks. Default: none. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /**
   * How often a request is sent at most, if it may be sent again at all (see `mayRepeat`). Default: 6, within about 6 s
   * of pauses where no answer asks for more.
   */
  readonly attempts?: number;
  /** How long one attempt may take. Default: 30 s; API Gateway gives up after 29 s. */
  readonly timeoutMs?: number;
  /** Waits between attempts; rejects when the signal aborts. Default: a timer. */
  readonly pause?: Settings['pause'];
  /** Aborted: no further attempts; requests under way end as they would. */
  readonly stopSignal?: AbortSignal | undefined;
}

/** The API, typed by its contracts. */
export interface ApiClient {
  /**
   * Calls a route: `api('GET /customers/{customerId}', { path: { customerId } })`. Resolves with the body of the answer.
   * @throws ApiProblem when the API refuses or fails, ApiUnreachable when no usable answer came.
   */
  <Name extends RouteName>(
    route: Name,
    ...request: RequestArgument<RequestTo<Name>>
  ): Promise<AnswerOf<Name>>;
  /** All items of a list, read page by page as they are asked for. @throws as a call does. */
  every<Name extends ListName>(
    route: Name,
    ...request: RequestArgument<ListRequestTo<Name>>
  ): AsyncGenerator<ItemOf<Name>, void>;
}

/** A client of the API of one system. */
export function createClient({ baseUrl, ...options }: ClientOptions): ApiClient {
  const settings: Settings = {
    root: async () => apiRootOf(typeof baseUrl === 'string' ? baseUrl : await baseUrl()),
    // Looked up with each request: tests replace it.
    fetch: (url, init) => fetch(url, init),
    headers: () => ({}),
    attempts: 6,
    timeoutMs: 30_000,
    pause,
    ...options,
  };
  const call = (route: string, request?: AnyRequest) => callRoute(route, request, settings);
  const every = (route: string, request?: AnyRequest) => everyItem(call, route, request);
  return Object.assign(call, { every }) as ApiClient;
}
