import { describe, expect, test } from 'vitest';
import { everyPage, get, patch, post, remove } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord, buy, productsOf } from './support/shop.ts';

const names = (items: { name: string }[]): string[] => items.map((item) => item.name);

describe('a product', () => {
  test('is added, read, changed and removed', async () => {
    const details = { description: 'Holds tea.\nAnd coffee.', category: 'Mugs', sku: aWord() };
    const added = await post('/products', {
      name: 'Blue Mug',
      ...details,
      price: { amount: 250, currency: 'EUR' },
      stock: 5,
    });
    expect(added).toMatchObject({ status: 201, body: { ...details, stock: 5, version: 1 } });
    const path = `/products/${added.body.productId}`;
    const changed = await patch(path, { price: { amount: 300 }, sku: null });
    expect(changed).toMatchObject({
      status: 200,
      body: { price: { amount: 300, currency: 'EUR' }, version: 2 },
    });
    expect(changed.body).not.toHaveProperty('sku');
    expect((await patch(path, { stock: 3 })).status).toBe(400);
    expect((await remove(path, { 'if-match': '"1"' })).status).toBe(412);
    expect((await remove(path)).status).toBe(204);
    expect((await get(path)).status).toBe(404);
  });

  test('is refused if another one has its SKU', async () => {
    const sku = aWord();
    const { productId } = await addProduct({ sku });
    const second = {
      name: 'Red Mug',
      sku: sku.toUpperCase(),
      price: { amount: 250, currency: 'EUR' },
      stock: 5,
    };
    expect(await post('/products', second)).toMatchObject({
      status: 409,
      body: { errors: [{ path: 'sku' }] },
    });
    await remove(`/products/${productId}`);
    expect((await post('/products', second)).status).toBe(201);
    expect((await post(`/products/${productId}/restoration`, {})).body.type).toMatch(/:sku-taken$/);
  });

  test('is sold again after it was removed, with what was returned meanwhile', async () => {
    const [customer, product] = [await addCustomer(), await addProduct({ stock: 5 })];
    const path = `/products/${product.productId}`;
    const { purchaseId } = await buy(customer, product, 2);
    await remove(path);
    await post(`/purchases/${purchaseId}/returns`, { quantity: 1 });
    const archived = async () => (await get(`/products?archived=true&ids=${product.productId}`)).body.items;
    await eventually(async () => expect(await archived()).toMatchObject([{ stock: 4, archived: true }]));
    expect((await get(`/buyers?archived=true&ids=${product.productId}`)).body.items).toMatchObject([
      { customerId: customer.customerId },
    ]);
    expect(await post(`${path}/restoration`)).toMatchObject({
      status: 200,
      body: { name: product.name, stock: 4 },
    });
    await eventually(async () => expect((await productsOf(customer))[0]).not.toHaveProperty('archived'));
    await buy(customer, product, 4);
    expect((await get(path)).body.stock).toBe(0);
  });

  test('has its stock adjusted, but never below zero', async () => {
    const { productId } = await addProduct({ stock: 5 });
    const adjust = (delta: number) =>
      post(`/products/${productId}/stock-adjustments`, { delta, reason: 'counted' });
    expect(await adjust(-5)).toMatchObject({ status: 200, body: { stock: 0, version: 2 } });
    expect(await adjust(-1)).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('insufficient-stock') },
    });
    expect(await adjust(7)).toMatchObject({ status: 200, body: { stock: 7, version: 3 } });
    expect(
      (await post('/products/019a0000-0000-7000-8000-000000000000/stock-adjustments', { delta: 1 })).status,
    ).toBe(404);
  });
});

describe('the products', () => {
  test('are filtered by words, category, sku, price and stock, alone and together', async () => {
    const category = `Kind ${aWord()}`;
    const sku = aWord();
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    await addProduct({ name: 'Cheap cup', category, price: euros(0), stock: 0 });
    await addProduct({ name: 'Fair cup', category, price: euros(1600), sku });
    await addProduct({ name: 'Grand vase', category, price: euros(99_900) });
    const search = async (query: string) => names(await everyPage(`/products?${query}`));
    const kind = `category=${encodeURIComponent(category.toUpperCase())}`;
    expect(await search(`sku=${sku.toUpperCase()}`)).toEqual(['Fair cup']);
    await eventually(async () => expect(await search(kind)).toEqual(['Cheap cup', 'Fair cup', 'Grand vase']));
    expect(await search(`${kind}&name=cup`)).toEqual(['Cheap cup', 'Fair cup']);
    expect(await search(`${kind}&minPrice=1600&maxPrice=99899&currency=EUR`)).toEqual(['Fair cup']);
    expect(await search(`${kind}&minPrice=0&currency=GBP`)).toEqual([]);
    expect(await search(`${kind}&inStock=true`)).toEqual(['Fair cup', 'Grand vase']);
    expect(await search(`${kind}&inStock=false`)).toEqual(['Cheap cup']);
    expect(await search('minPrice=99900&maxPrice=99900&currency=EUR')).toContain('Grand vase');
    expect(await search('inStock=false&maxPrice=0&currency=EUR')).toContain('Cheap cup');
    expect(await search('inStock=true&maxPrice=0&currency=EUR')).not.toContain('Cheap cup');
  });

  test('are found as in stock once there is stock again', async () => {
    const word = aWord();
    const { productId } = await addProduct({ name: word, stock: 0 });
    const found = async (inStock: boolean) =>
      (await get(`/products?name=${word}&inStock=${inStock}`)).body.items.length;
    await eventually(async () => expect([await found(true), await found(false)]).toEqual([0, 1]));
    await post(`/products/${productId}/stock-adjustments`, { delta: 1 });
    await eventually(async () => expect([await found(true), await found(false)]).toEqual([1, 0]));
  });
});
