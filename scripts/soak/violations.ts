import type { Found } from './found.ts';
import type { Ledger } from './ledger.ts';

/** Compares what the system has with what it has acknowledged; returns each difference. */
export function violationsOf(ledger: Ledger, found: Found): string[] {
  return [
    ...ledger.surprises.map((surprise) => `Unexpected answer: ${surprise}.`),
    ...customerViolations(ledger, found),
    ...productViolations(ledger, found),
    ...purchaseViolations(ledger, found),
  ];
}

function* customerViolations({ customers }: Ledger, found: Found): Generator<string> {
  for (const { customerId, name, isRemoved } of customers) {
    const customer = found.customers.get(customerId);
    if (isRemoved && customer) yield `Customer ${customerId} was removed, and is there.`;
    if (!isRemoved && !customer) yield `Customer ${customerId} is missing.`;
    if (!isRemoved && customer && customer.name !== name) {
      yield `Customer ${customerId} is called ${customer.name}, not ${name}.`;
    }
  }
  yield* tooMany(
    'customer',
    found.customers,
    customers.map(({ customerId }) => customerId),
  );
}

function* productViolations({ products }: Ledger, found: Found): Generator<string> {
  const sold = soldUnits(found);
  for (const { productId, amount, stocked, isRemoved } of products) {
    const product = found.products.get(productId);
    if (isRemoved && product) yield `Product ${productId} was removed, and is there.`;
    if (!isRemoved && !product) yield `Product ${productId} is missing.`;
    if (isRemoved || !product) continue;
    if (product.price.amount !== amount) {
      yield `Product ${productId} costs ${product.price.amount}, not ${amount}.`;
    }
    const expected = stocked - (sold.get(productId) ?? 0);
    if (product.stock !== expected)
      yield `Product ${productId} has a stock of ${product.stock}, not ${expected}.`;
  }
  yield* tooMany(
    'product',
    found.products,
    products.map(({ productId }) => productId),
  );
}

function* purchaseViolations({ purchases }: Ledger, found: Found): Generator<string> {
  for (const { purchaseId, isCancelled, returned } of purchases) {
    const purchase = found.purchases.get(purchaseId);
    const status = purchase?.status;
    if (status === undefined) yield `Purchase ${purchaseId} is missing.`;
    if (status === 'pending') yield `Purchase ${purchaseId} is pending.`;
    if (status !== undefined && isCancelled !== (status === 'cancelled')) {
      yield `Purchase ${purchaseId} is ${status}, and was ${isCancelled ? '' : 'not '}cancelled.`;
    }
    if (status === 'completed' && purchase?.returned !== returned)
      yield `Of purchase ${purchaseId}, ${purchase?.returned} are returned, not ${returned}.`;
  }
  yield* tooMany(
    'purchase',
    found.purchases,
    purchases.map(({ purchaseId }) => purchaseId),
  );
}

function soldUnits({ purchases }: Found): Map<string, number> {
  const sold = new Map<string, number>();
  for (const { productId, quantity, returned, status } of purchases.values()) {
    if (status === 'completed') sold.set(productId, (sold.get(productId) ?? 0) + quantity - returned);
  }
  return sold;
}

function* tooMany(
  kind: string,
  found: ReadonlyMap<string, unknown>,
  known: readonly string[],
): Generator<string> {
  const expected = new Set(known);
  for (const id of found.keys()) {
    if (!expected.has(id)) yield `There is a ${kind} ${id} that nobody was told of.`;
  }
}
