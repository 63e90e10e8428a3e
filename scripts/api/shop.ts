import type { NewProduct } from '../../contracts/catalog/shapes.ts';
import type { NewCustomer } from '../../contracts/customer/shapes.ts';
import type { NewPurchase, PurchaseView } from '../../contracts/purchases/shapes.ts';

/** A purchase as the API answers it, as far as it matters here. */
export type Purchase = Pick<
  PurchaseView,
  'purchaseId' | 'customerId' | 'productId' | 'quantity' | 'status' | 'rejection' | 'createdAt'
>;

/** A customer or a product that is there. `createdAt` is ISO 8601 UTC. */
export interface Entity {
  readonly id: string;
  readonly createdAt: string;
}

/** What scripts ask of the system. Keys are idempotency keys: the same one gives the first answer again. */
export interface Shop {
  /** The customer with exactly this e-mail; the oldest, if there are several. */
  findCustomer(email: string): Promise<Entity | undefined>;
  addCustomer(customer: NewCustomer, key: string): Promise<Entity>;
  /** The product with exactly this SKU; the oldest, if there are several. */
  findProduct(sku: string): Promise<Entity | undefined>;
  addProduct(product: NewProduct, key: string): Promise<Entity>;
  requestPurchase(request: NewPurchase, key: string): Promise<Purchase>;
  findPurchase(purchaseId: string): Promise<Purchase | undefined>;
  /** Newest first. */
  purchasesOf(customerId: string): AsyncIterable<Purchase>;
  cancelPurchase(purchaseId: string, key: string): Promise<void>;
}
