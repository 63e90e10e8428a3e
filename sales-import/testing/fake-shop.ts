import { ApiProblem } from '../../client/errors.ts';
import type { NewProduct } from '../../contracts/catalog/shapes.ts';
import type { NewCustomer } from '../../contracts/customer/shapes.ts';
import type { NewPurchase } from '../../contracts/purchases/shapes.ts';
import { fold } from '../../shared/values/fold.ts';
import { keptUnitsOf } from '../../shared/values/kept-units.ts';
import type { Entity, KeyedRequest, Purchase, Shop } from '../shop/shop.ts';

/** Thrown instead of an answer, as if the caller had been killed. */
export class Killed extends Error {}

export interface FakeShopOptions {
  /** The creation time of everything, ISO 8601 UTC. */
  readonly now?: string;
  /** How many purchase requests fail because Purchases does not know the ids yet. Default: 0. */
  readonly unknownTimes?: number;
}

/** An in-memory system with idempotency keys. A purchase settles when it is first read. */
export class FakeShop implements Shop {
  readonly customers = new Map<string, NewCustomer>();
  readonly products = new Map<string, NewProduct>();
  readonly purchases = new Map<string, Purchase>();
  /** The number of calls so far. */
  calls = 0;
  readonly #answers = new Map<string, { readonly asked: string; readonly answer: unknown }>();
  readonly #now: string;
  #unknownTimes: number;
  #callsLeft = Number.POSITIVE_INFINITY;
  #losesAnswer = false;

  constructor({ now = '2026-01-01T00:00:00.000Z', unknownTimes = 0 }: FakeShopOptions = {}) {
    this.#now = now;
    this.#unknownTimes = unknownTimes;
  }

  /** Kills the caller at its n-th call from now: after the work, so that the answer is lost, or before it. */
  killAt(call: number, losesAnswer: boolean): void {
    this.#callsLeft = call;
    this.#losesAnswer = losesAnswer;
  }

  /** Forgets all idempotency keys, as if they had expired. */
  forgetKeys(): void {
    this.#answers.clear();
  }

  /** Removes everything, as `POST /_local/reset` does. */
  reset(): void {
    for (const map of [this.customers, this.products, this.purchases, this.#answers]) map.clear();
  }

  findCustomer(email: string): Promise<Entity | undefined> {
    return this.#call(() =>
      this.#entity(this.customers, (customer) => customer.email.toLowerCase() === email.toLowerCase()),
    );
  }

  addCustomer(customer: NewCustomer, key: string): Promise<Entity> {
    return this.#once(key, ['add', customer], () =>
      this.#add(this.customers, `customer-${this.customers.size}`, customer),
    );
  }

  isWithout(entities: 'customers' | 'products'): Promise<boolean> {
    return this.#call(() => this[entities].size === 0);
  }

  findProduct(sku: string): Promise<Entity | undefined> {
    return this.#call(() => this.#entity(this.products, (product) => fold(product.sku ?? '') === fold(sku)));
  }

