import { sameId } from '../sales-files/identities.ts';
import { purchasesExist, refuseSecondImport } from './earlier-import.ts';
import { type ImportContext, importPurchases, type Outcome } from './import-purchases.ts';
import { importReturns } from './import-returns.ts';
import type { FileLine, Plan } from './plan.ts';
import type { Progress } from './progress.ts';
import { addWithStock, type Need, needsOf, raiseStock, unmet } from './raise-stock.ts';
import { type Resolved, type Resolver, resolveEntities } from './resolve-entities.ts';
import { importSoughtReturns } from './seek-returned.ts';

export interface ImportOptions extends ImportContext {
  readonly progress: Progress;
  /** Whether the stock of products is raised by what the files take. */
  readonly raisesStock: boolean;
  /** Imports even if the file seems to be imported already. */
  readonly force: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Is told of each line at once. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** Single requests in flight, of which each is about one customer, product or return. */
const REQUESTS_AT_ONCE = 64;

/**
 * Carries out a plan, except for the lines that the journal has as done. The import is idempotent: interrupted at any
 * point and run again, it ends in the same state as a single run.
 * @throws ApiUnreachable or ApiProblem if the API does not answer or fails, AlreadyImported, or the signal's abort reason.
 */
export async function runImport(plan: Plan, options: ImportOptions): Promise<Outcome[]> {
  const { shop, journal, progress, force, now } = options;
  const single = { ...options, limit: Math.min(options.limit, REQUESTS_AT_ONCE) };
  if (!(await purchasesExist(journal, shop))) journal.startOver();
  const isFirstRun = !plan.purchases.some(({ key }) => journal.entries.has(key));
  const todo = plan.purchases.filter(
    ({ key }) => (journal.entries.get(key)?.status ?? 'pending') === 'pending',
  );
  const needs = options.raisesStock ? needsOf(plan, journal) : new Map<string, Need>();
  const entities = await resolveAll(plan, todo, needs, single);
  if (isFirstRun && !force) await refuseSecondImport(plan.purchases, entities, shop, now);
  const toRaise = unmet(needs, journal);
  await progress.during('Stock', toRaise.size, () =>
    raiseStock(toRaise, entities.products, { ...single, onResolved: progress.advance }),
  );
  const outcomes: Outcome[] = [];
  const collect = (outcome: Outcome): void => {
    outcomes.push(outcome);
    options.onOutcome?.(outcome);
    progress.advance();
  };
  await progress.during('Purchases', plan.purchases.length, () =>
    importPurchases(plan.purchases, entities, options, collect),
  );
  await progress.during('Returns', plan.returns.length + plan.sought.length, async () => {
    await importReturns(plan.returns, single, collect);
    await importSoughtReturns(plan, single, collect);
  });
  return outcomes;
}

/** Finds or adds the customers and products of the purchases that are left to make. */
async function resolveAll(
  plan: Plan,
  todo: readonly FileLine[],
  needs: ReadonlyMap<string, Need>,
  options: ImportOptions,
) {
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
    customers: await resolve(
      'Customers',
      plan.customers,
      new Set(todo.map(({ customer }) => sameId(customer.id))),
      {
        areNone: () => shop.isWithout('customers'),
        find: ({ email }) => shop.findCustomer(email),
        add: (customer, key) => shop.addCustomer(customer, key),
      },
    ),
    products: await resolve('Products', plan.products, new Set(todo.map(({ sku }) => sameId(sku))), {
      areNone: () => shop.isWithout('products'),
      find: ({ sku }) => shop.findProduct(sku),
      add: (product, key) => {
        const need = needs.get(sameId(product.sku));
        return need === undefined ? shop.addProduct(product, key) : addWithStock(product, need, options);
      },
    }),
  };
}
