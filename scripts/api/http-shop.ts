import * as z from 'zod';
import { ApiProblem } from './api-error.ts';
import type { HttpClient } from './http-client.ts';
import {
  type Entity,
  type NewCustomer,
  type NewProduct,
  type Purchase,
  type PurchaseRequest,
  purchaseSchema,
  type Shop,
} from './shop.ts';

const customerSchema = z.object({ customerId: z.string(), email: z.string(), createdAt: z.string() });
const productSchema = z.object({ productId: z.string(), sku: z.string().optional(), createdAt: z.string() });

/** The running system, through its HTTP API. */
export class HttpShop implements Shop {
  readonly #http: HttpClient;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  findCustomer(email: string): Promise<Entity | undefined> {
    return this.#oldest(
      `/customers?email=${encodeURIComponent(email)}`,
      // The search ignores case, an identity does not.
      (item) => [customerSchema.parse(item)].filter((found) => found.email === email).map(customerEntity)[0],
    );
  }

  async addCustomer(customer: NewCustomer, key: string): Promise<Entity> {
    return customerEntity(customerSchema.parse(await this.#http.post('/customers', customer, key)));
  }

  findProduct(sku: string): Promise<Entity | undefined> {
    return this.#oldest(
      `/products?sku=${encodeURIComponent(sku)}`,
      (item) => [productSchema.parse(item)].filter((found) => found.sku === sku).map(productEntity)[0],
    );
  }

  async addProduct(product: NewProduct, key: string): Promise<Entity> {
    return productEntity(productSchema.parse(await this.#http.post('/products', product, key)));
  }

  async requestPurchase(request: PurchaseRequest, key: string): Promise<Purchase> {
    return purchaseSchema.parse(await this.#http.post('/purchases', request, key));
  }

  async findPurchase(purchaseId: string): Promise<Purchase | undefined> {
    try {
      return purchaseSchema.parse(await this.#http.get(`/purchases/${purchaseId}`));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return undefined;
      throw error;
    }
  }

  async *purchasesOf(customerId: string): AsyncGenerator<Purchase> {
    for await (const item of this.#http.everyItem(`/purchases?customerId=${customerId}`)) {
      yield purchaseSchema.parse(item);
    }
  }

  async cancelPurchase(purchaseId: string, key: string): Promise<void> {
    await this.#http.post(`/purchases/${purchaseId}/cancellation`, undefined, key);
  }

  async #oldest(path: string, entityOf: (item: unknown) => Entity | undefined): Promise<Entity | undefined> {
    let oldest: Entity | undefined;
    for await (const item of this.#http.everyItem(path)) {
      const entity = entityOf(item);
      // UUIDv7: ids made earlier sort first.
      if (entity !== undefined && (oldest === undefined || entity.id < oldest.id)) oldest = entity;
    }
    return oldest;
  }
}

const customerEntity = ({ customerId, createdAt }: z.infer<typeof customerSchema>): Entity => ({
  id: customerId,
  createdAt,
});

const productEntity = ({ productId, createdAt }: z.infer<typeof productSchema>): Entity => ({
  id: productId,
  createdAt,
});
