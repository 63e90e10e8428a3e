import type { ApiClient } from '../../client/create-client.ts';
import type { Random } from '../random.ts';
import type { World } from '../world/world.ts';
import type { Ledger } from './ledger.ts';

/** What one person does in the shop, with what they know of it. */
export interface Visit {
  readonly world: World;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly api: ApiClient;
  readonly viewer: ApiClient;
  /** The visit's number. */
  readonly number: number;
}
