import { expect, test } from 'vitest';
import type { ProductView } from '../../contracts/catalog/shapes.ts';
import type { CustomerView } from '../../contracts/customer/shapes.ts';
import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import type { Found } from './found.ts';
import { type KnownCustomer, type KnownProduct, type KnownPurchase, Ledger } from './ledger.ts';
import { violationsOf } from './violations.ts';

const known = {
  customer: { customerId: 'ada', name: 'Ada', isRemoved: false } satisfies KnownCustomer,
  product: { productId: 'mug', amount: 250, stocked: 10, isRemoved: false } satisfies KnownProduct,
  purchase: {
    purchaseId: 'bought',
    key: 'key',
    request: { customerId: 'ada', productId: 'mug', quantity: 3 },
    isCancelled: false,
    returned: 0,
  } satisfies KnownPurchase,
};
const found = {
  customer: { customerId: 'ada', name: 'Ada' } as CustomerView,
  product: { productId: 'mug', price: { amount: 250, currency: 'EUR' }, stock: 7 } as ProductView,
  purchase: {
    ...known.purchase.request,
    purchaseId: 'bought',
    status: 'completed',
    returned: 0,
  } as PurchaseView,
};

/** The violations when all is well, but for these differences. */
function violations(
  acknowledged: Partial<KnownCustomer & KnownProduct & KnownPurchase> & { surprises?: string[] } = {},
  stored: { [Kind in keyof typeof found]?: Partial<(typeof found)[Kind]> | undefined } = {},
): string[] {
  const ledger = new Ledger();
  ledger.customers.push({ ...known.customer, ...acknowledged });
  ledger.products.push({ ...known.product, ...acknowledged });
  ledger.purchases.push({ ...known.purchase, ...acknowledged });
  ledger.surprises.push(...(acknowledged.surprises ?? []));
  const mapOf = <Kind extends keyof typeof found>(kind: Kind, id: string) =>
    new Map(kind in stored && !stored[kind] ? [] : [[id, { ...found[kind], ...stored[kind] }]]);
  return violationsOf(ledger, {
    customers: mapOf('customer', stored.customer?.customerId ?? 'ada'),
    products: mapOf('product', stored.product?.productId ?? 'mug'),
    purchases: mapOf('purchase', stored.purchase?.purchaseId ?? 'bought'),
  } as Found);
}

test('what agrees is no violation', () => {
  expect(violations()).toEqual([]);
});

test('an unexpected answer is a violation', () => {
  expect(violations({ surprises: ['400 bad-request'] })).toEqual(['Unexpected answer: 400 bad-request.']);
});

test.each([
  ['Customer ada is missing.', { customer: undefined }],
  ['Customer ada is called Bob, not Ada.', { customer: { name: 'Bob' } }],
  ['There is a customer eve that nobody was told of.', { customer: { customerId: 'eve' } }],
  ['Product mug is missing.', { product: undefined }],
  ['Product mug costs 300, not 250.', { product: { price: { amount: 300, currency: 'EUR' } } }],
  ['Product mug has a stock of 10, not 7.', { product: { stock: 10 } }],
  ['There is a product cup that nobody was told of.', { product: { productId: 'cup' } }],
  ['Purchase bought is missing.', { purchase: undefined }],
  ['Purchase bought is pending.', { purchase: { status: 'pending' } }],
  ['Purchase bought is cancelled, and was not cancelled.', { purchase: { status: 'cancelled' } }],
  ['Of purchase bought, 1 are returned, not 0.', { purchase: { returned: 1 } }],
  ['Product mug has a stock of 7, not 8.', { purchase: { returned: 1 } }],
  ['There is a purchase twice that nobody was told of.', { purchase: { purchaseId: 'twice' } }],
] as const)('%s', (violation, stored) => {
  expect(violations({}, stored)).toContain(violation);
});

test('an acknowledged cancellation has to be there', () => {
  expect(violations({ isCancelled: true })).toEqual(['Purchase bought is completed, and was cancelled.']);
});

test('what was removed must not be there, and has no stock to compare', () => {
  expect(violations({ isRemoved: true, stocked: 99 })).toEqual([
    'Customer ada was removed, and is there.',
    'Product mug was removed, and is there.',
  ]);
  expect(violations({ isRemoved: true, stocked: 99 }, { customer: undefined, product: undefined })).toEqual(
    [],
  );
});

test('a cancelled or rejected purchase takes no stock', () => {
  expect(violations({}, { purchase: { status: 'rejected' }, product: { stock: 10 } })).toEqual([]);
});
