import { purchasesExist } from './earlier-import.ts';
import type { Journal } from './journal.ts';
import type { Plan } from './plan.ts';
import { eachConcurrently } from './shop/each-concurrently.ts';
import type { Shop } from './shop/shop.ts';

/** How many of something there are in the system, and how many are not. */
export interface Known {
  readonly known: number;
  readonly fresh: number;
}

/** What an import of a plan would make of the system as it is now. */
export interface DryRun {
  readonly customers: Known;
  readonly products: Known;
  /** Purchases and returns; `known` are those that the journal has. */
  readonly lines: Known;
}

export interface DryRunOptions {
  readonly shop: Shop;
  readonly journal: Journal;
  /** Requests in flight. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  /** Is called for each customer and product. */
  readonly onLookedUp?: () => void;
}

/** Looks up what a plan needs, and changes nothing. @throws ApiUnreachable, ApiProblem, or the signal's abort reason. */
export async function dryRun(
  { customers, products, purchases, returns, sought }: Plan,
  { shop, journal, onLookedUp, ...options }: DryRunOptions,
): Promise<DryRun> {
  const count = async <Planned>(
    planned: Iterable<Planned>,
    size: number,
    areNone: () => Promise<boolean>,
    find: (each: Planned) => Promise<unknown>,
  ): Promise<Known> => {
    let known = 0;
    // One request tells that nothing is to be found.
    if (size < 2 || !(await areNone())) {
      await eachConcurrently(planned, options, async (each) => {
        if ((await find(each)) !== undefined) known += 1;
        onLookedUp?.();
      });
    }
    return { known, fresh: size - known };
  };
  const isCurrent = await purchasesExist(journal, shop);
  const lines = [...purchases, ...returns.map(({ line }) => line), ...sought];
  const made = lines.filter(
    ({ key }) => isCurrent && (journal.entries.get(key)?.status ?? 'pending') !== 'pending',
  );
  return {
    customers: await count(
      customers.values(),
      customers.size,
      () => shop.isWithout('customers'),
      ({ email }) => shop.findCustomer(email),
    ),
    products: await count(
      products.values(),
      products.size,
      () => shop.isWithout('products'),
      ({ sku }) => shop.findProduct(sku),
    ),
    lines: { known: made.length, fresh: lines.length - made.length },
  };
}
