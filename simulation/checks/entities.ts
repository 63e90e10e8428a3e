import { isProblem } from '../../client/errors.ts';
import type { Entry, ProductEntry } from '../shop/ledger.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';
import { rowsOf, type Shop, same } from './shop.ts';

/** What was confirmed of customers and products is there, and nothing else. */
export async function checkEntities({ world, ledger, api }: Shop): Promise<void> {
  for (const customer of ledger.customers.values()) {
    const path = { customerId: customer.id };
    await checkEntity(customer, () => api('GET /customers/{customerId}', { path }));
  }
  for (const product of ledger.products.values()) {
    if (product.mayBeRemoved) checkArchived(world, product);
    const path = { productId: product.id };
    await checkEntity(product, () => api('GET /products/{productId}', { path }));
  }
  checkSkus(rowsOf(world, 'Products'));
  const rule = 'nothing is made twice';
  for (const [table, entries] of [
    ['Customers', ledger.customers],
    ['Products', ledger.products],
    ['Purchases', ledger.purchases],
  ] as const) {
    same(rule, table, rowsOf(world, table).length, entries.size);
  }
}

/** No two products that are sold have the same SKU. */
function checkSkus(products: ReturnType<typeof rowsOf>): void {
  const sold = products.filter((row) => row['sku'] !== undefined && row['removedAt'] === undefined);
  const taken = sold.map((row) => String(row['sku']).toLowerCase());
  same('a SKU belongs to one product', 'SKUs', taken.length, new Set(taken).size);
}

/** What a product was called last is kept. */
function checkArchived(world: World, product: ProductEntry): void {
  const row = rowsOf(world, 'Products').find(({ productId }) => productId === product.id);
  product.keptName = String(row?.['name']);
  const { names, perhaps, latest } = product;
  const isKept = perhaps.size > 0 ? names.has(product.keptName) : latest.name === product.keptName;
  must(isKept, 'a product keeps its name in the archive', () => `${product.id}: ${product.keptName}`);
}

async function checkEntity(
  entry: Entry<{ readonly version: number }>,
  request: () => Promise<{ readonly version: number }>,
): Promise<void> {
  try {
    const found = await request();
    must(!entry.mayBeRemoved, 'a removed entity stays removed', () => entry.id);
    const { latest } = entry;
    // Reservations change a product as well, so its version may be later.
    must(found.version >= latest.version, 'nothing confirmed is lost', () => entry.id);
    for (const field of new Set([...Object.keys(latest), ...Object.keys(found)])) {
      if (['version', 'stock', 'updatedAt', 'updatedBy', 'age'].includes(field)) continue;
      const [there, confirmed] = [found, latest].map((view) => view[field as 'version']);
      same('nothing confirmed is lost', `${entry.id} ${field}`, there, confirmed);
    }
  } catch (error) {
    must(
      isProblem(error, 'not-found') && entry.mayBeRemoved,
      'nothing confirmed is lost',
      () => `${entry.id}: ${error}`,
    );
  }
}
