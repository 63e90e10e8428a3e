import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Collection } from '../../data/store.ts';

/** Something that the provider remembers. */
export interface TokenEntry {
  readonly payload: AdapterPayload;
  /** In milliseconds since 1970. Default: never. */
  readonly expiresAt?: number;
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
 * Keeps sessions, codes and refresh tokens.
 * @param records remembers them, by model and id
 * @param graceSeconds how long a refresh token of a client may still be used once it has been exchanged for another
 * one, so that a client that lost the answer may ask again
 */
export function tokenStore(
  graceSeconds: (clientId: string) => number,
  records: Collection<TokenEntry>,
): TokenStore {
  const entries = new Map<string, TokenEntry>(records.kept);
  let written = 0;

  const isExpired = ({ expiresAt }: TokenEntry): boolean =>
    expiresAt !== undefined && expiresAt <= Date.now();
  const remove = (key: string): void => {
    entries.delete(key);
    records.forget(key);
  };

  const live = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry === undefined || isExpired(entry) ? undefined : entry.payload;
  };
  const sweep = (): void => {
    written += 1;
    if (written % SWEEP_EVERY > 0) return;
    for (const [key, entry] of entries) if (isExpired(entry)) remove(key);
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
        const expiry = expiresIn === undefined ? {} : { expiresAt: Date.now() + expiresIn * 1000 };
        const entry = { payload, ...expiry };
        entries.set(keyOf(id), entry);
        await records.write(keyOf(id), entry);
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
        const entry = entries.get(keyOf(id));
        if (entry === undefined) return;
        entry.payload.consumed ??= Date.now() / 1000;
        await records.write(keyOf(id), entry);
      },
      async destroy(id) {
        remove(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) {
          if (key.startsWith(`${model} `) && payload.grantId === grantId) remove(key);
        }
      },
    };
  };
  return {
    adapter,
    revokeRefreshTokens(accountId) {
      for (const [key, { payload }] of entries) {
        if (payload.kind === 'RefreshToken' && payload.accountId === accountId) remove(key);
      }
    },
  };
}
