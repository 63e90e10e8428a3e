import type { NewPurchase } from '../../contracts/purchases/shapes.ts';

/** A customer that the API has acknowledged. */
export interface KnownCustomer {
  readonly customerId: string;
  /** As acknowledged last. */
  name: string;
  isRemoved: boolean;
}

/** A product that the API has acknowledged. */
export interface KnownProduct {
  readonly productId: string;
  /** As acknowledged last, in cents. */
  amount: number;
  /** The initial stock with all acknowledged adjustments. */
  stocked: number;
  isRemoved: boolean;
}

/** A purchase that the API has accepted. */
export interface KnownPurchase {
  readonly purchaseId: string;
  readonly key: string;
  readonly request: NewPurchase;
  /** Whether a cancellation was acknowledged. */
  isCancelled: boolean;
  /** How many units were returned, as acknowledged; never all. */
  returned: number;
}

/** All that the API has acknowledged. Whoever is in it made the last change of its entities, so it is what they have to be. */
export class Ledger {
  readonly customers: KnownCustomer[] = [];
  readonly products: KnownProduct[] = [];
  readonly purchases: KnownPurchase[] = [];
  /** Answers that should not have been given. */
  readonly surprises: string[] = [];
}
