import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, inject, test } from 'vitest';
import { loadSystem } from '../local/template/load-system.ts';
import { newId, shardOf } from '../shared/values/ids.ts';
import { get } from './support/api.ts';
import { EXPECTED_FAILURE } from './support/expected-failure.ts';
import { addCustomer, addProduct, buy } from './support/shop.ts';

const access = {
  endpoint: inject('awsEndpoint'),
  region: 'us-east-1',
  credentials: inject('awsCredentials'),
};
const { tables, functions } = loadSystem(inject('assemblyDir'));

const idle = async () =>
  expect((await fetch(`${inject('baseUrl')}/_local/idle?timeoutMs=120000`)).status).toBe(200);

// Only for the embedded runtime: the test writes into a table.
test('a purchase whose request was lost ten minutes ago completes once its age is looked at', async () => {
  const [customer, product] = [await addCustomer(), await addProduct({ stock: 5 })];
  await buy(customer, product);
  const createdAt = new Date(Date.now() - 10 * 60_000).toISOString();
  const purchaseId = newId(createdAt);
  const shard = String(shardOf(purchaseId, 4));
  const purchase = {
    purchaseId,
    customerId: customer.customerId,
    productId: product.productId,
    quantity: 2,
    unitPrice: { amount: 250, currency: 'EUR' },
    total: { amount: 500, currency: 'EUR' },
    status: 'pending',
    createdAt,
    updatedAt: createdAt,
    version: 1,
    shard,
    statusShard: `pending#${shard}`,
    cause: { correlationId: `${EXPECTED_FAILURE}-stuck` },
  };
  const TableName = tables.find(({ logicalId }) => logicalId.startsWith('Purchases'))?.name;
  const database = DynamoDBDocumentClient.from(new DynamoDBClient(access));
  const write = (Item: object) => database.send(new PutCommand({ TableName, Item }));
  // The publisher understands neither write, because the first one's row is invalid: nothing is published.
  await write({ ...purchase, quantity: 'two' });
  await write(purchase);
  await idle();
  expect((await get(`/purchases/${purchaseId}`)).body.status).toBe('pending');

  const FunctionName = functions.find(({ logicalId }) => logicalId.startsWith('ReportPending'))?.name;
  const answer = await new LambdaClient(access).send(new InvokeCommand({ FunctionName }));
  expect(answer.FunctionError).toBeUndefined();
  await idle();
  expect((await get(`/purchases/${purchaseId}`)).body).toMatchObject({ status: 'completed', version: 2 });
  expect((await get(`/products/${product.productId}`)).body.stock).toBe(2);
});
