import { describe, expect, test } from 'vitest';
import { everyPage, get, patch, post, remove } from './support/api.ts';
import { eventually } from './support/eventually.ts';
import { addCustomer, aWord } from './support/shop.ts';

const names = (items: { name: string }[]): string[] => items.map((item) => item.name);

describe('a customer', () => {
  test('is added, read, changed and removed', async () => {
    const added = await post('/customers', {
      name: 'Zoë Müller',
      email: 'zoe@example.org',
      birthDate: '1990-02-28',
      country: 'Germany',
    });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ name: 'Zoë Müller', country: 'Germany', version: 1 });
    expect(added.headers.get('etag')).toBe('"1"');
    const path = `/customers/${added.body.customerId}`;
    expect(added.headers.get('location')).toBe(`/api${path}`);
    expect((await get(path)).body).toEqual(added.body);

    const changed = await patch(path, { name: 'Zoë Meyer', country: null, birthDate: null });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Zoë Meyer', version: 2 } });
    for (const field of ['country', 'birthDate', 'age']) expect(changed.body).not.toHaveProperty(field);
    expect(changed.headers.get('etag')).toBe('"2"');

    expect((await remove(path)).status).toBe(204);
    expect((await get(path)).status).toBe(404);
    expect((await patch(path, { name: 'Back' })).status).toBe(404);
    expect((await remove(path)).status).toBe(404);
  });

  test('keeps its version if a patch changes nothing', async () => {
    const customer = await addCustomer();
    const { body } = await patch(`/customers/${customer.customerId}`, { email: customer.email });
    expect(body).toEqual(customer);
  });

  test('is not overwritten by a client that read an older version', async () => {
    const { customerId } = await addCustomer();
    const path = `/customers/${customerId}`;
    expect((await patch(path, { country: 'Peru' }, { 'if-match': '"1"' })).status).toBe(200);
    const late = await patch(path, { country: 'Chile' }, { 'if-match': '"1"' });
    expect(late).toMatchObject({ status: 412, body: { type: expect.stringContaining('version-mismatch') } });
    expect((await remove(path, { 'if-match': '"1"' })).status).toBe(412);
    expect((await get(path)).body).toMatchObject({ country: 'Peru', version: 2 });
    expect((await remove(path, { 'if-match': '"2"' })).status).toBe(204);
  });
});

