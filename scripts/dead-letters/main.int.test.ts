import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { CustomerAdded } from '../../contracts/customer/events.ts';
import type { DomainEvent } from '../../contracts/definition/define-event.ts';
import { makeEvent } from '../../contracts/definition/make-event.ts';
import { PurchaseRequested } from '../../contracts/purchases/events.ts';
import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { loadSystem } from '../../local/template/load-system.ts';
import { anId, NOW } from '../../shared/testing/fixed.ts';
import { aPurchaseData, purchaseEvents } from '../../shared/testing/purchase-events.ts';
import { signedInClient } from '../api/signed-in-client.ts';
import { noteRunning } from '../running/running-system.ts';
import { servePage } from '../start/page/serve-page.ts';
import { people } from '../start/people.ts';
import type { Letter } from './letter.ts';

const folder = mkdtempSync(join(tmpdir(), 'dead-letters-'));
const assemblyDir = join(folder, 'cdk.out');
let runtime: Runtime;
let port = '';
let forget = () => {};

beforeAll(async () => {
  // A copy: a test breaks one of its functions.
  cpSync(inject('assemblyDir'), assemblyDir, { recursive: true });
  const options = { folder, people, ...servePage, onFunctionError: () => {} };
  runtime = await startRuntime({ assemblyDir, ...options });
  ({ port } = new URL(runtime.url));
  forget = noteRunning(Number(port), { ...runtime, userPoolIds: runtime.userPools.map(({ id }) => id) });
});

afterAll(async () => {
  forget();
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => runtime.reset());

/** Runs `npm run dead-letters` on the system. */
async function deadLetters(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args, '--port', port], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

async function list(): Promise<Letter[]> {
  const { stdout, code } = await deadLetters('list', '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout).items;
}

const idle = async () => expect(await runtime.whenIdle(60_000)).toBe(true);

async function publish({ source, name, metadata, data }: DomainEvent): Promise<void> {
  const client = new EventBridgeClient({
    endpoint: runtime.awsEndpoint,
    region: 'us-east-1',
    credentials: runtime.awsCredentials,
  });
  const EventBusName = loadSystem(assemblyDir).buses[0]?.name;
  const entry = {
    EventBusName,
    Source: source,
    DetailType: name,
    Detail: JSON.stringify({ metadata, data }),
  };
  expect(await client.send(new PutEventsCommand({ Entries: [entry] }))).toMatchObject({
    FailedEntryCount: 0,
  });
  client.destroy();
  await idle();
}

const api = () => signedInClient({ baseUrl: runtime.url });
const stockOf = async (productId: string): Promise<number> =>
  (await api()('GET /products/{productId}', { path: { productId } })).stock;

test('an event that failed is listed with its reason, stays until it is redriven, and then has its effect once', async () => {
  const body = { name: 'Blue mug', price: { amount: 250, currency: 'EUR' }, stock: 5 };
  const { productId } = await api()('POST /products', { body });
  const data = aPurchaseData({ productId, quantity: 2 });
  // The cancellation of a purchase that nobody has heard of.
  await publish(purchaseEvents(data).cancelled);
  const [letter, ...others] = await list();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    kind: 'event',
    service: 'catalog',
    function: 'ReleaseStock',
    event: 'PurchaseCancelled',
    reason: `Refusal: There is no reservation ${data.purchaseId}.`,
    correlationId: purchaseEvents(data).cancelled.metadata.correlationId,
  });
  const id = letter?.id ?? '';
  expect((await deadLetters('list')).stdout).toContain(`${id}  PurchaseCancelled in catalog ReleaseStock\n`);
  expect((await deadLetters('show', id)).stdout).toContain(`"purchaseId": "${data.purchaseId}"`);

  const occurrence = {
    aggregateId: data.purchaseId,
    version: 1,
    occurredAt: NOW,
    cause: { correlationId: 'late' },
  };
  await publish(makeEvent(PurchaseRequested, occurrence, data));
  expect(await stockOf(productId)).toBe(3);

  expect(await deadLetters('redrive', id)).toEqual({
    stdout: `Redriven:\n${id}  PurchaseCancelled in catalog ReleaseStock\n`,
    stderr: '',
    code: 0,
  });
  await idle();
  expect(await stockOf(productId)).toBe(5);
  const [settling, ...more] = await list();
  expect(more).toEqual([]);
  // No purchase was ever made.
  expect(settling).toMatchObject({ function: 'SettlePurchases', event: 'StockReserved' });

  const again = await deadLetters('redrive', id);
  expect(again).toMatchObject({ stderr: expect.stringContaining(`There is no dead letter ${id}`), code: 1 });
  expect(await deadLetters('redrive')).toMatchObject({ code: 0 });
  await idle();
  expect(await stockOf(productId)).toBe(5);
  const [failedAgain] = await list();
  expect(failedAgain?.function).toBe('SettlePurchases');
  expect(failedAgain?.id).not.toBe(settling?.id);
});

