import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { lateEvents } from '../shop/expected.ts';
import { publishes } from '../shop/operators.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';
import { rowsOf, type Shop } from './shop.ts';

/** Every change was published at least once, unless its record expired. */
export function checkEvents({ world, ledger }: Shop, purchases: readonly PurchaseView[]): void {
  if ([...world.lostBy].some((reader) => publishes(world, reader))) return;
  const published = (name: string, id: string, version: number) =>
    must(world.bus.has(name, id, version), 'every event is published', () => `${name} ${id} ${version}`);
  for (const { id, isRemoved, versions } of ledger.customers.values()) {
    for (const version of versions.keys()) {
      published(version === 1 ? 'CustomerAdded' : 'CustomerUpdated', id, version);
    }
    if (isRemoved) published('CustomerRemoved', id, removedVersion(world, 'Customers', 'customerId', id));
  }
  for (const { id, isRemoved, restoredAs } of ledger.products.values()) {
    for (const version of [1, ...restoredAs]) published('ProductAdded', id, version);
    if (!isRemoved) continue;
    // Stock that comes back later changes the version, and is nobody else's business.
    const last = removedVersion(world, 'Products', 'productId', id);
    const versions = Array.from({ length: last }, (_, index) => index + 1);
    must(
      versions.some((version) => world.bus.has('ProductRemoved', id, version)),
      'every event is published',
      () => `ProductRemoved ${id}`,
    );
  }
  for (const { purchaseId, status, version } of purchases) {
    published('PurchaseRequested', purchaseId, 1);
    published(status === 'rejected' ? 'StockRejected' : 'StockReserved', purchaseId, 1);
    published(status === 'rejected' ? 'PurchaseRejected' : 'PurchaseCompleted', purchaseId, 2);
    for (const [index, name] of lateEvents({ status, version }).entries())
      published(name, purchaseId, 3 + index);
  }
}

const removedVersion = (world: World, table: string, key: string, id: string): number =>
  Number(rowsOf(world, table).find((row) => row[key] === id)?.['version']);
