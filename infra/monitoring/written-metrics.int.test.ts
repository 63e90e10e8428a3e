import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { ProductAdded, StockRejected, StockReserved } from '../../contracts/catalog/events.ts';
import { CustomerAdded } from '../../contracts/customer/events.ts';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { ask } from '../../shared/testing/api-event.ts';
import { aCause, anId, NOW } from '../../shared/testing/fixed.ts';
import { logLines } from '../../shared/testing/log-lines.ts';
import { aQueueEvent } from '../../shared/testing/queue-event.ts';
import { startDatabase } from '../../shared/testing/start-database.ts';
import { keyOf, type Watched, watchedIn } from '../testing/watched-metrics.ts';

const { stage, deployed, alarmed, shown } = watchedIn('dev');

const lines = logLines();
const database = await startDatabase('purchases');
afterAll(() => database.close());

/** A function's handler, imported with the environment that the template gives to the function. */
async function handlerOf(service: string, name: string) {
  const file = name.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
  const path = `../../functions/${service}/handlers/${file}.ts`;
  return (await import(new URL(path, import.meta.url).href)).handler;
}

/** The metrics in the log lines. */
const emitted = (): Watched[] =>
  lines.flatMap(({ _aws, ...values }) =>
    ((_aws as { CloudWatchMetrics?: Directive[] } | undefined)?.CloudWatchMetrics ?? []).flatMap(
      ({ Namespace, Dimensions: [dimensions = []], Metrics }) =>
        Metrics.map(({ Name }) => ({
          namespace: Namespace,
          name: Name,
          dimensions: Object.fromEntries(dimensions.map((name) => [name, String(values[name])])),
        })),
    ),
  );

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly string[][];
  readonly Metrics: readonly { readonly Name: string }[];
}

/** Requests three purchases and settles each with a different outcome. */
async function purchase(): Promise<void> {
  const [customerId, productId] = [anId(1), anId(2)];
  const at = (aggregateId: string) => ({ aggregateId, version: 1, occurredAt: NOW, cause: aCause });
  const added = makeEvent(CustomerAdded, at(customerId), { customerId, name: 'Ada' });
  await (await handlerOf('purchases', 'ReplicateCustomers'))(aQueueEvent([added]));
  const price = { amount: 250, currency: 'EUR' };
  const offered = makeEvent(ProductAdded, at(productId), { productId, name: 'Tea', price });
  await (await handlerOf('purchases', 'ReplicateProducts'))(aQueueEvent([offered]));
  const request = await handlerOf('purchases', 'RequestPurchase');
  const settle = await handlerOf('purchases', 'SettlePurchases');
  for (const code of [undefined, 'insufficient-stock', 'unknown-product'] as const) {
    const { body } = await ask(request, { method: 'POST', body: { customerId, productId, quantity: 1 } });
    const about = { purchaseId: body.purchaseId, productId, quantity: 1 };
    const settled =
      code === undefined
        ? makeEvent(StockReserved, at(about.purchaseId), about)
        : makeEvent(StockRejected, at(about.purchaseId), { ...about, code, detail: 'None.' });
    await settle(aQueueEvent([settled]));
  }
  await (await handlerOf('purchases', 'ReportPendingPurchases'))();
}

/** Requests a purchase, spoils its row, and reads it. */
async function spoil(): Promise<void> {
  const [customerId, productId] = [anId(1), anId(2)];
  const request = await handlerOf('purchases', 'RequestPurchase');
  const { body } = await ask(request, { method: 'POST', body: { customerId, productId, quantity: 1 } });
  const { purchaseId } = body;
  await database.client.send(
    new UpdateCommand({
      TableName: database.table('PURCHASES_TABLE'),
      Key: { purchaseId },
      UpdateExpression: 'SET quantity = :text',
      ExpressionAttributeValues: { ':text': 'one' },
    }),
  );
  const get = await handlerOf('purchases', 'GetPurchase');
  const answer = await ask(get, { resource: '/purchases/{purchaseId}', pathParameters: { purchaseId } });
  expect(answer.status).toBe(500);
}

/** Compares tables, once to the end and once without time for it. */
async function compare(): Promise<void> {
  // Its metrics are those of another service.
  vi.resetModules();
  const compared = await startDatabase('operations');
  onTestFinished(() => compared.close());
  const reconcile = await handlerOf('operations', 'Reconcile');
  for (const milliseconds of [15 * 60_000, 0]) {
    await reconcile({ check: 'catalog Reservations' }, { getRemainingTimeInMillis: () => milliseconds });
  }
}

/** The metric of unreadable rows of each function that has a table: its name is in shared/. */
const unreadable = (): Watched[] =>
  deployed.all('AWS::Lambda::Function').flatMap(([, { properties }]) => {
    const {
      POWERTOOLS_SERVICE_NAME: service,
      POWERTOOLS_METRICS_NAMESPACE: namespace,
      ...others
    } = properties.Environment?.Variables ?? {};
    if (!Object.keys(others).some((name) => name.endsWith('_TABLE'))) return [];
    return [{ namespace, name: 'UnreadableRows', dimensions: { service } }];
  });

/** The lag metric of each consumer and event, with the namespace and service of the consumer's function. */
async function lags(): Promise<Watched[]> {
  const all = [];
  for (const [part, { name, properties }] of deployed.all('AWS::Lambda::Function')) {
    if (!['Customer', 'Catalog', 'Purchases'].includes(part)) continue;
    const { Variables } = properties.Environment;
    for (const variable of Object.keys(Variables)) {
      if (variable.endsWith('_TABLE') || variable === 'EVENT_BUS_NAME') vi.stubEnv(variable, variable);
    }
    const { contract } = await handlerOf(part.toLowerCase(), name);
    const { POWERTOOLS_SERVICE_NAME: service, POWERTOOLS_METRICS_NAMESPACE: namespace } = Variables;
    all.push(
      ...((contract as Partial<ConsumerContract> | undefined)?.events ?? []).map((event) => ({
        namespace,
        name: 'EventLag',
        dimensions: { service, event: event.name },
      })),
    );
  }
  return all;
}

test('every custom metric that is watched is emitted by a function', async () => {
  await purchase();
  await spoil();
  const purchaseMetrics = emitted();
  await compare();
  const inPurchases = { namespace: `Multidomain/${stage}`, name: 'EventLag' };
  expect(purchaseMetrics).toContainEqual({
    ...inPurchases,
    dimensions: { service: 'purchases', event: 'StockReserved' },
  });
  expect(purchaseMetrics).toContainEqual({
    namespace: `Multidomain/${stage}`,
    name: 'UnreadableRows',
    dimensions: { service: 'purchases' },
  });
  const all = new Set([...emitted(), ...unreadable(), ...(await lags())].map(keyOf));
  const own = [...alarmed, ...shown].filter(({ namespace }) => !namespace.startsWith('AWS/'));
  expect(new Set(own.map(keyOf)).size).toBeGreaterThanOrEqual(10);
  expect(own.map(keyOf).filter((key) => !all.has(key))).toEqual([]);
});