test('an event of a version that is not known yet is set aside at once, and is discarded on request only', async () => {
  const occurrence = {
    aggregateId: anId(1),
    version: 1,
    occurredAt: NOW,
    cause: { correlationId: 'future' },
  };
  const event = makeEvent(CustomerAdded, occurrence, { customerId: anId(1), name: 'Ada' });
  await publish({ ...event, metadata: { ...event.metadata, schemaVersion: 7 } });
  const letters = await list();
  expect(letters.map(({ service }) => service).sort()).toEqual(['catalog', 'purchases']);
  const reason = 'NotUnderstood: No contract for version 7 of CustomerAdded; known here: 1';
  expect(letters.map((letter) => letter.reason)).toEqual([reason, reason]);
  const ids = letters.map(({ id }) => id);

  const unknown = await deadLetters('discard', ids[0] ?? '', 'nonsense');
  expect(unknown).toMatchObject({ stderr: expect.stringContaining('no dead letter nonsense.'), code: 1 });
  expect(await list()).toHaveLength(2);

  const discarded = await deadLetters('discard', ids[0] ?? '');
  expect(discarded).toEqual({
    stdout: expect.stringContaining(`Discarded:\n${ids[0]}  CustomerAdded in `),
    stderr: '',
    code: 0,
  });
  expect((await list()).map(({ id }) => id)).toEqual([ids[1]]);
  expect(JSON.parse((await deadLetters('discard', ids[1] ?? '', '--json')).stdout)).toEqual({
    discarded: [expect.objectContaining({ id: ids[1] })],
  });
  expect((await deadLetters('list')).stdout).toBe('There are no dead letters.\n');
});

test('a stream record that its publisher does not understand is published once the publisher is fixed', async () => {
  const { codePath = '' } =
    loadSystem(assemblyDir).functions.find(({ logicalId }) => logicalId.startsWith('PublishCustomer')) ?? {};
  const [code, original] = [join(codePath, 'index.mjs'), join(codePath, 'original.mjs')];
  renameSync(code, original);
  // It knows another table, and no customers.
  writeFileSync(
    code,
    "process.env.CUSTOMERS_TABLE = 'x'; export const { handler } = await import('./original.mjs');",
  );
  runtime.renewFunctions([codePath]);
  const body = { name: 'Ada', email: 'ada@example.org', birthDate: '1990-06-15' };
  const { customerId } = await api()('POST /customers', {
    body,
  });
  const { productId } = await api()('POST /products', {
    body: { name: 'Blue mug', price: { amount: 250, currency: 'EUR' }, stock: 5 },
  });
  await idle();
  const [letter, ...others] = await list();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    kind: 'record',
    service: 'customer',
    function: 'PublishCustomerEvents',
    event: expect.stringContaining('Customers'),
    reason: expect.stringContaining('No events are known for the table'),
    correlationId: expect.any(String),
  });

  const shown = JSON.parse((await deadLetters('show', letter?.id ?? '', '--json')).stdout);
  const { NewImage } = shown.body.record.dynamodb;
  expect(NewImage).toMatchObject({
    customerId: { S: customerId },
    cause: { M: { correlationId: { S: letter?.correlationId } } },
  });

  await deadLetters('redrive');
  await idle();
  const [again] = await list();
  expect(again).toMatchObject({ kind: 'record', reason: letter?.reason });
  expect(again?.id).not.toBe(letter?.id);

  rmSync(code);
  renameSync(original, code);
  runtime.renewFunctions([codePath]);
  await deadLetters('redrive', again?.id ?? '');
  await idle();
  expect(await list()).toEqual([]);
  const purchase = await api()('POST /purchases', { body: { customerId, productId, quantity: 1 } });
  expect(purchase.status).toBe('pending');
});

test('a dead letter is named by what can be read of it', async () => {
  const sqs = new SQSClient({
    endpoint: runtime.awsEndpoint,
    region: 'us-east-1',
    credentials: runtime.awsCredentials,
    useQueueUrlAsEndpoint: false,
  });
  const keep = async (queue: string, body: object) => {
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'Multidomain-' }));
    const QueueUrl = QueueUrls.find((url) => url.includes(queue));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  };
  await keep('ReserveStockDeadLetters', { 'detail-type': 'PurchaseRequested', detail: { metadata: [] } });
  // As npm run republish sends it, when the bus refuses it.
  const table = 'Multidomain-Customer-Customers1A2B3C4D';
  const row = { customerId: { S: anId(1) }, cause: { M: { correlationId: { S: 'a-correlation' } } } };
  const ofTable = { eventSourceARN: `arn:aws:dynamodb:us-east-1:0:table/${table}/stream/republished` };
  await keep('PublishCustomerEventsDeadLetters', { record: { ...ofTable, dynamodb: { NewImage: row } } });
  await keep('PublishCustomerEventsDeadLetters', { record: { ...ofTable, dynamodb: { NewImage: {} } } });
  const letters = await list();
  expect(letters.map(({ kind, event, correlationId }) => ({ kind, event, correlationId }))).toEqual([
    { kind: 'event', event: 'PurchaseRequested', correlationId: undefined },
    { kind: 'record', event: table, correlationId: 'a-correlation' },
    { kind: 'record', event: table, correlationId: undefined },
  ]);
  sqs.destroy();
});

test('wrong arguments print the usage, with exit code 2', async () => {
  const wrong = await deadLetters('empty');
  expect(wrong).toMatchObject({ stderr: expect.stringMatching(/^Expected list, .*\n\nUsage: /), code: 2 });
});
