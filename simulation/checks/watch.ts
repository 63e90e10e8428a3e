import type { TableChange } from '../dynamodb/in-memory-dynamodb.ts';
import { must } from '../violation.ts';

type Row = Readonly<Record<string, unknown>>;

const isOf = (table: string, name: string): boolean => new RegExp(`-${name}[0-9A-F]{8}$`).test(table);

/**
 * What must hold with each write, also while everything goes wrong.
 * @param changes of one write or one transaction. @throws Violation
 */
export function watch(changes: readonly TableChange[]): void {
  for (const { table, before, after } of changes) {
    const what = () => `${table}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`;
    if (before !== undefined && after !== undefined) watchVersions(table, before, after, what);
    if (after === undefined) continue;
    if (isOf(table, 'Products') && after['stock'] !== undefined) {
      must(Number(after['stock']) >= 0, 'stock is never negative', what);
    }
    if (isOf(table, 'Reservations')) watchReservation(changes, after, what);
  }
}

function watchVersions(table: string, before: Row, after: Row, what: () => string): void {
  const [from, to] = [before['version'], after['version']];
  if (typeof from !== 'number' || typeof to !== 'number') return;
  must(to >= from, 'no version goes back', what);
  const wasRemoved = 'removedAt' in before || before['removed'] === true;
  const isRemoved = 'removedAt' in after || after['removed'] === true;
  const isRestored = (isOf(table, 'Products') || isOf(table, 'ProductReplica')) && to > from;
  must(!wasRemoved || isRemoved || isRestored, 'a removed entity stays removed', what);
}

/** How much stock a reservation holds. */
const held = (row: Row | undefined): number =>
  row?.['status'] === 'reserved' ? Number(row['quantity']) - Number(row['returned'] ?? 0) : 0;

/** The reservations of a product in a transaction take their quantities from its stock, and releases return them. */
function watchReservation(changes: readonly TableChange[], after: Row, what: () => string): void {
  const ofProduct = (name: string): readonly TableChange[] =>
    changes.filter(
      (change) => isOf(change.table, name) && change.after?.['productId'] === after['productId'],
    );
  const taken = ofProduct('Reservations').reduce(
    (sum, change) => sum + held(change.after) - held(change.before),
    0,
  );
  const [product] = ofProduct('Products');
  const [from, to] = [product?.before?.['stock'], product?.after?.['stock']];
  const difference = product === undefined ? 0 : Number(from) - Number(to);
  must(taken === difference, 'a reservation takes its quantity from the stock', what);
  const { detail = '' } = (after['rejection'] ?? {}) as { readonly detail?: string };
  const [, wanted, inStock] = /^(\d+) wanted, (\d+) in stock/.exec(detail) ?? [];
  must(inStock === undefined || Number(inStock) < Number(wanted), 'stock that is there is not refused', what);
}
