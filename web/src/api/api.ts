import { createClient } from '../../../client/create-client.ts';
import type { AnswerOf, RequestArgument, RequestTo, RouteName } from '../../../client/routes.ts';
import { session } from '../session/session.ts';
import { ProviderAway } from '../session/sign-in.ts';
import { ApiUnreachable, isProblem } from './api-error.ts';
import { configuration } from './configuration.ts';

/** Begins the session, unless it has begun. @throws ApiUnreachable if it is not known how to sign in. */
export async function beginSession(): Promise<void> {
  session.begin((await configuration()).signIn);
}

const client = createClient({
  baseUrl: async () => (await configuration()).api,
  token: session.token,
  attempts: 1,
});

/**
 * Calls the API on behalf of whoever is signed in. Waits until somebody is. It does not retry: the cache does, and the page
 * shows it.
 */
export async function api<Name extends RouteName>(
  route: Name,
  ...request: RequestArgument<RequestTo<Name>>
): Promise<AnswerOf<Name>> {
  return onBehalf(route, () => client(route, ...request));
}

/** Sends a request once somebody is signed in, and again if they had to sign in anew. */
export async function onBehalf<Answer>(route: string, send: () => Promise<Answer>): Promise<Answer> {
  await beginSession();
  try {
    return await session.authorized(send, {
      isRefusal: (error) => isProblem(error, 'not-signed-in'),
      isChange: !route.startsWith('GET '),
    });
  } catch (error) {
    // Just like the API itself, it may respond a moment later.
    if (error instanceof ProviderAway) throw new ApiUnreachable(error.message, { cause: error });
    throw error;
  }
}
