import type { Purchase } from '../api/types.ts';

/** Why a purchase was rejected, in as few words as possible, for beside its status. */
export const rejectionNote = ({ rejection }: Pick<Purchase, 'rejection'>): string =>
  rejection?.code === 'insufficient-stock' ? rejection.detail : rejectionText({ rejection });

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
