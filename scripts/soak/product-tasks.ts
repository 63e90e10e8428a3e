import type { Desk, Task } from './desk.ts';
import type { KnownProduct } from './ledger.ts';

/** Of each member of staff. */
const MOST_PRODUCTS = 10;
const MOST_STOCK = 200;

/** Only who has added a product changes it, and so knows what it has to be; everybody adjusts the stock of the hot one. */
export function productTasks(desk: Desk, hot: KnownProduct): Task[] {
  const own: KnownProduct[] = [];

  async function add(): Promise<void> {
    if (own.length >= MOST_PRODUCTS) return;
    const product = await addProduct(desk, desk.random.integer(0, MOST_STOCK));
    if (product !== undefined) own.push(product);
  }

  async function reprice(): Promise<void> {
    const product = desk.oneOf(own);
    if (product === undefined) return;
    const amount = desk.random.integer(1, 10_000);
    const request = { path: { productId: product.productId }, body: { price: { amount } } };
    const done = await desk.ask((api) => api('PATCH /products/{productId}', request));
    if (done !== undefined) product.amount = amount;
  }

  async function adjustStock(): Promise<void> {
    const product = desk.oneOf([...own, hot]);
    if (product === undefined) return;
    const delta = desk.random.integer(1, 20) * (desk.random.fraction() < 0.3 ? -1 : 1);
    const request = {
      path: { productId: product.productId },
      body: { delta },
      idempotencyKey: crypto.randomUUID(),
    };
    const done = await desk.ask(
      (api) => api('POST /products/{productId}/stock-adjustments', request),
      'insufficient-stock',
    );
    if (done !== undefined) product.stocked += delta;
  }

  /** See the removal of a customer. */
  async function remove(): Promise<void> {
    const product = desk.take(own);
    if (product === undefined) return;
    const path = { productId: product.productId };
    await desk.ask((api) => api('DELETE /products/{productId}', { path }), 'not-found');
    product.isRemoved = true;
  }

  async function search(): Promise<void> {
    await desk.ask((api) => api('GET /products', { query: { inStock: true, include: 'customers' } }));
  }

  return [
    { weight: 3, work: add },
    { weight: 6, work: reprice },
    { weight: 8, work: adjustStock },
    { weight: 1, work: remove },
    { weight: 6, work: search },
  ];
}

/** Adds a product, and notes it. */
export async function addProduct(desk: Desk, stock: number): Promise<KnownProduct | undefined> {
  const amount = 100;
  const body = { name: desk.aName(), price: { amount, currency: 'EUR' }, stock };
  const idempotencyKey = crypto.randomUUID();
  const added = await desk.ask((api) => api('POST /products', { body, idempotencyKey }));
  if (added === undefined) return undefined;
  const product = { productId: added.productId, amount, stocked: stock, isRemoved: false };
  desk.ledger.products.push(product);
  return product;
}
