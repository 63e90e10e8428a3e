import type { Mutant } from '../mutant.ts';

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
    name: 'released stock is not returned',
    file: RESERVATION,
    find: 'product: product && returnStock(product, reservation.quantity, now),',
    replace: 'product,',
  },
  {
    name: 'a product is reserved although it changed since it was read',
    file: 'shared/dynamodb/versioned.ts',
    find: ": { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before } };",
    replace: ': {};',
  },
  {
    name: 'an early cancellation is taken for a late one',
    file: 'functions/catalog/adapters/stock.ts',
    find: 'this.#reservations.get(request.purchaseId),',
    replace:
      "this.#reservations.find(request.purchaseId).then((found) => found ?? ({ ...request, status: 'rejected', version: 1, createdAt: now, updatedAt: now, rejection: { code: 'unknown-product', detail: '-' } } as Reservation)),",
    whyNotFound:
      'A purchase is completed only after its reservation, and reservations are never lost in a simulation.',
  },
];
