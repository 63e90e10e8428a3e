import type { RankedCounts } from '../../../shared/counters/ranking.ts';
import type { Customer } from './customer.ts';

/** A customer by what was bought; no name when it was removed. */
export interface RankedCustomer extends RankedCounts, Pick<Customer, 'customerId'> {
  readonly name: string | undefined;
}

/** Answer of `GET /statistics/customers`: how many there are, and who bought most units, the first first. */
export interface CustomerStatistics {
  readonly count: number;
  readonly top: readonly RankedCustomer[];
}
