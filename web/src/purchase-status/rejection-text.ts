import type { Purchase } from '../api/types.ts';

/** Why a purchase was rejected, in plain words. */
export function rejectionText({ rejection }: Pick<Purchase, 'rejection'>): string {
  switch (rejection?.code) {
    case 'insufficient-stock':
      return `There is not enough in stock: ${rejection.detail}`;
    case 'unknown-product':
      return 'The product is no longer sold.';
    default:
      return rejection?.detail ?? 'No reason was given.';
  }
}
