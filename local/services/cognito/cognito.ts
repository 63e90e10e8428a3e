import type { Store } from '../../data/store.ts';
import type { Handler } from '../../http/loopback-server.ts';
import type { UserPoolSpec } from '../../model.ts';
import type { LocalService } from '../local-service.ts';
import type { VerifyToken } from '../verify-token.ts';
import { cognitoApi } from './api.ts';
import type { CallContext } from './calls/call.ts';
import { handleCalls } from './calls/handle-calls.ts';
import { type KnownPerson, People, type Person } from './people.ts';
import type { PoolSecrets } from './pool-secrets.ts';
import type { TokenEntry } from './token-store.ts';
import type { UserPool } from './user-pool.ts';

export interface CognitoProps {
  readonly userPools: readonly UserPoolSpec[];
  /** The runtime's main address, below which every user pool has its pages: `http://localhost:3000`. */
  readonly url: string;
  /** The people with whom every user pool begins. */
  readonly people: readonly Person[];
  /** Remembers the people, the keys and who is signed in. */
  readonly store: Store;
}

/** A user pool, as programs have to know it. */
export interface RunningUserPool {
  readonly id: string;
  readonly issuer: string;
  readonly clients: readonly { readonly id: string; readonly name: string }[];
  /** Takes `client_id` and `logout_uri`. */
  readonly logoutUrl: string;
}

/** Cognito's user pools, each an OpenID Connect provider at `{url}/{pool id}`. */
export interface Cognito extends LocalService {
  readonly handler: Handler;
  readonly userPools: readonly RunningUserPool[];
  readonly verifyToken: VerifyToken;
  /** By the user pool's id. */
  readonly people: ReadonlyMap<string, People>;
}

/** Runs the user pools of a template. Nothing that they need is loaded if there are none. */
export function createCognito({ userPools, url, people, store }: CognitoProps): Cognito {
  const issuerOf = ({ id }: UserPoolSpec): string => `${url}/${id}`;
  const peopleById = new Map(
    userPools.map(({ id, groups }) => [
      id,
      new People(
        groups.map(({ name }) => name),
        people,
        store.collection<KnownPerson>(`people ${id}`),
      ),
    ]),
  );
  const secrets = store.collection<PoolSecrets>('user pool secrets');
  const running = new Map<string, UserPool>();
  const poolOf = (id: string): CallContext | undefined => {
    const spec = userPools.find((one) => one.id === id);
    const known = peopleById.get(id);
    return spec && known && { spec, people: known, signOut: (sub) => running.get(id)?.signOut(sub) };
  };

  async function open(): Promise<void> {
    const { newPoolSecrets } = await import('./pool-secrets.ts');
    const opening = userPools.map(({ id }) => secrets.kept.get(id) ?? newPoolSecrets());
    // The keys are made while the provider is loaded.
    const { openUserPool } = await import('./user-pool.ts');
    for (const [index, userPool] of userPools.entries()) {
      const ofPool = await opening[index];
      const known = peopleById.get(userPool.id);
      if (ofPool === undefined || known === undefined) continue;
      if (secrets.kept.has(userPool.id)) known.restore();
      else known.reset();
      secrets.note(userPool.id, ofPool);
      const tokens = store.collection<TokenEntry>(`tokens ${userPool.id}`);
      const props = { userPool, issuer: issuerOf(userPool), people: known, secrets: ofPool, tokens };
      running.set(userPool.id, openUserPool(props));
    }
    await store.saved();
  }

  return {
    name: 'Cognito',
    apis: [{ ...cognitoApi, handle: handleCalls(poolOf, () => store.saved()) }],
    people: peopleById,
    userPools: userPools.map((userPool) => ({
      id: userPool.id,
      issuer: issuerOf(userPool),
      clients: userPool.clients.map(({ id, name }) => ({ id, name })),
      logoutUrl: `${issuerOf(userPool)}/logout`,
    })),
    async handler(request, response) {
      const [, id = '', path = ''] = /^\/([^/?]+)(\/.*)$/.exec(request.url ?? '') ?? [];
      const userPool = running.get(id);
      if (userPool === undefined) return false;
      await userPool.handle(request, response, path);
      return true;
    },
    async verifyToken(userPoolArns, token) {
      let result: Awaited<ReturnType<VerifyToken>> = 'invalid';
      for (const { id, arn } of userPools) {
        if (!userPoolArns.includes(arn)) continue;
        result = (await running.get(id)?.verify(token)) ?? 'invalid';
        if (result !== 'invalid') return result;
      }
      return result;
    },
    sharedPaths: userPools.flatMap(({ id }) => [`/${id}/oauth2/token`, `/${id}/oauth2/revoke`]),
    async start() {
      if (userPools.length > 0) await open();
    },
    async reset() {
      for (const known of peopleById.values()) known.reset();
    },
    async close() {},
  };
}
