import { must } from '../violation.ts';
import { persist } from './api.ts';
import { toExisting } from './existing.ts';
import { type Entry, ProductEntry } from './ledger.ts';
import type { Visit } from './visit.ts';

/** Reads something: an entity, of which nothing confirmed may be missing, or a list. */
export async function read(visit: Visit): Promise<void> {
  await visit.random.pick([...entityReads, ...listReads])(visit);
}

type Read = (visit: Visit) => Promise<unknown>;

const entityReads: readonly Read[] = [
  ({ world, ledger, random, viewer }) =>
    ofOne(ledger.customers, random, (entry, path) =>
      readBack(entry, () =>
        persist(world, () => viewer('GET /customers/{customerId}', { path: { customerId: path } })),
      ),
    ),
  ({ world, ledger, random, viewer }) =>
    ofOne(ledger.products, random, (entry, path) =>
      readBack(entry, () =>
        persist(world, () => viewer('GET /products/{productId}', { path: { productId: path } })),
      ),
    ),
  ({ world, ledger, random, viewer }) =>
    ofOne(ledger.purchases, random, (entry, path) =>
      readBack(entry, () =>
        persist(world, () => viewer('GET /purchases/{purchaseId}', { path: { purchaseId: path } })),
      ),
    ),
  ({ world, ledger, random, viewer }) =>
    ofOne(ledger.customers, random, (entry, customerId) =>
      toExisting(entry, () =>
        persist(world, () => viewer('GET /customers/{customerId}/products', { path: { customerId } })),
      ),
    ),
  ({ world, ledger, random, viewer }) =>
    ofOne(ledger.customers, random, (entry, customerId) =>
      toExisting(entry, () =>
        persist(world, () => viewer('GET /customers/{customerId}/export', { path: { customerId } })),
      ),
    ),
  ({ world, ledger, random, viewer }) =>
    ofOne(ledger.products, random, (entry, productId) =>
      toExisting(entry, () =>
        persist(world, () => viewer('GET /products/{productId}/customers', { path: { productId } })),
      ),
    ),
  ({ world, ledger, random, viewer }) =>
    ofOne(ledger.purchases, random, (_, purchaseId) =>
      persist(world, () => viewer('GET /purchases/{purchaseId}/history', { path: { purchaseId } })),
    ),
];

const listReads: readonly Read[] = [
  ({ world, viewer }) =>
    persist(world, () => viewer('GET /customers', { query: { include: 'products', limit: 5 } })),
  ({ world, viewer }) =>
    persist(world, () => viewer('GET /products', { query: { include: 'customers', inStock: true } })),
  ({ world, viewer }) => persist(world, () => viewer('GET /purchases', { query: { status: 'pending' } })),
  ({ world, viewer }) => persist(world, () => viewer('GET /statistics/customers')),
  ({ world, viewer }) => persist(world, () => viewer('GET /statistics/products')),
  ({ world, viewer }) => persist(world, () => viewer('GET /statistics/purchases')),
  ({ world, viewer }) => persist(world, () => viewer('GET /me')),
];

async function ofOne<E extends { readonly id: string }>(
  entries: ReadonlyMap<string, E>,
  random: Visit['random'],
  use: (entry: E, id: string) => Promise<unknown>,
): Promise<void> {
  if (entries.size === 0) return;
  const entry = random.pick([...entries.values()]);
  await use(entry, entry.id);
}

async function readBack<V extends { readonly version: number }>(
  entry: Entry<V>,
  request: () => Promise<V>,
): Promise<void> {
  const { latest, isRemoved } = entry;
  const before = restorationsOf(entry);
  const view = await toExisting(entry, request);
  const stays = isRemoved && !before.isMoving && restorationsOf(entry).restorations === before.restorations;
  must(!(stays && view !== undefined), 'a removed entity stays removed', () => entry.id);
  if (view === undefined) return;
  must(
    view.version >= latest.version,
    'no version goes back',
    () => `${entry.id}: version ${view.version} after version ${latest.version}`,
  );
  entry.add(view);
}

const restorationsOf = (entry: object): Pick<ProductEntry, 'isMoving' | 'restorations'> => {
  const { isMoving, restorations } =
    entry instanceof ProductEntry ? entry : { isMoving: false, restorations: 0 };
  return { isMoving, restorations };
};
