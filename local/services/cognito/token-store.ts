import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  /** In milliseconds. */
  readonly expiresAt: number;
}

/** What the provider remembers. */
export interface TokenStore {
  /** For the provider, which has one for each of its models. */
  adapter(model: string): Adapter;
  /** Forgets the refresh tokens of a person. */
  revokeRefreshTokens(accountId: string): void;
}

/** After how many entries the expired ones are looked for. */
const SWEEP_EVERY = 500;

/**
 * Keeps sessions, codes and refresh tokens in memory, for as long as the process runs.
 * @param graceSeconds how long a refresh token of a client may still be used once it has been exchanged for another
 * one, so that a client that lost the answer may ask again
 */
export function tokenStore(graceSeconds: (clientId: string) => number): TokenStore {
  const entries = new Map<string, Entry>();
  let written = 0;

  const live = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAt > Date.now() ? entry.payload : undefined;
  };
  const sweep = (): void => {
    written += 1;
    if (written % SWEEP_EVERY > 0) return;
    for (const [key, { expiresAt }] of entries) if (expiresAt <= Date.now()) entries.delete(key);
  };

  const adapter = (model: string): Adapter => {
    const keyOf = (id: string): string => `${model} ${id}`;
    const find = async (id: string): Promise<AdapterPayload | undefined> => {
      const payload = live(keyOf(id));
      if (payload === undefined || model !== 'RefreshToken' || typeof payload.consumed !== 'number')
        return payload;
      const { consumed, ...unused } = payload;
      const usable = Date.now() / 1000 - consumed < graceSeconds(payload.clientId ?? '');
      return usable ? unused : payload;
    };
    return {
      find,
      async upsert(id, payload, expiresIn) {
        sweep();
        const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
        entries.set(keyOf(id), { payload, expiresAt });
      },
      async findByUid(uid) {
        for (const [key, { payload }] of entries) {
          if (key.startsWith(`${model} `) && payload.uid === uid) return live(key);
        }
        return undefined;
      },
      async findByUserCode() {
        return undefined;
      },
      async consume(id) {
        const payload = live(keyOf(id));
        if (payload !== undefined) payload.consumed ??= Date.now() / 1000;
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) {
          if (key.startsWith(`${model} `) && payload.grantId === grantId) entries.delete(key);
        }
      },
    };
  };
  return {
    adapter,
    revokeRefreshTokens(accountId) {
      for (const [key, { payload }] of entries) {
        if (payload.kind === 'RefreshToken' && payload.accountId === accountId) entries.delete(key);
      }
    },
  };
}