describe('the customers', () => {
  test('are found by word prefixes, ignoring case and diacritics', async () => {
    const word = aWord();
    await addCustomer({ name: `José ${word} Smith` });
    await addCustomer({ name: `Joanna ${word} Smithson` });
    await addCustomer({ name: `Joan ${word} Taylor` });
    await eventually(async () => {
      const found = await get(`/customers?name=${encodeURIComponent(`SMI jo ${word}`)}`);
      expect(names(found.body.items)).toEqual([`Joanna ${word} Smithson`, `José ${word} Smith`]);
      expect((await get(`/customers?name=${word.slice(0, 8)}%20jose`)).body.items).toHaveLength(1);
    });
  });

  test('are found by a new name, and no longer by the old one', async () => {
    const [before, after] = [aWord(), aWord()];
    const { customerId } = await addCustomer({ name: `Kim ${before}` });
    await patch(`/customers/${customerId}`, { name: `Kim ${after}` });
    // What no longer matches is not shown, even if the index does not know yet.
    expect((await get(`/customers?name=${before}`)).body.items).toEqual([]);
    await eventually(async () => {
      expect((await get(`/customers?name=${after}`)).body.items).toHaveLength(1);
    });
    await remove(`/customers/${customerId}`);
    expect((await get(`/customers?name=${after}`)).body.items).toEqual([]);
  });

  test('are in the plain list, and found by their e-mail address, as soon as they are written', async () => {
    const [word, email] = [aWord(), `${aWord()}@example.org`];
    const { customerId } = await addCustomer({ name: `!! ${word}`, email });
    const listed = async () => names((await get('/customers?limit=100')).body.items);
    const found = async () => names((await get(`/customers?email=${email}`)).body.items);
    expect([await listed(), await found()]).toEqual([expect.arrayContaining([`!! ${word}`]), [`!! ${word}`]]);
    await patch(`/customers/${customerId}`, { name: `! ${word}` });
    expect([await listed(), await found()]).toEqual([expect.arrayContaining([`! ${word}`]), [`! ${word}`]]);
    expect(await listed()).not.toContain(`!! ${word}`);
    await remove(`/customers/${customerId}`);
    expect([await listed(), await found()]).toEqual([expect.not.arrayContaining([`! ${word}`]), []]);
  });

  test('are filtered by age, country and e-mail, alone and together', async () => {
    const country = `Land ${aWord()}`;
    const email = `${aWord()}@example.org`;
    const year = new Date().getUTCFullYear();
    const birthDate = (age: number) => `${year - age}-01-01`;
    await addCustomer({ name: 'Old', country, birthDate: birthDate(70) });
    await addCustomer({ name: 'Mid', country, birthDate: birthDate(40), email });
    await addCustomer({ name: 'Young', country: country.toUpperCase(), birthDate: birthDate(20) });
    const search = async (query: string) => names(await everyPage(`/customers?${query}`));
    const land = `country=${encodeURIComponent(country.toLowerCase())}`;
    expect(await search(`email=${email.toUpperCase()}`)).toEqual(['Mid']);
    await eventually(async () => expect(await search(land)).toEqual(['Mid', 'Old', 'Young']));
    expect(await search(`${land}&minAge=40`)).toEqual(['Mid', 'Old']);
    expect(await search(`${land}&minAge=21&maxAge=69`)).toEqual(['Mid']);
    expect(await search(`email=${email}&maxAge=39`)).toEqual([]);
    expect(await search('minAge=70&maxAge=70')).toContain('Old');
    expect(await search('minAge=71&maxAge=90')).not.toContain('Old');
  });

  test('without a birth date are found by everything but their age', async () => {
    const country = `Land ${aWord()}`;
    const { body } = await post('/customers', {
      name: 'Ada Ageless',
      email: `${aWord()}@example.org`,
      country,
    });
    for (const field of ['birthDate', 'age']) expect(body).not.toHaveProperty(field);
    const path = `/customers/${body.customerId}`;
    const found = async (query: string) =>
      (await everyPage(`/customers?country=${encodeURIComponent(country)}&${query}`)) as unknown[];
    const expectFound = (by: Record<string, unknown[]>) =>
      eventually(async () => {
        for (const [query, items] of Object.entries(by)) expect(await found(query), query).toEqual(items);
      });
    const others = {
      'include=products': [{ ...body, products: { items: [], hasMore: false } }],
      'name=ageless': [body],
    };
    await expectFound({ ...others, 'minAge=0': [], 'maxAge=150': [], 'minAge=20&maxAge=60': [] });
    const born = (await patch(path, { birthDate: `${new Date().getUTCFullYear() - 40}-01-01` })).body;
    expect(born.age).toBe(40);
    await expectFound({ 'name=ageless': [born], 'minAge=20&maxAge=60': [born], 'minAge=41': [] });
    const ageless = (await patch(path, { birthDate: null })).body;
    expect(ageless).toEqual({ ...body, version: 3, updatedAt: ageless.updatedAt });
    await expectFound({ 'name=ageless': [ageless], 'minAge=20&maxAge=60': [], 'minAge=0': [] });
  });

  test('are paged in the order of their names, each once', async () => {
    const word = aWord();
    const all = Array.from({ length: 7 }, (_, index) => `${word} ${String.fromCharCode(103 - index)}`);
    await Promise.all(all.map((name) => addCustomer({ name })));
    await eventually(async () => {
      expect(names(await everyPage(`/customers?name=${word}&limit=3`))).toEqual(all.toReversed());
    });
    const first = await get(`/customers?name=${word}&limit=3`);
    expect(names(first.body.items)).toEqual(all.toReversed().slice(0, 3));
  });

  test('are read by ids, without unknown and removed ones', async () => {
    const [a, b, gone] = await Promise.all([addCustomer(), addCustomer(), addCustomer()]);
    await remove(`/customers/${gone.customerId}`);
    const unknown = '019a0000-0000-7000-8000-000000000000';
    const ids = [b, a, gone].map(({ customerId }) => customerId).concat(unknown, a.customerId);
    const { body } = await get(`/customers?ids=${ids.join(',')}`);
    expect(names(body.items)).toEqual([a.name, b.name].sort());
  });
});
