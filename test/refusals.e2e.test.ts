import { describe, expect, test } from 'vitest';
import { call, get, type Json, patch, post } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, addProduct, aWord } from './support/shop.ts';

const customer = { name: 'Ada', email: 'ada@example.org', birthDate: '1990-06-15' };
const product = { name: 'Mug', price: { amount: 250, currency: 'EUR' }, stock: 5 };
const unknownId = '019a0000-0000-7000-8000-000000000000';
const purchase = { customerId: unknownId, productId: unknownId, quantity: 1 };

/** Expects problem+json with errors for exactly these fields. */
function expectProblem(answer: Json, status: number, fields?: string[]): void {
  expect(answer.body).toMatchObject({
    status,
    type: expect.stringMatching(/^urn:multidomain:problem:[a-z-]+$/),
    title: expect.stringMatching(/./),
    detail: expect.stringMatching(/./),
    instance: expect.stringMatching(/^\/api\//),
    correlationId: answer.headers.get('x-correlation-id'),
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  if (fields !== undefined) {
    expect(answer.body.errors.map(({ path }: Json) => path).sort()).toEqual(fields.toSorted());
  }
}

describe('a body', () => {
  test.each<[string, unknown, number]>([
    ['is malformed', '{"name": "Ada"', 400],
    ['is empty', '', 400],
    ['is not an object', '[1]', 400],
    ['is null', 'null', 400],
    ['has 300 KB', { ...customer, name: 'a'.repeat(300 * 1024) }, 413],
  ])('that %s is refused', async (_, body, status) => {
    expectProblem(await post('/customers', body), status);
  });

  test.each<[string, Uint8Array]>([
    ['bytes that are never valid', Buffer.from([0xff, 0xfe])],
    ['an incomplete character', Buffer.from('ü').subarray(0, 1)],
    ['an encoded surrogate', Buffer.from([0xed, 0xa0, 0x80])],
    ['Latin-1', Buffer.from('Zoë', 'latin1')],
  ])('that is not UTF-8, with %s, is refused', async (_, bytes) => {
    const [before, after] = JSON.stringify({ ...customer, name: '<>' })
      .split('<>')
      .map((text) => Buffer.from(text));
    const body = Buffer.concat([before as Buffer, bytes, after as Buffer]);
    expectProblem(await post('/customers', body), 400, ['body']);
  });

  test('with a duplicate field is refused, naming it', async () => {
    const body = JSON.stringify(customer).replace('{', '{"name":"Eva",');
    expectProblem(await post('/customers', body), 400, ['name']);
  });

  test('with fields of the prototype is refused', async () => {
    const { customerId } = await addCustomer();
    const body = '{"__proto__":{"name":"Eva"},"constructor":1}';
    expectProblem(await patch(`/customers/${customerId}`, body), 400, ['__proto__', 'constructor']);
  });

  test.each([
    ['half a surrogate pair', '\ud800'],
    ['a NUL', '\0'],
    ['an escape character', '\u001b'],
    ['a direction override', '\u202e'],
  ])('with %s in its texts is refused, naming each field', async (_, bad) => {
    const text = `a${bad}b`;
    const person = { name: text, email: `${text}@example.org`, birthDate: text, country: text };
    expectProblem(await post('/customers', person), 400, Object.keys(person));
    const article = { name: text, description: text, category: text, sku: text };
    const price = { amount: 1, currency: text };
    const fields = [...Object.keys(article), 'price.currency'];
    expectProblem(await post('/products', { ...article, price, stock: 1 }), 400, fields);
    const { productId } = await addProduct();
    const adjustment = { delta: 1, reason: text };
    expectProblem(await post(`/products/${productId}/stock-adjustments`, adjustment), 400, ['reason']);
  });

  test.each(['1e400', '-1e400', '9007199254740993', '1.5', '-0.1', '"1"', 'true'])(
    'of a product with the stock %s is refused',
    async (stock) => {
      const body = JSON.stringify({ ...product, stock: 7 }).replace(':7', `:${stock}`);
      expectProblem(await post('/products', body), 400, ['stock']);
    },
  );

  test.each(['5.0', '0.5e1', '5e0'])('of a product with the stock %s is accepted as 5', async (stock) => {
    const body = JSON.stringify({ ...product, stock: 7 }).replace(':7', `:${stock}`);
    expect((await post('/products', body)).body.stock).toBe(5);
  });

  test('with another content type is refused', async () => {
    const headers = { 'content-type': 'text/plain' };
    expectProblem(await post('/customers', JSON.stringify(customer), headers), 415);
  });

  test('is refused with all invalid fields at once', async () => {
    const bad = { name: '', email: 'nobody', birthDate: '1990-02-30', country: 'x', admin: true };
    expectProblem(await post('/customers', bad), 400, ['name', 'email', 'birthDate', 'country', 'admin']);
    const badProduct = { price: { amount: 1.5, currency: 'eur' }, stock: -1, colour: 'blue' };
    expectProblem(await post('/products', badProduct), 400, [
      'name',
      'price.amount',
      'price.currency',
      'stock',
      'colour',
    ]);
    const badPurchase = { customerId: 'x', quantity: 0 };
    expectProblem(await post('/purchases', badPurchase), 400, ['customerId', 'productId', 'quantity']);
  });

  test.each<[string, Json]>([
    ['a name of 10,000 characters', { name: 'a'.repeat(10_000) }],
    ['a name of spaces', { name: '   ' }],
    ['a name with control characters', { name: 'Ada\u0000Byron' }],
    ['a name with half a surrogate pair', { name: 'Ada \ud83d' }],
    ['a name that is a number', { name: 5 }],
    ['a birth date tomorrow', { birthDate: new Date(Date.now() + 2 * 864e5).toISOString().slice(0, 10) }],
    ['a birth date on 30 February', { birthDate: '2000-02-30' }],
    ['a birth date with a time', { birthDate: '2000-02-20T00:00:00Z' }],
    ['a birth date in the 18th century', { birthDate: '1799-01-01' }],
    ['a country of one letter', { country: 'x' }],
    ['a country that is null', { country: null }],
  ])('of a customer with %s is refused', async (_, fields) => {
    expectProblem(await post('/customers', { ...customer, ...fields }), 400, Object.keys(fields));
  });

  test.each<[string, Json, string]>([
    ['a negative price', { price: { amount: -1, currency: 'EUR' } }, 'price.amount'],
    ['a fractional price', { price: { amount: 2.5, currency: 'EUR' } }, 'price.amount'],
    ['a huge price', { price: { amount: 1e20, currency: 'EUR' } }, 'price.amount'],
    ['a price as text', { price: { amount: '250', currency: 'EUR' } }, 'price.amount'],
    ['an unknown currency', { price: { amount: 1, currency: 'XYZ' } }, 'price.currency'],
    ['a negative stock', { stock: -1 }, 'stock'],
    ['a fractional stock', { stock: 0.5 }, 'stock'],
    ['a huge stock', { stock: 1e15 }, 'stock'],
  ])('of a product with %s is refused', async (_, fields, path) => {
    expectProblem(await post('/products', { ...product, ...fields }), 400, [path]);
  });

  test.each([0, -1, 1.5, 1e9, '1', null])('of a purchase of %j units is refused', async (quantity) => {
    expectProblem(await post('/purchases', { ...purchase, quantity }), 400, ['quantity']);
  });

  test('that would change the stock by 0 is refused', async () => {
    const { productId } = await addProduct();
    expectProblem(await post(`/products/${productId}/stock-adjustments`, { delta: 0 }), 400, ['delta']);
  });

  test('that removes a required field is refused', async () => {
    const { customerId } = await addCustomer();
    expectProblem(await patch(`/customers/${customerId}`, { name: null }), 400, ['name']);
    expectProblem(await patch(`/customers/${customerId}`, { version: 9, age: 3 }), 400, ['version', 'age']);
  });

  test('with emoji and other scripts is accepted unchanged', async () => {
    const name = `李雷 😀 ${aWord()}`;
    expect(await addCustomer({ name })).toMatchObject({ name });
    await eventually(async () => {
      const { body } = await get(`/customers?name=${encodeURIComponent(name)}`);
      expect(body.items).toMatchObject([{ name }]);
    });
  });
});

describe('a list', () => {
  test.each(['0', '101', '-1', 'abc', '1.5', ''])('with limit=%s is refused', async (limit) => {
    for (const path of ['customers', 'products', 'purchases']) {
      expectProblem(await get(`/${path}?limit=${limit}`), 400, ['limit']);
    }
  });

  test('is refused with all invalid parameters at once', async () => {
    expectProblem(await get('/customers?minAge=old&maxAge=-1&colour=blue&include=buyers'), 400, [
      'minAge',
      'maxAge',
      'colour',
      'include',
    ]);
    expectProblem(await get('/products?minPrice=9&maxPrice=1&inStock=maybe'), 400, [
      'maxPrice',
      'inStock',
      'currency',
    ]);
    expectProblem(await get('/purchases?status=lost&from=yesterday&customerId=me'), 400, [
      'status',
      'from',
      'customerId',
    ]);
    expectProblem(await get('/customers?limit=1&limit=2'), 400, ['limit']);
    expectProblem(await get(`/customers/${unknownId}?verbose=1`), 400, ['verbose']);
  });

  test('accepts only its own cursors, for the same query', async () => {
    const word = aWord();
    await addCustomer({ name: `${word} a` });
    await addCustomer({ name: `${word} b` });
    const nextCursor = await eventually(async () => {
      const { body } = await get(`/customers?name=${word}&limit=1`);
      expect(body.items).toMatchObject([{ name: `${word} a` }]);
      expect(body).toHaveProperty('nextCursor');
      return body.nextCursor;
    });
    const page = (cursor: string, query = `name=${word}&limit=1`) =>
      get(`/customers?${query}&cursor=${cursor}`);
    expect((await page(nextCursor)).body.items).toMatchObject([{ name: `${word} b` }]);
    const changed = `${nextCursor.slice(0, 10)}${nextCursor[10] === 'A' ? 'B' : 'A'}${nextCursor.slice(11)}`;
    for (const cursor of [changed, `${nextCursor}A`, nextCursor.slice(0, -2), 'nonsense', '%00']) {
      expectProblem(await page(cursor), 400, ['cursor']);
    }
    expectProblem(await page(nextCursor, 'limit=1'), 400, ['cursor']);
    expectProblem(await page(nextCursor, `name=${word}&minAge=1`), 400, ['cursor']);
    expectProblem(await get(`/products?name=${word}&cursor=${nextCursor}`), 400, ['cursor']);
  });

  test('accepts up to 100 ids, all of them UUIDs', async () => {
    const ids = (count: number) => Array.from({ length: count }, () => unknownId).join(',');
    expect((await get(`/customers?ids=${ids(100)}`)).status).toBe(200);
    expectProblem(await get(`/customers?ids=${ids(101)}`), 400, ['ids']);
    expectProblem(await get(`/products?ids=${unknownId},nobody`), 400);
  });
});

describe('something that does not exist', () => {
  test.each(['/customers', '/products', '/purchases'])(
    'in %s is answered with 404, and an invalid id with 400',
    async (path) => {
      expectProblem(await get(`${path}/${unknownId}`), 404);
      expectProblem(await get(`${path}/nobody`), 400);
    },
  );

  test('cannot be bought', async () => {
    const [{ customerId }, { productId }] = [await addCustomer(), await addProduct()];
    const neither = await post('/purchases', purchase);
    expectProblem(neither, 422, ['customerId', 'productId']);
    expect(neither.body.type).toContain('unknown-customer');
    expectProblem(await post('/purchases', { ...purchase, productId }), 422);
    expectProblem(await post('/purchases', { ...purchase, customerId }), 422);
  });

  test('is answered with 404 for a route, and with 405 and the allowed methods for a method', async () => {
    expectProblem(await get('/nowhere'), 404);
    expectProblem(await get(`/customers/${unknownId}/products/more`), 404);
    const wrong = await call('PUT', '/customers', { body: customer });
    expectProblem(wrong, 405);
    expect(wrong.headers.get('allow')).toBe('GET, POST');
    expectProblem(await call('DELETE', `/purchases/${unknownId}`), 405);
  });
});

test('a malformed If-Match is refused', async () => {
  const { customerId } = await addCustomer();
  expectProblem(await patch(`/customers/${customerId}`, {}, { 'if-match': '1' }), 400, ['If-Match']);
});
