import type { ProgressBar } from '../terminal/progress-bar.ts';
import { purchasesExist, refuseSecondImport } from './earlier-import.ts';
import { importCancellations } from './import-cancellations.ts';
import { type ImportContext, importPurchases, type Outcome } from './import-purchases.ts';
import type { Plan } from './plan.ts';
import type { PlannedPurchase } from './plan-entities.ts';
import { type Resolved, type Resolver, resolveEntities } from './resolve-entities.ts';

export interface ImportOptions extends ImportContext {
  readonly progress: ProgressBar;
  /** Imports even if the file seems to be imported already. */
  readonly force: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Carries out a plan, except for the lines that the journal has as done. The import is idempotent: interrupted at any
 * point and run again, it ends in the same state as a single run.
 * @throws ApiUnreachable or ApiProblem if the API does not answer or fails, AlreadyImported, or the signal's abort reason.
 */
export async function runImport(plan: Plan, options: ImportOptions): Promise<Outcome[]> {
  const { shop, journal, progress, force, now } = options;
  if (!(await purchasesExist(journal, shop))) journal.startOver();
  const isFirstRun = journal.entries.size === 0;
  const todo = plan.purchases.filter(
    ({ line }) => (journal.entries.get(line.key)?.status ?? 'pending') === 'pending',
  );
  const entities = await resolveAll(plan, todo, options);
  if (isFirstRun && !force) await refuseSecondImport(plan.purchases, entities, shop, now);
  const outcomes: Outcome[] = [];
  const collect = (outcome: Outcome): void => {
    outcomes.push(outcome);
    progress.advance();
  };
  await progress.during('Purchases', plan.purchases.length, () =>
    importPurchases(plan.purchases, entities, options, collect),
  );
  await progress.during('Cancellations', plan.cancellations.length, () =>
    importCancellations(plan.cancellations, options, collect),
  );
  return outcomes;
}

/** Finds or adds the customers and products of the purchases that are left to make. */
async function resolveAll(plan: Plan, todo: readonly PlannedPurchase[], options: ImportOptions) {
  const { shop, progress } = options;
  const resolve = <New>(
    label: string,
    planned: ReadonlyMap<string, New>,
    needed: ReadonlySet<string>,
    resolver: Resolver<New>,
  ): Promise<Map<string, Resolved>> => {
    const wanted = new Map([...planned].filter(([id]) => needed.has(id)));
    return progress.during(label, wanted.size, () =>
      resolveEntities(wanted, resolver, { ...options, onResolved: progress.advance }),
    );
  };
  return {
    customers: await resolve('Customers', plan.customers, new Set(todo.map(({ line }) => line.customerId)), {
      find: ({ email }) => shop.findCustomer(email),
      add: (customer, key) => shop.addCustomer(customer, key),
    }),
    products: await resolve('Products', plan.products, new Set(todo.map(({ line }) => line.stockCode)), {
      find: ({ sku }) => shop.findProduct(sku),
      add: (product, key) => shop.addProduct(product, key),
    }),
  };
}
