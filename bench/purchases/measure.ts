import type { System } from '../../simulation/run.ts';
import type { Row } from '../row.ts';
import { withSystem } from '../system.ts';
import { sellInARush } from './rush.ts';
import { BenchShop, type Consumed } from './shop.ts';
import { inSimulatedTime } from './simulated-time.ts';

/** Customers, and products. */
const SIDES = 20;
/** Purchases at once. */
const BUSY = 200;

/** In a process of its own, which time and the AWS clients are taken from. Prints rows as JSON. */
console.log(
  JSON.stringify(
    await withSystem(async (system) => [
      ...(await costs(system)),
      ...(await hotProduct(system)),
      ...(await lists(system)),
    ]),
  ),
);

async function openShop(shop: BenchShop): Promise<(n: number) => Promise<unknown>> {
  const ids = async (name: string, path: string, key: string, body: object) =>
    Promise.all(
      Array.from({ length: SIDES }, async (_, n) => {
        const made = await shop.ask(name, { method: 'POST', path, body: { name: `Name ${n}`, ...body } });
        return String(made[key]);
      }),
    );
  const person = { email: 'c@example.org', birthDate: '1990-01-01' };
  const customers = await ids('CreateCustomer', '/customers', 'customerId', person);
  const goods = { price: { amount: 250, currency: 'EUR' }, stock: 1_000_000 };
  const products = await ids('CreateProduct', '/products', 'productId', goods);
  await shop.settle();
  return (n) =>
    shop.ask('RequestPurchase', {
      method: 'POST',
      path: '/purchases',
      headers: { 'idempotency-key': `key-${n}` },
      body: { customerId: customers[n % SIDES], productId: products[(n * 7) % SIDES], quantity: 1 },
    });
}

async function costs(system: System): Promise<Row[]> {
  const shop = new BenchShop(system);
  const { value } = await inSimulatedTime(shop.answer, async () => {
    const buy = await openShop(shop);
    for (let n = 0; n < SIDES * SIDES; n += 1) await buy(n);
    await shop.settle();
    shop.take();
    // A pair that has bought before: the most that a purchase costs.
    await buy(1_000);
    await shop.settle();
    const alone = shop.take();
    for (let n = 2_000; n < 2_000 + BUSY; n += 1) await buy(n);
    await shop.settle();
    return { alone, busy: shop.take() };
  });
  const { alone, busy } = value;
  const each = (sum: number) => sum / BUSY;
  const units = ({ writeUnits }: Consumed) => writeUnits.values().reduce((sum, own) => sum + own, 0);
  const places = [...new Set([...alone.writeUnits.keys(), ...busy.writeUnits.keys()])].toSorted();
  return [
    {
      name: 'purchase: alone, write units',
      value: units(alone),
      unit: 'write units',
      mark: { atMost: 32 },
    },
    { name: 'purchase: alone, requests', value: alone.requests, unit: 'requests' },
    { name: 'purchase: alone, invocations', value: alone.invocations, unit: 'invocations' },
    {
      name: 'purchase: busy, write units',
      value: each(units(busy)),
      unit: 'write units',
      mark: { atMost: 28 },
    },
    { name: 'purchase: busy, requests', value: each(busy.requests), unit: 'requests' },
    {
      name: 'purchase: busy, invocations',
      value: each(busy.invocations),
      unit: 'invocations',
      mark: { atMost: 3 },
    },
    ...places.flatMap((place) => [
      { name: `units alone: ${place}`, value: alone.writeUnits.get(place) ?? 0, unit: 'write units' },
      { name: `units busy: ${place}`, value: each(busy.writeUnits.get(place) ?? 0), unit: 'write units' },
    ]),
  ];
}

async function hotProduct(system: System): Promise<Row[]> {
  const batch =
    system.model.eventSources.find(({ logicalId }) => logicalId.startsWith('ReserveStock'))?.batchSize ?? 10;
  const rows: Row[] = [];
  for (const concurrency of [2, 5, 10]) {
    const speed = await sellInARush(system, { purchases: 5_000, batch, concurrency });
    const name = `hot product: ${concurrency} at once`;
    rows.push(
      { name, value: speed.perSecond, unit: '1/s', mark: { atLeast: 500 } },
      {
        name: `${name}, transactions each`,
        value: speed.transactions,
        unit: 'transactions',
        mark: { atMost: 0.1 },
      },
      { name: `${name}, stragglers`, value: speed.stragglers, unit: 'purchases', mark: { atMost: 0 } },
    );
  }
  const plain = await sellInARush(system, { purchases: 200, batch: 1, concurrency: 5 });
  return [
    ...rows,
    { name: 'hot product: each alone', value: plain.perSecond, unit: '1/s' },
    { name: 'hot product: each alone, transactions each', value: plain.transactions, unit: 'transactions' },
    ...(await manyProducts(system, batch)),
  ];
}

/** The same for a thousand products, some of which are bought much more often than others. */
async function manyProducts(system: System, batch: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const concurrency of [1, 5, 10]) {
    const speed = await sellInARush(system, { purchases: 5_000, products: 1_000, batch, concurrency });
    const name = `1,000 products: ${concurrency} at once`;
    rows.push(
      { name, value: speed.perSecond, unit: '1/s' },
      { name: `${name}, transactions each`, value: speed.transactions, unit: 'transactions' },
      { name: `${name}, write units each`, value: speed.units, unit: 'write units' },
      { name: `${name}, stragglers`, value: speed.stragglers, unit: 'purchases', mark: { atMost: 0 } },
    );
  }
  return rows;
}

async function lists(system: System): Promise<Row[]> {
  const shop = new BenchShop(system);
  const { value } = await inSimulatedTime(shop.answer, async (scheduler) => {
    const buy = await openShop(shop);
    for (let n = 0; n < 300; n += 1) await buy(n);
    await shop.settle();
    const read = async (name: string, path: string) => {
      shop.take();
      const [before, cpu] = [scheduler.now, process.cpuUsage()];
      for (let n = 0; n < 200; n += 1) await shop.ask(name, { path });
      const { user, system: kernel } = process.cpuUsage(cpu);
      return {
        requests: shop.take().requests / 200,
        trips: (scheduler.now - before) / 200,
        cpu: user + kernel,
      };
    };
    await read('ListPurchases', '/purchases');
    await read('SearchCustomers', '/customers');
    return {
      purchases: await read('ListPurchases', '/purchases'),
      customers: await read('SearchCustomers', '/customers'),
    };
  });
  const { purchases, customers } = value;
  return [
    { name: 'list of purchases: requests', value: purchases.requests, unit: 'requests' },
    { name: 'list of purchases: trips', value: purchases.trips, unit: 'trips' },
    { name: 'list of customers: requests', value: customers.requests, unit: 'requests' },
    { name: 'list of customers: trips', value: customers.trips, unit: 'trips' },
    {
      name: 'list of purchases: handler CPU',
      value: purchases.cpu / customers.cpu,
      unit: 'x customers',
      mark: { atMost: 1.2 },
    },
  ];
}
