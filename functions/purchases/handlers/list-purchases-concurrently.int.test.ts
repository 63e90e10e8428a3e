import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type PurchaseStatus, purchaseStatuses } from '../../../contracts/purchases/shapes.ts';
import { ask } from '../../../shared/testing/api-event.ts';
import { betweenQueries } from '../../../shared/testing/between-queries.ts';
import { aCause } from '../../../shared/testing/fixed.ts';
import { allPagesOf } from '../../../shared/testing/oracle.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import type { Purchase } from '../domain/purchase.ts';
import { aPurchase } from '../testing/builders.ts';

const database = await startDatabase('purchases');
const { documentClient } = await import('../../../shared/dynamodb/client.ts');
const { purchases } = await import('../adapters/tables.ts');
const { handler } = await import('./list-purchases.ts');
afterAll(() => database.close());

const HOUR = 3_600_000;
const LISTED = 12;
let hours = 0;

/** Purchases made in one hour. `change` settles or cancels the one at an index, or makes a new one. */
class Shop {
  readonly from = Date.parse('2026-01-01T00:00:00Z') + hours++ * HOUR;
  readonly #now: Purchase[] = [];
  /** The statuses that each purchase has had since the walk began. Purchases made later are not included. */
  readonly had = new Map<string, Set<PurchaseStatus>>();

  async open(statuses: readonly PurchaseStatus[]): Promise<void> {
    for (const status of statuses) await this.#make(status);
    for (const { purchaseId, status } of this.#now) this.had.set(purchaseId, new Set([status]));
  }

  async change(index: number): Promise<void> {
    const purchase = this.#now[index];
    if (purchase === undefined) return this.#make('pending');
    const next: Partial<Record<PurchaseStatus, PurchaseStatus>> = {
      pending: index % 2 === 0 ? 'completed' : 'rejected',
      completed: 'cancelled',
    };
    const status = next[purchase.status];
    if (status === undefined) return;
    const { rejection: _, ...facts } = purchase;
    const changed = aPurchase({ ...facts, status, version: purchase.version + 1 });
    await purchases.change(purchase.purchaseId, () => changed, { cause: aCause });
    this.#now[index] = changed;
    this.had.get(purchase.purchaseId)?.add(status);
  }

  async #make(status: PurchaseStatus): Promise<void> {
    const createdAt = new Date(this.from + this.#now.length).toISOString();
    const purchase = aPurchase({ purchaseId: newId(createdAt), createdAt, status });
    await purchases.add(purchase, { cause: aCause });
    this.#now.push(purchase);
  }
}

interface Walk {
  readonly statuses: readonly PurchaseStatus[];
  /** For each query: which of the waiting ones is answered next, and the changes before that. */
  readonly steps: readonly { readonly next: number; readonly changes: readonly number[] }[];
  readonly limit: number;
}

const walks: fc.Arbitrary<Walk> = fc.record({
  statuses: fc.array(fc.constantFrom<PurchaseStatus>('pending', 'pending', 'completed'), {
    minLength: 6,
    maxLength: LISTED,
  }),
  steps: fc.array(
    fc.record({ next: fc.nat(), changes: fc.array(fc.nat(LISTED), { minLength: 1, maxLength: 3 }) }),
    {
      minLength: 8,
      maxLength: 40,
    },
  ),
  limit: fc.integer({ min: 1, max: 5 }),
});

/** Lists all purchases while these changes happen. */
async function listDuring(
  { statuses, steps, limit }: Walk,
  status?: PurchaseStatus,
): Promise<{ shop: Shop; listed: Purchase[] }> {
  const shop = new Shop();
  await shop.open(statuses);
  const range = { from: new Date(shop.from).toISOString(), to: new Date(shop.from + HOUR - 1).toISOString() };
  const query = { ...range, limit: String(limit), ...(status === undefined ? {} : { status }) };
  let step = 0;
  const interleaving = {
    next: (waiting: number) => (steps[step]?.next ?? 0) % waiting,
    async change() {
      for (const index of steps[step]?.changes ?? []) await shop.change(index);
      step += 1;
    },
  };
  const { items } = await betweenQueries(documentClient, interleaving, () =>
    allPagesOf<Purchase>((cursor) =>
      ask(handler, { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }),
    ),
  );
  return { shop, listed: items };
}

const idsOf = (listed: readonly Purchase[]) => listed.map(({ purchaseId }) => purchaseId);

describe('a list of purchases that are concurrently made, settled and cancelled', () => {
  test('has all that existed when it began, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(walks, async (walk) => {
        const { shop, listed } = await listDuring(walk);
        const ids = idsOf(listed);
        expect(ids.filter((id) => shop.had.has(id))).toEqual([...shop.had.keys()].toReversed());
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  test.each(purchaseStatuses)(
    'with status %s has all that kept this status, and none with another',
    async (status) => {
      await fc.assert(
        fc.asyncProperty(walks, async (walk) => {
          const { shop, listed } = await listDuring(walk, status);
          const ids = idsOf(listed);
          const kept = [...shop.had].filter(([, had]) => had.has(status) && had.size === 1).map(([id]) => id);
          expect(ids).toEqual(expect.arrayContaining(kept));
          expect(new Set(ids).size).toBe(ids.length);
          expect(listed.filter((purchase) => purchase.status !== status)).toEqual([]);
        }),
        { numRuns: 10, endOnFailure: true },
      );
    },
  );
});
