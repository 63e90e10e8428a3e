import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import { type ApiRequest, ask } from '../../../shared/testing/api-event.ts';
import { startDatabase } from '../../../shared/testing/start-database.ts';
import { newId } from '../../../shared/values/ids.ts';
import { aNewProduct, aProduct } from '../testing/builders.ts';

const database = await startDatabase('catalog');
const { handler: create } = await import('./create-product.ts');
const { handler: modify } = await import('./modify-product.ts');
const { handler: remove } = await import('./remove-product.ts');
const { handler: restore } = await import('./restore-product.ts');
const { handler: search } = await import('./search-products.ts');
afterAll(() => database.close());

const post = (sku: string, key: string = newId()) => {
  const body = aNewProduct({ sku });
  return ask(create, { method: 'POST', path: '/products', body, headers: { 'idempotency-key': key } });
};
const on = (productId: string, request: ApiRequest): ApiRequest => ({
  pathParameters: { productId },
  ...request,
});
const patch = (productId: string, body: object) => ask(modify, on(productId, { method: 'PATCH', body }));
const archive = (productId: string) => ask(remove, on(productId, { method: 'DELETE' }));
const bringBack = (productId: string) => ask(restore, on(productId, { method: 'POST' }));
const idsWith = async (sku: string) =>
  (await ask(search, { query: { sku } })).body.items.map((item: { productId: string }) => item.productId);
const aSku = () => `oak-${newId()}`;
const added = async (sku: string): Promise<string> => (await post(sku)).body.productId;

const taken = (sku: string) => ({
  status: 409,
  body: {
    type: 'urn:multidomain:problem:sku-taken',
    detail: `The SKU ${sku} belongs to another product.`,
    errors: [{ path: 'sku', message: 'belongs to another product' }],
  },
});

describe('a SKU', () => {
  test('belongs to one product, however it is written', async () => {
    const sku = aSku();
    const first = await added(sku);
    const other = ` ${sku.toUpperCase()} `;
    expect(await post(other)).toMatchObject(taken(sku.toUpperCase()));
    expect(await idsWith(sku)).toEqual([first]);
  });

  test('goes to one of those who ask for it at the same time', async () => {
    const sku = aSku();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(sku)));
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    expect(await idsWith(sku)).toHaveLength(1);
  });

  test('asked for again with the same key is answered again', async () => {
    const [sku, key] = [aSku(), newId()];
    const first = await post(sku, key);
    expect(await post(sku, key)).toMatchObject({ status: 201, body: first.body });
  });

  test('is refused to a product that changes, which then stays as it was', async () => {
    const [sku, own] = [aSku(), aSku()];
    await added(sku);
    const other = await added(own);
    expect(await patch(other, { name: 'Changed', sku })).toMatchObject(taken(sku));
    expect((await ask(search, { query: { sku: own } })).body.items).toMatchObject([
      { productId: other, name: 'Oak Table', version: 1 },
    ]);
  });

  test('stays with its product while that changes, and while it is written differently', async () => {
    const sku = aSku();
    const productId = await added(sku);
    expect((await patch(productId, { name: 'Elm Table' })).status).toBe(200);
    expect((await patch(productId, { sku: sku.toUpperCase() })).status).toBe(200);
    expect(await post(sku)).toMatchObject(taken(sku));
  });

  test.each([
    ['given up for another', (productId: string) => patch(productId, { sku: aSku() })],
    ['given up', (productId: string) => patch(productId, { sku: null })],
    ['of an archived product', archive],
  ])('%s is free again', async (_, giveUp) => {
    const sku = aSku();
    await giveUp(await added(sku));
    const { status, body } = await post(sku);
    expect(status).toBe(201);
    expect(await idsWith(sku)).toEqual([body.productId]);
  });

  test('of an archived product is taken again when it is restored, unless another product has it', async () => {
    const sku = aSku();
    const first = await added(sku);
    await archive(first);
    const second = await added(sku);
    expect(await bringBack(first)).toMatchObject(taken(sku));
    expect(await idsWith(sku)).toEqual([second]);
    await archive(second);
    expect((await bringBack(first)).status).toBe(200);
    expect(await bringBack(second)).toMatchObject(taken(sku));
  });

  test('that several products have had from before stays with them, until they change it', async () => {
    const sku = aSku();
    const ids = [newId(), newId()];
    for (const productId of ids) {
      const Item = { ...aProduct({ productId, sku }), cause: { correlationId: newId() } };
      await database.client.send(new PutCommand({ TableName: database.table('PRODUCTS_TABLE'), Item }));
    }
    const [first = '', second = ''] = ids;
    expect((await patch(first, { name: 'Elm Table' })).status).toBe(200);
    expect((await patch(first, { sku: aSku() })).status).toBe(200);
    expect((await patch(first, { sku })).status).toBe(200);
    // The second one gives back what it never took; the first one keeps it.
    expect((await archive(second)).status).toBe(204);
    expect(await post(sku)).toMatchObject(taken(sku));
  });
});
