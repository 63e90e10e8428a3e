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
  /** The system's URL, with or without a trailing `/api`. A function is called before each request. */
  readonly baseUrl: string | (() => Promise<string>);
  /** Used in place of `fetch`, to sign requests for example. Default: `fetch`. */
  readonly fetch?: Settings['fetch'];
  /**
   * The access token of who is signed in. It is asked for before each attempt, and once more if the API does not accept
   * it: a new one is sent at once. Default: requests have none.
   */
  readonly token?: () => Promise<string | undefined> | string | undefined;
  /** Extra headers for every request. Default: none. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /**
   * The maximum number of attempts of a request that may be retried (see `mayRetry`). Default: 6, with pauses of about
   * 6 s in total, unless an answer asks for longer ones.
   */
  readonly attempts?: number;
  /** The timeout of one attempt. Default: 30 s; API Gateway gives up after 29 s. */
  readonly timeoutMs?: number;
  /** Waits between attempts; rejects when the signal aborts. Default: a timer. */
  readonly pause?: Settings['pause'];
  /** Once aborted, nothing is retried; requests in flight are allowed to finish. */
  readonly stopSignal?: AbortSignal | undefined;
}

/** The API, typed from its contracts. */
export interface ApiClient {
  /**
   * Calls a route: `api('GET /customers/{customerId}', { path: { customerId } })`. Resolves to the body of the answer.
   * @throws ApiProblem if the API refuses or fails, ApiUnreachable if there is no usable answer.
   */
  <Name extends RouteName>(
    route: Name,
    ...request: RequestArgument<RequestTo<Name>>
  ): Promise<AnswerOf<Name>>;
  /** Iterates over all items of a list, reading pages as needed. @throws what a call throws. */
  every<Name extends ListName>(
    route: Name,
    ...request: RequestArgument<ListRequestTo<Name>>
  ): AsyncGenerator<ItemOf<Name>, void>;
}

/** Creates a client for the API of one system. */
export function createClient({ baseUrl, ...options }: ClientOptions): ApiClient {
  const settings: Settings = {
    root: async () => apiRootOf(typeof baseUrl === 'string' ? baseUrl : await baseUrl()),
    // Looked up for each request, because tests replace it.
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
