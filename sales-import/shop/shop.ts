import type { ApiProblem } from '../../client/errors.ts';
import type { NewProduct } from '../../contracts/catalog/shapes.ts';
import type { NewCustomer } from '../../contracts/customer/shapes.ts';
import type { NewPurchase, PurchaseView } from '../../contracts/purchases/shapes.ts';

/** The fields of a purchase that scripts use. */
export type Purchase = Pick<
  PurchaseView,
  | 'purchaseId'
  | 'customerId'
  | 'productId'
  | 'quantity'
  | 'returned'
  | 'unitPrice'
  | 'status'
  | 'rejection'
  | 'purchasedAt'
  | 'createdAt'
>;

/** A request for a purchase, and its idempotency key. */
export interface KeyedRequest {
  readonly request: NewPurchase;
  readonly key: string;
}

/** An existing customer or product. `createdAt` is ISO 8601 UTC. */
export interface Entity {
  readonly id: string;
  readonly createdAt: string;
}

/** What scripts need from the system. `key` is an idempotency key: a repeated call returns the first answer. */
export interface Shop {
  /** The customer with exactly this e-mail; the oldest, if there are several. */
  findCustomer(email: string): Promise<Entity | undefined>;
  addCustomer(customer: NewCustomer, key: string): Promise<Entity>;
  /** Whether there is no customer, or product, at all. */
  isWithout(entities: 'customers' | 'products'): Promise<boolean>;
  /** The product with exactly this SKU; the oldest, if there are several. */
  findProduct(sku: string): Promise<Entity | undefined>;
  addProduct(product: NewProduct, key: string): Promise<Entity>;
  /** The e-mail address of each customer. */
  everyEmail(): AsyncIterable<string>;
  /** The SKU of each product that has one. */
  everySku(): AsyncIterable<string>;
  /** Adds pieces to the stock of a product. */
  raiseStock(productId: string, pieces: number, key: string): Promise<void>;
  /** Requests up to 100 purchases. @returns for each its purchase, or why it is refused. */
  requestPurchases(requests: readonly KeyedRequest[]): Promise<readonly (Purchase | ApiProblem)[]>;
  /** Those of up to 100 purchases that exist. */
  findPurchases(purchaseIds: readonly string[]): Promise<readonly Purchase[]>;
  /** Newest first; of one product, if it is named. */
  purchasesOf(customerId: string, productId?: string): AsyncIterable<Purchase>;
  cancelPurchase(purchaseId: string, key: string): Promise<void>;
  returnUnits(purchaseId: string, quantity: number, key: string): Promise<void>;
}
