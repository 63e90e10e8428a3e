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
export async function dryRun(plan: Plan, options: DryRunOptions): Promise<DryRun> {
  const { shop, journal } = options;
  const { customers, products, purchases, returns, sought } = plan;
  const isCurrent = await purchasesExist(journal, shop);
  const lines = [...purchases, ...returns.map(({ line }) => line), ...sought];
  const made = lines.filter(
    ({ key }) => isCurrent && (journal.entries.get(key)?.status ?? 'pending') !== 'pending',
  );
  const emails = [...customers.values()].map(({ email }) => email);
  const skus = [...products.values()].map(({ sku }) => sku);
  return {
    customers: await count(emails, shop.everyEmail(), (email) => shop.findCustomer(email), options),
    products: await count(skus, shop.everySku(), (sku) => shop.findProduct(sku), options),
    lines: { known: made.length, fresh: lines.length - made.length },
  };
}

/** How many of these ids there are. @param every all that there are. @param find looks one up. */
async function count(
  ids: readonly string[],
  every: AsyncIterable<string>,
  find: (id: string) => Promise<unknown>,
  { onLookedUp, ...options }: DryRunOptions,
): Promise<Known> {
  const all = await allOf(every, ids.length, options.signal);
  let known = 0;
  if (all !== undefined) known = ids.filter((id) => all.has(id.toLowerCase())).length;
  else {
    await eachConcurrently(ids, options, async (id) => {
      if ((await find(id)) !== undefined) known += 1;
      onLookedUp?.();
    });
  }
  return { known, fresh: ids.length - known };
}

/**
 * All ids in lower case; undefined if there are so many more than planned that looking up each of those takes less time. A list has a hundred
 * in each answer, but one answer comes after the other.
 */
async function allOf(
  every: AsyncIterable<string>,
  planned: number,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string> | undefined> {
  const all = new Set<string>();
  for await (const id of every) {
    signal?.throwIfAborted();
    if (all.size >= planned * TIMES) return undefined;
    all.add(id.toLowerCase());
  }
  return all;
}

/** How many times as many ids as planned are read. */
const TIMES = 10;
