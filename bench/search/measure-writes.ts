import type { System } from '../../simulation/run.ts';
import { BenchShop } from '../purchases/shop.ts';
import { inSimulatedTime } from '../purchases/simulated-time.ts';
import type { Row } from '../row.ts';
import { withSystem } from '../system.ts';
import { assortmentOf, crowdOf } from './crowd.ts';

/** How many are added of each kind. */
const COUNT = 100;

/** In a process of its own, which time and the AWS clients are taken from. Prints rows as JSON. */
console.log(JSON.stringify(await withSystem(writes)));

async function writes(system: System): Promise<Row[]> {
  const shop = new BenchShop(system);
  /** The write units of each of so many requests, and of all that follows from them. */
  const unitsOf = async (work: (n: number) => Promise<unknown>): Promise<number> => {
    shop.take();
    for (let n = 0; n < COUNT; n += 1) {
      await work(n);
      await shop.settle();
    }
    const { writeUnits } = shop.take();
    return writeUnits.values().reduce((sum, own) => sum + own, 0) / COUNT;
  };
  const { value } = await inSimulatedTime(shop.answer, async () => {
    const people = crowdOf(COUNT);
    const goods = assortmentOf(COUNT);
    const ids: string[] = [];
    const rows: Row[] = [];
    const add = (name: string, value: number, atMost?: number) =>
      rows.push({
        name: `writes: ${name}`,
        value,
        unit: 'write units',
        ...(atMost !== undefined && { mark: { atMost } }),
      });
    const person = async (n: number) => {
      // All have a birth date, which takes rows: so each addition costs as much as any.
      const { name, email, birthDate = '1990-01-01', country } = people[n] as (typeof people)[0];
      const body = { name, email, birthDate, country };
      const { customerId } = await shop.ask('CreateCustomer', { method: 'POST', path: '/customers', body });
      ids[n] = String(customerId);
    };
    add('customer added, with replicas', await unitsOf(person), 19);
    const rename = (n: number) =>
      shop.ask('UpdateCustomer', {
        method: 'PATCH',
        path: '/customers/{customerId}',
        pathParameters: { customerId: ids[n] ?? '' },
        body: { name: people[(n + 1) % COUNT]?.name },
      });
    add('customer renamed, with replicas', await unitsOf(rename));
    const product = async (n: number) => {
      const { name, description, category, sku, price, stock } = goods[n] as (typeof goods)[0];
      const body = { name, description, category, sku, price, stock };
      const { productId } = await shop.ask('CreateProduct', { method: 'POST', path: '/products', body });
      ids[n] = String(productId);
    };
    add('product added, with replicas', await unitsOf(product), 23);
    const adjust = (n: number) =>
      shop.ask('AdjustStock', {
        method: 'POST',
        path: '/products/{productId}/stock-adjustments',
        pathParameters: { productId: ids[n] ?? '' },
        body: { delta: 100 },
      });
    add('stock changed', await unitsOf(adjust));
    add('customer or product put in one table, and found nowhere', 1);
    return rows;
  });
  return value;
}
