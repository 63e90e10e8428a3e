import type { Mutant } from '../mutant.ts';

const STOCK = 'functions/catalog/adapters/stock.ts';
const RESERVATION = 'functions/catalog/domain/reservation.ts';

/** Faults in what takes stock and returns it. */
export const reservations: readonly Mutant[] = [
  {
    name: 'stock is reserved that is not there',
    file: RESERVATION,
    find: 'if (product.stock < quantity) {',
    replace: 'if (product.stock + 1 < quantity) {',
  },
  {
    name: 'stock is refused that is there',
    file: RESERVATION,
    find: 'if (product.stock < quantity) {',
    replace: 'if (product.stock <= quantity) {',
  },
  {
    name: 'a purchase is reserved again when its request comes again',
    file: RESERVATION,
    find: 'if (reservation !== undefined) return { product, reservation: { ...reservation, answeredAgainAt: now } };',
    replace:
      'if (reservation !== undefined) return { product: product && adjustStock(product, -quantity, now), reservation: { ...reservation, answeredAgainAt: now } };',
  },
  {
    name: 'a released reservation is released again',
    file: RESERVATION,
    find: "if (reservation.status !== 'reserved') return { product, reservation };",
    replace: "if (reservation.status === 'rejected') return { product, reservation };",
  },
  {
    name: 'units are returned to stock again with those of the next return',
    file: RESERVATION,
    find: 'returnedTo(product, reservation.purchaseId, returned - before, now),',
    replace: 'returnedTo(product, reservation.purchaseId, before < returned ? returned : 0, now),',
  },
  {
    name: 'a return that comes late takes back what a later one returned',
    file: RESERVATION,
    find: 'if (returned <= before) return { product, reservation };',
    replace: 'if (returned === before) return { product, reservation };',
  },
  {
    name: 'a cancellation is forgotten that comes together with an earlier return',
    file: STOCK,
    find: '({ request: one }, { request: other }) => one.returned - other.returned',
    replace: '({ request: one }, { request: other }) => other.returned - one.returned',
  },
  {
    name: 'released stock is not returned',
    file: RESERVATION,
    find: 'product: returnedTo(product, reservation.purchaseId, returned - before, now),',
    replace: 'product,',
  },
  {
    name: 'a product is reserved although it changed since it was read',
    file: 'shared/dynamodb/versioned.ts',
    find: ": { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before } };",
    replace: ': {};',
  },
  {
    name: 'reservations of several products are given up when one of them is in the way',
    file: STOCK,
    find: 'await Promise.all([...byProduct.values()].map((requests) => this.reserve(requests, now)));',
    replace: '',
  },
  {
    name: 'a group of reservations takes stock for its last one only',
    file: RESERVATION,
    find: 'const before = { product: latest, reservation: reservations.get(purchaseId) };',
    replace: 'const before = { product, reservation: reservations.get(purchaseId) };',
  },
  {
    name: 'a group of reservations forgets those that do not fit into its transaction',
    file: STOCK,
    find: 'waiting = new Map([...waiting].slice(written));',
    replace: 'waiting = new Map([...waiting].slice(written + waiting.size));',
    whyNotFound:
      'A transaction is full only if a product has very many words. A test of its own has such a product.',
  },
  {
    name: 'a group of reservations does not look for earlier ones',
    file: STOCK,
    find: 'failed === 0 ? new Map<string, Reservation>() :',
    replace: 'failed >= 0 ? new Map<string, Reservation>() :',
  },
  {
    name: 'an early cancellation is taken for a late one',
    file: STOCK,
    find: "if (reservation === undefined) throw notFound('reservation', purchaseId);",
    replace: 'if (reservation === undefined) return { product, reservation };',
    whyNotFound:
      'A purchase is completed only after its reservation, and reservations are never lost in a simulation.',
  },
  {
    name: 'units that are returned to the archive are lost',
    file: 'functions/catalog/domain/reservation.ts',
    find: 'return isArchived(product) ? returnStock(product, purchaseId, quantity, now) : product;',
    replace: 'return product;',
  },
  {
    name: 'the stock history misses the last of the entries that a batch tells',
    file: 'functions/catalog/adapters/stock-history.ts',
    find: 'changes.map((change) => [',
    replace: 'changes.slice(0, -1).map((change) => [',
  },
  {
    name: 'the stock history counts a purchase that takes more of the same as none',
    file: 'functions/catalog/domain/stock-change.ts',
    find: ': { ...extended, purchases: last.purchases + 1 };',
    replace: ': extended;',
  },
];
