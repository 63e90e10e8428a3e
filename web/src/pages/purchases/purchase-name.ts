import { useQuery } from '@tanstack/react-query';
import { customerById } from '../../api/customers.ts';
import { productById } from '../../api/products.ts';
import type { Purchase } from '../../api/types.ts';
import { formatNumber, formatRecent } from '../../components/format.ts';

/** A name that distinguishes a purchase from others, such as `3 × Lamp for Ann Lee`. */
export interface PurchaseName {
  readonly text: string;
  /** Whether the names of customer and product are loaded. */
  readonly isLoaded: boolean;
  /** Whether nothing is kept of the product; false until it is loaded. */
  readonly isProductRemoved: boolean;
}

/** The name of a purchase. All names on a page are read in one request. */
export function usePurchaseName({ customerId, productId, productName, quantity }: Purchase): PurchaseName {
  const { data: customer } = useQuery(customerById(customerId));
  const { data: product } = useQuery(productById(productId));
  const nameOf = (entity: { readonly name: string } | null | undefined, noun: string): string =>
    entity === null ? `a removed ${noun}` : (entity?.name ?? `a ${noun}`);
  return {
    text: `${formatNumber(quantity)} × ${productName ?? nameOf(product, 'product')} for ${nameOf(customer, 'customer')}`,
    isLoaded: customer !== undefined && product !== undefined,
    isProductRemoved: product === null,
  };
}

/** A purchase in a few words that need no further request. */
export const shortNameOf = ({ productName, purchasedAt }: Purchase): string =>
  `purchase of ${productName ?? 'a product'}, ${formatRecent(purchasedAt)}`;
