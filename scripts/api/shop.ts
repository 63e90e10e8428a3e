import * as z from 'zod';

/** A purchase as the API answers it, as far as it matters here. */
export const purchaseSchema = z.object({
  purchaseId: z.string(),
  customerId: z.string(),
  productId: z.string(),
  quantity: z.number(),
  status: z.enum(['pending', 'completed', 'rejected', 'cancelled']),
  rejection: z.object({ code: z.string(), detail: z.string() }).optional(),
  createdAt: z.string(),
});

export type Purchase = z.infer<typeof purchaseSchema>;

/** A customer or a product that is there. `createdAt` is ISO 8601 UTC. */
export interface Entity {
  readonly id: string;
  readonly createdAt: string;
}

/** Body of `POST /customers`. */
export interface NewCustomer {
  readonly name: string;
  readonly email: string;
  readonly birthDate: string;
  readonly country?: string;
}

/** Body of `POST /products`; the amount is in minor units. */
export interface NewProduct {
  readonly name: string;
  readonly description?: string;
  readonly category?: string;
  readonly sku: string;
  readonly price: { readonly amount: number; readonly currency: string };
  readonly stock: number;
}

/** Body of `POST /purchases`. */
export interface PurchaseRequest {
  readonly customerId: string;
  readonly productId: string;
  readonly quantity: number;
}

/** What scripts ask of the system. Keys are idempotency keys: the same one gives the first answer again. */
export interface Shop {
  /** The customer with exactly this e-mail; the oldest, if there are several. */
  findCustomer(email: string): Promise<Entity | undefined>;
  addCustomer(customer: NewCustomer, key: string): Promise<Entity>;
  /** The product with exactly this SKU; the oldest, if there are several. */
  findProduct(sku: string): Promise<Entity | undefined>;
  addProduct(product: NewProduct, key: string): Promise<Entity>;
  requestPurchase(request: PurchaseRequest, key: string): Promise<Purchase>;
  findPurchase(purchaseId: string): Promise<Purchase | undefined>;
  /** Newest first. */
  purchasesOf(customerId: string): AsyncIterable<Purchase>;
  cancelPurchase(purchaseId: string, key: string): Promise<void>;
}
