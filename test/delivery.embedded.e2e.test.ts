import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, inject, test } from 'vitest';
import { CustomerAdded, CustomerRemoved } from '../contracts/customer/events.ts';
import type { DomainEvent } from '../contracts/definition/define-event.ts';
import { makeEvent } from '../contracts/definition/make-event.ts';
import { PurchaseRequested } from '../contracts/purchases/events.ts';
import { newId } from '../shared/values/ids.ts';
import { get, type Json, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { EXPECTED_FAILURE } from './support/expected-failure.ts';
import { addCustomer, addProduct, aWord, buy, buyersOf, outcomeOf, requestPurchase } from './support/shop.ts';

async function publish(...events: DomainEvent[]): Promise<void> {
  const client = new EventBridgeClient({
    endpoint: inject('awsEndpoint'),
    region: 'us-east-1',
    credentials: inject('awsCredentials'),
  });
  const Entries = events.map(({ source, name, metadata, data }) => ({
    EventBusName: inject('busName'),
    Source: source,
    DetailType: name,
    Detail: JSON.stringify({ metadata, data }),
  }));
  expect(await client.send(new PutEventsCommand({ Entries }))).toMatchObject({ FailedEntryCount: 0 });
}

const idle = async () => fetch(`${inject('baseUrl')}/_local/idle?timeoutMs=120000`);

const at = (aggregateId: string, version: number, correlationId = 'delivery-test') => ({
  aggregateId,
  version,
  occurredAt: new Date().toISOString(),
  cause: { correlationId },
});

// Only for the embedded runtime: the tests wait until it is idle, and read its dead letters and its log.
describe('events', () => {
  test('that arrive in the wrong order leave a removed customer removed', async () => {
    const { productId } = await addProduct();
    const customerId = newId();
    await publish(makeEvent(CustomerRemoved, at(customerId, 2), { customerId }));
    expect((await idle()).status).toBe(200);
    await publish(makeEvent(CustomerAdded, at(customerId, 1), { customerId, name: 'Late' }));
    expect((await idle()).status).toBe(200);
    const answer = await post('/purchases', { customerId, productId, quantity: 1 });
    expect(answer.body.type).toContain('unknown-customer');
  });

  test('that request the same reservation twice take stock once', async () => {
    const [customer, product] = [await addCustomer(), await addProduct({ stock: 5 })];
    const purchase = await buy(customer, product, 2);
    const { purchaseId, customerId, productId, quantity, unitPrice, total, purchasedAt } = purchase;
    const data = {
      purchaseId,
      customerId,
      productId,
      quantity,
      unitPrice,
      total,
      purchasedAt,
    };
    const requested = makeEvent(PurchaseRequested, at(purchaseId, 1), data);
    await publish(requested, requested);
    expect((await idle()).status).toBe(200);
    expect((await get(`/products/${productId}`)).body.stock).toBe(3);
    expect(await buyersOf(product)).toMatchObject([{ units: 2, purchases: 1 }]);
  });

  test('that are invalid end up in a dead-letter queue without blocking others', async () => {
    const id = randomUUID();
    const poison = {
      ...makeEvent(CustomerAdded, at(id, 1, EXPECTED_FAILURE), { customerId: id, name: 'Poison' }),
      data: { customerId: id },
    };
    await publish(poison);
    await buy(await addCustomer(), await addProduct());
    expect((await idle()).status).toBe(200);
    const answer = await fetch(`${inject('baseUrl')}/_local/dead-letters`);
    const letters: Json = await answer.json();
    const mine = letters.items.filter((letter: { body: unknown }) =>
      JSON.stringify(letter.body).includes(id),
    );
    expect(mine.map(({ sourceQueue }: { sourceQueue: string }) => sourceQueue.split('-')[1]).sort()).toEqual([
      'Catalog',
      'Purchases',
    ]);
  });

  test('carry the correlation id from the request to the last consumer', async () => {
    const [customer, product] = [await addCustomer(), await addProduct()];
    await buy(customer, product);
    const correlationId = `walk-${aWord()}`;
    const purchase = await requestPurchase(customer, product, 1, { 'x-correlation-id': correlationId });
    await outcomeOf(purchase);
    expect((await idle()).status).toBe(200);
    await eventually(async () => {
      const lines = readFileSync(inject('logFile'), 'utf8').split('\n');
      const functions = lines
        .filter((line) => line.includes(correlationId))
        .map((line) => line.match(/^Multidomain-(\w+-[A-Za-z]+?)[0-9A-F]{8} /)?.[1]);
      expect(new Set(functions)).toEqual(
        new Set([
          'Purchases-RequestPurchase',
          'Catalog-ReserveStock',
          'Purchases-SettlePurchases',
          'Customer-ProjectPurchases',
          'Catalog-ProjectPurchases',
        ]),
      );
    });
  });
});
