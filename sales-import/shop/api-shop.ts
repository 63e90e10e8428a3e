import type { ApiClient } from '../../client/create-client.ts';
import { ApiProblem } from '../../client/errors.ts';
import type { NewProduct, ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView, NewCustomer } from '../../contracts/customer/shapes.ts';
import { type ProblemCode, problemCodeOf } from '../../contracts/definition/problems.ts';
import type { ImportResult } from '../../contracts/purchases/shapes.ts';
import type { Entity, KeyedRequest, Purchase, Shop } from './shop.ts';

/** The running system, accessed through its API. */
export class ApiShop implements Shop {
  readonly #api: ApiClient;

  constructor(api: ApiClient) {
    this.#api = api;
  }

  async findCustomer(email: string): Promise<Entity | undefined> {
    let oldest: Entity | undefined;
    for await (const customer of this.#api.every('GET /customers', { query: { email } })) {
      if (customer.email.toLowerCase() === email.toLowerCase())
        oldest = olderOf(oldest, customerEntity(customer));
    }
    return oldest;
  }

  async addCustomer(customer: NewCustomer, key: string): Promise<Entity> {
    return customerEntity(await this.#api('POST /customers', { body: customer, idempotencyKey: key }));
  }

  async isWithout(entities: 'customers' | 'products'): Promise<boolean> {
    const { items } = await this.#api(`GET /${entities}`, { query: { limit: 1 } });
    return items.length === 0;
  }

  async findProduct(sku: string): Promise<Entity | undefined> {
    let oldest: Entity | undefined;
    for await (const product of this.#api.every('GET /products', { query: { sku } })) {
      oldest = olderOf(oldest, productEntity(product));
    }
    return oldest;
  }

  async addProduct(product: NewProduct, key: string): Promise<Entity> {
    return productEntity(await this.#api('POST /products', { body: product, idempotencyKey: key }));
  }

  async *everyEmail(): AsyncGenerator<string> {
    for await (const { email } of this.#api.every('GET /customers')) yield email;
  }

  async *everySku(): AsyncGenerator<string> {
    for await (const { sku } of this.#api.every('GET /products')) if (sku !== undefined) yield sku;
  }

  async raiseStock(productId: string, pieces: number, key: string): Promise<void> {
    await this.#api('POST /products/{productId}/stock-adjustments', {
      path: { productId },
      body: { delta: pieces },
      idempotencyKey: key,
    });
  }

  async requestPurchases(requests: readonly KeyedRequest[]): Promise<(Purchase | ApiProblem)[]> {
    const purchases = requests.map(({ request, key }) => ({ ...request, key }));
    const { results } = await this.#api('POST /imports', { body: { purchases } });
    return results.map((result) => ('purchase' in result ? result.purchase : problemIn(result.problem)));
  }

  async findPurchases(purchaseIds: readonly string[]): Promise<readonly Purchase[]> {
    const query = { ids: purchaseIds };
    return purchaseIds.length === 0 ? [] : (await this.#api('GET /purchases', { query })).items;
  }

  purchasesOf(customerId: string, productId?: string): AsyncIterable<Purchase> {
    return this.#api.every('GET /purchases', { query: { customerId, productId } });
  }

  async cancelPurchase(purchaseId: string, key: string): Promise<void> {
    await this.#api('POST /purchases/{purchaseId}/cancellation', {
      path: { purchaseId },
      idempotencyKey: key,
    });
  }

  async returnUnits(purchaseId: string, quantity: number, key: string): Promise<void> {
    await this.#api('POST /purchases/{purchaseId}/returns', {
      path: { purchaseId },
      body: { quantity },
      idempotencyKey: key,
    });
  }
}

type Problem = Extract<ImportResult, { readonly problem: object }>['problem'];

const problemIn = ({ type, status, detail, errors = [] }: Problem): ApiProblem =>
  new ApiProblem({ status, code: problemCodeOf(type) as ProblemCode, detail, errors });

/** The older of two entities: UUIDv7 ids sort by creation time. */
const olderOf = (one: Entity | undefined, other: Entity): Entity =>
  one === undefined || other.id < one.id ? other : one;

const customerEntity = ({ customerId, createdAt }: CustomerView): Entity => ({ id: customerId, createdAt });

const productEntity = ({ productId, createdAt }: ProductView): Entity => ({ id: productId, createdAt });
