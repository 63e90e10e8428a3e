import type { Cause } from '../values/aggregate.ts';
import type { GuardedWrite, TransactWrite } from './commit.ts';

/** How an aggregate is added. */
export interface AddOptions<After> {
  readonly cause: Cause;
  /** Further writes of the same transaction, such as the answer to an idempotency key; default none. */
  readonly remember?: (after: After) => readonly (GuardedWrite | TransactWrite)[];
}

/** How an aggregate is changed. */
export interface ChangeOptions<After> extends AddOptions<After> {
  /** Throws if this version must not be changed; default: any version may be. */
  readonly ifMatch?: (version: number) => void;
  /** Called once after a change was committed; not called if nothing changed. */
  readonly onChange?: (after: After) => void;
}