  addProduct(product: NewProduct, key: string): Promise<Entity> {
    return this.#once(key, ['add', product], () => {
      const { sku = '' } = product;
      if ([...this.products.values()].some((each) => fold(each.sku ?? '') === fold(sku)))
        throw new ApiProblem({ status: 409, code: 'sku-taken', detail: `The SKU ${sku} is taken.` });
      return this.#add(this.products, `product-${this.products.size}`, product);
    });
  }

  async *everyEmail(): AsyncGenerator<string> {
    yield* await this.#call(() => [...this.customers.values()].map(({ email }) => email));
  }

  async *everySku(): AsyncGenerator<string> {
    yield* await this.#call(() => [...this.products.values()].flatMap(({ sku }) => sku ?? []));
  }

  raiseStock(productId: string, pieces: number, key: string): Promise<void> {
    return this.#once(key, ['raise', productId, pieces], () => this.#changeStock(productId, pieces));
  }

  /** Each counts as a call, so that a killed caller may have made some of them. */
  async requestPurchases(requests: readonly KeyedRequest[]): Promise<(Purchase | ApiProblem)[]> {
    const results: (Purchase | ApiProblem)[] = [];
    for (const { request, key } of requests) {
      results.push(
        await this.#once(key, ['purchase', request], () => this.#requestPurchase(request)).catch(
          (error: unknown) => {
            if (error instanceof ApiProblem) return error;
            throw error;
          },
        ),
      );
    }
    return results;
  }

  #requestPurchase(request: NewPurchase): Purchase {
    this.#unknownTimes -= 1;
    if (this.#unknownTimes >= 0) {
      throw new ApiProblem({ status: 422, code: 'unknown-product', detail: 'not known' });
    }
    const purchaseId = `purchase-${this.purchases.size}`;
    const price = this.products.get(request.productId)?.price ?? { amount: 0, currency: 'EUR' };
    const purchase: Purchase = {
      purchaseId,
      ...request,
      unitPrice: request.unitPrice ?? price,
      returned: 0,
      status: 'pending',
      purchasedAt: request.purchasedAt ?? this.#now,
      createdAt: this.#now,
    };
    this.purchases.set(purchaseId, purchase);
    return purchase;
  }

  findPurchases(purchaseIds: readonly string[]): Promise<Purchase[]> {
    return this.#call(() => purchaseIds.flatMap((id) => this.#settle(this.purchases.get(id)) ?? []));
  }

  async *purchasesOf(customerId: string, productId?: string): AsyncGenerator<Purchase> {
    yield* await this.#call(() =>
      [...this.purchases.values()]
        .filter((each) => each.customerId === customerId && [undefined, each.productId].includes(productId))
        .toReversed()
        .toSorted((one, other) => other.purchasedAt.localeCompare(one.purchasedAt)),
    );
  }

  cancelPurchase(purchaseId: string, key: string): Promise<void> {
    return this.#once(key, ['cancel', purchaseId], () => {
      const purchase = this.#settledPurchase(purchaseId);
      if (purchase.status === 'completed') this.#takeBack(purchase, keptUnitsOf(purchase));
    });
  }

  returnUnits(purchaseId: string, quantity: number, key: string): Promise<void> {
    return this.#once(key, ['return', purchaseId, quantity], () => {
      const purchase = this.#settledPurchase(purchaseId);
      if (purchase.status === 'cancelled' || quantity > keptUnitsOf(purchase))
        throw new ApiProblem({ status: 409, code: 'return-exceeds-purchase', detail: 'too many' });
      this.#takeBack(purchase, quantity);
    });
  }

  #settledPurchase(purchaseId: string): Purchase {
    const purchase = this.purchases.get(purchaseId);
    if (purchase?.status === 'completed' || purchase?.status === 'cancelled') return purchase;
    throw new ApiProblem({ status: 409, code: 'purchase-pending', detail: 'pending' });
  }

  #takeBack(purchase: Purchase, quantity: number): void {
    const returned = purchase.returned + quantity;
    const status = returned === purchase.quantity ? 'cancelled' : 'completed';
    this.purchases.set(purchase.purchaseId, { ...purchase, status, returned });
    this.#changeStock(purchase.productId, quantity);
  }

  #settle(purchase: Purchase | undefined): Purchase | undefined {
    if (purchase?.status !== 'pending') return purchase;
    const enough = (this.products.get(purchase.productId)?.stock ?? 0) >= purchase.quantity;
    const rejection = { code: 'insufficient-stock', detail: 'not enough' };
    const settled: Purchase = enough
      ? { ...purchase, status: 'completed' }
      : { ...purchase, status: 'rejected', rejection };
    if (enough) this.#changeStock(purchase.productId, -purchase.quantity);
    this.purchases.set(purchase.purchaseId, settled);
    return settled;
  }

  #changeStock(productId: string, delta: number): void {
    const product = this.products.get(productId);
    if (product) this.products.set(productId, { ...product, stock: product.stock + delta });
  }

  #entity<T>(entities: Map<string, T>, matches: (entity: T) => boolean): Entity | undefined {
    const found = [...entities].find(([, entity]) => matches(entity));
    return found && { id: found[0], createdAt: this.#now };
  }

  #add<T>(entities: Map<string, T>, id: string, entity: T): Entity {
    entities.set(id, entity);
    return { id, createdAt: this.#now };
  }

  #once<T>(key: string, request: unknown, work: () => T): Promise<T> {
    const asked = JSON.stringify(request);
    return this.#call(() => {
      const earlier = this.#answers.get(key) ?? { asked, answer: work() };
      this.#answers.set(key, earlier);
      if (earlier.asked !== asked)
        throw new ApiProblem({ status: 422, code: 'idempotency-key-reused', detail: 'another request' });
      return earlier.answer as T;
    });
  }

  async #call<T>(work: () => T): Promise<T> {
    this.calls += 1;
    this.#callsLeft -= 1;
    if (this.#callsLeft < 0 || (this.#callsLeft === 0 && !this.#losesAnswer)) throw new Killed();
    const answer = work();
    if (this.#callsLeft === 0) throw new Killed();
    return answer;
  }
}
