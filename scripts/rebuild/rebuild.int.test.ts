import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Check } from '../../functions/operations/comparison/check.ts';
import { projectionChecks } from '../../functions/operations/comparison/projections.ts';
import { replicaChecks } from '../../functions/operations/comparison/replicas.ts';
import { searchChecks } from '../../functions/operations/comparison/searches.ts';
import { skuCheck } from '../../functions/operations/comparison/skus.ts';
import { totalsChecks } from '../../functions/operations/comparison/totals.ts';
import { Rows } from '../../functions/operations/derived/rows.ts';
import { isRecord } from '../../shared/search/former-places.ts';
import { isFormer } from '../../shared/search/former-rows.ts';
import { LATER } from '../../shared/testing/fixed.ts';
import { newId } from '../../shared/values/ids.ts';
import { rebuild, rebuildables } from './rebuild.ts';
import { Damage, derivedTables } from './testing/damage.ts';
import { startTables, TestShop } from './testing/test-shop.ts';
import type { RebuildOptions } from './workshop.ts';

const tables = await startTables();
const { client, names, close } = tables;
afterAll(close);
/** A run takes about a second. */
const RUNS = 2;

const rows = new Rows(client, names);
const damage = new Damage(client, names);

const quiet: Omit<RebuildOptions, 'client'> = {
  names,
  progress: { during: (_label, _total, work) => work(), advance: () => {} },
  pace: async () => {},
  signal: new AbortController().signal,
  say: (line) => {
    throw new Error(line);
  },
};

/** What does not agree with its owner. */
async function differences(): Promise<string[]> {
  const checks: readonly Check[] = [
    ...replicaChecks,
    ...projectionChecks,
    ...searchChecks,
    skuCheck,
    ...totalsChecks,
  ];
  const found: string[] = [];
  for (const check of checks) {
    for await (const subjects of check.subjects(rows)) {
      for (const difference of await check.compare(rows, subjects)) {
        if (difference !== undefined) found.push(`${check.name}: ${difference.text}`);
      }
    }
  }
  return found;
}

/** A client that does something else before each command. */
const between = (happens: (command: object) => Promise<unknown>): DynamoDBDocumentClient =>
  new Proxy(client, {
    get(target, property) {
      if (property !== 'send') return Reflect.get(target, property);
      return async (command: never) => {
        await happens(command);
        return target.send(command);
      };
    },
  });

/** Random numbers, the same for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return below === 0 ? 0 : (state >> 8) % below;
  };
}

/** A client that does something else before its n-th command. */
function interruptedAt(n: number, happens: () => Promise<unknown>) {
  let sent = 0;
  const busy = between(async () => {
    if (sent++ === n) await happens();
  });
  return { busy, isReached: () => sent > n };
}

const all = derivedTables.map(([table]) => table);

/** How the derived tables are damaged before the rebuild. */
const harms: Readonly<Record<string, (random: (below: number) => number) => Promise<void>>> = {
  'of single rows': (random) => damage.some(random),
  'of all rows': () => damage.empty(...all),
  'by a version that did not count revenue': () => damage.forgetRevenue(),
};

/** A shop with some customers, products and purchases, each event of which is delivered. */
async function aShop(random: (below: number) => number): Promise<TestShop> {
  await damage.forgetAll();
  const shop = new TestShop(tables, random);
  for (let n = 0; n < 2; n += 1) {
    await shop.addCustomer();
    await shop.addProduct();
  }
  for (let n = 0; n < 4; n += 1) await shop.buy();
  await shop.cancel();
  await shop.settle();
  return shop;
}

async function harmed(name: string, harm: (typeof harms)[string], random: (below: number) => number) {
  const shop = await aShop(random);
  await harm(random);
  const others = rebuildables.map((each) => each.name).filter((other) => other !== name);
  await rebuild({ ...quiet, client }, others);
  return shop;
}

async function expectAllRight(): Promise<void> {
  expect(await differences()).toEqual([]);
  const again = await rebuild({ ...quiet, client });
  expect(again.filter(({ changed }) => changed > 0)).toEqual([]);
}

const harmNames = Object.entries(harms);

test('where somebody was is no difference, and is only kept with a record, unless they are removed', async () => {
  const shop = await aShop(randomOf(7));
  const table: Parameters<typeof damage.rowsOf>[0] = ['customer', 'CustomerSearch'];
  const formerRows = async () => (await damage.rowsOf(table)).filter((row) => isFormer(row) || isRecord(row));
  for (let n = 0; n < 9; n += 1) await shop.changeCustomer();
  await shop.settle();
  expect((await formerRows()).some(isFormer)).toBe(true);
  expect(await differences()).toEqual([]);
  const changed = await rebuild({ ...quiet, client });
  expect(changed.filter((each) => each.changed > 0)).toEqual([]);
  expect((await formerRows()).some(isFormer)).toBe(false);
  expect((await formerRows()).some(isRecord)).toBe(true);

  const nobody = newId();
  const orphan = { term: 'born:197', position: `ada\u0000${nobody}`, movedAt: LATER, expiresAt: 7 };
  const places = [{ term: orphan.term, position: orphan.position }];
  const record = { term: 'former:nobody', position: `${newId()}\u0000${nobody}`, places, expiresAt: 7 };
  for (const row of [orphan, record]) await damage.put(table, row);
  expect(await differences()).toHaveLength(2);
  await rebuild({ ...quiet, client });
  await expectAllRight();
});

describe.each([
  'catalog-customers',
  'customer-search',
  'customer-count',
  'customer-product',
  'purchases-by-day',
])('%s is right, before whichever command of its rebuild something else changes,', (name) => {
  test.each(harmNames)('after damage %s', async (_, harm) => {
    for (let n = 0, isReached = true; isReached; n += 1) {
      const random = randomOf(n);
      const shop = await harmed(name, harm, random);
      const interrupted = interruptedAt(n, async () => {
        await shop.changeCustomer();
        await shop.addCustomer();
        await shop.removeCustomer();
        for (let bought = 0; bought < 2; bought += 1) await shop.buy();
        await shop.giveBack();
        await shop.cancel();
        await shop.settle();
      });
      await rebuild({ ...quiet, client: interrupted.busy }, [name]);
      await shop.settle();
      expect(await differences()).toEqual([]);
      isReached = interrupted.isReached();
    }
  });
});

describe.each<[string, 'customers' | 'purchases']>([
  ['customer-count', 'customers'],
  ['product-customer', 'purchases'],
  ['purchases-by-day', 'purchases'],
])('%s is right, however much happens between two commands of its rebuild', (name, what) => {
  test.each(harmNames)('after damage %s', async (_, harm) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const random = randomOf(seed);
        const shop = await harmed(name, harm, random);
        let isCounting = false;
        const busy = between(async (command) => {
          isCounting ||= command instanceof UpdateCommand;
          // While sums are counted, more happens: there are only a few commands.
          for (let n = isCounting ? 3 : random(2); n > 0; n -= 1) await shop.step(what);
        });
        await rebuild({ ...quiet, client: busy, pageSize: 4 }, [name]);
        await shop.settle();
        await expectAllRight();
      }),
      { numRuns: RUNS },
    );
  });
});
