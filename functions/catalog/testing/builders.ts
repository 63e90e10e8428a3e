import { LOW_STOCK, type NewProduct } from '../../../contracts/catalog/shapes.ts';
import { anId, NOW } from '../../../shared/testing/fixed.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Product } from '../domain/product.ts';
import type { Reservation, ReservationRequest } from '../domain/reservation.ts';

// All fields are set, so that tests notice if one gets lost.
const body: Omit<Required<NewProduct>, 'sku'> = {
  name: 'Oak Table',
  description: 'Seats six.',
  category: 'Furniture',
  price: { amount: 24900, currency: 'EUR' },
  stock: 10,
  lowStockAt: LOW_STOCK,
};
const product: Required<Product> = {
  productId: anId(2),
  name: 'Oak Table',
  description: 'Seats six.',
  category: 'Furniture',
  sku: 'OAK-6',
  price: { amount: 24900, currency: 'EUR' },
  stock: 10,
  lowStockAt: LOW_STOCK,
  recentSales: { day: NOW.slice(0, 10), units: [0] },
  lastStockChange: { number: 1, kind: 'added', delta: 10, at: NOW },
  createdAt: NOW,
  updatedAt: NOW,
  version: 1,
};

/** A valid body of `POST /products`, with a SKU of its own. */
export const aNewProduct = (changes: Partial<NewProduct> = {}): NewProduct => ({
  ...body,
  sku: `OAK-${newId()}`,
  ...changes,
});

/** A product, version 1, with 10 in stock. One with an id of its own has a SKU of its own, too. */
export const aProduct = (changes: Partial<Product> = {}): Product => ({
  ...product,
  ...(changes.productId !== undefined && { sku: `OAK-${changes.productId}` }),
  ...changes,
});

/** A request to reserve one unit of {@link aProduct}. */
export const aReservationRequest = (changes: Partial<ReservationRequest> = {}): ReservationRequest => ({
  purchaseId: anId(3),
  productId: anId(2),
  quantity: 1,
  ...changes,
});

type ReservationChanges = Partial<Omit<Reservation, 'rejection'>> & {
  readonly rejection?: NonNullable<Reservation['rejection']>;
};

/** A reservation of one unit, version 1; a rejected one has a rejection. */
export function aReservation({
  status = 'reserved',
  rejection = { code: 'insufficient-stock', detail: '1 wanted, 0 in stock.' },
  ...changes
}: ReservationChanges = {}): Reservation {
  const facts = { ...aReservationRequest(), createdAt: NOW, updatedAt: NOW, version: 1, ...changes };
  return status === 'rejected' ? { ...facts, status, rejection } : { ...facts, status };
}
