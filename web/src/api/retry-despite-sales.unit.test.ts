import { afterEach, expect, test, vi } from 'vitest';
import { api } from './api.ts';
import { retryDespiteSales } from './retry-despite-sales.ts';
import type { Product } from './types.ts';

afterEach(() => void vi.unstubAllGlobals());

const seen: Product = {
  productId: 'p-1',
  name: 'Mug',
  price: { amount: 250, currency: 'EUR' },
  stock: 9,
  createdAt: '2026-03-14T15:09:26.535Z',
  updatedAt: '2026-03-14T15:09:26.535Z',
  version: 3,
};

const problemJson = { headers: { 'content-type': 'application/problem+json' } };

/** Stubs the API: each read returns the next of `found`. Returns the versions in If-Match of all changes. */
function shopWith(found: readonly Product[]): (string | null)[] {
  const changed: (string | null)[] = [];
  let readings = 0;
  vi.stubGlobal('fetch', async (url: string, { method, headers }: RequestInit = {}) => {
    if (url === '/config.json') return Response.json({ api: '/api' });
    if (method !== 'PATCH') {
      readings += 1;
      return Response.json(found[Math.min(readings, found.length) - 1]);
    }
    const version = new Headers(headers).get('if-match');
    changed.push(version);
    if (version === `"${found.at(-1)?.version}"`) return Response.json({ name: 'Cup' });
    const type = 'urn:multidomain:problem:version-mismatch';
    return Response.json({ type, status: 412, title: '', detail: '' }, { status: 412, ...problemJson });
  });
  return changed;
}

const rename = () =>
  retryDespiteSales(seen, (version) =>
    api('PATCH /products/{productId}', {
      path: { productId: 'p-1' },
      body: { name: 'Cup' },
      ifVersion: version,
    }),
  );

test('a change succeeds although units are sold before and while it is sent', async () => {
  const changed = shopWith([
    { ...seen, stock: 8, version: 4, updatedBy: { id: 'buyer', role: 'editor' } },
    { ...seen, stock: 7, version: 5 },
  ]);
  expect(await rename()).toEqual({ name: 'Cup' });
  expect(changed).toEqual(['"3"', '"4"', '"5"']);
});

test.each([
  { name: 'Big mug' },
  { description: 'Blue' },
  { category: 'Mugs' },
  { sku: 'M-1' },
  { price: { amount: 251, currency: 'EUR' } },
  { aNewField: 'x' },
])('a change is refused if %j was changed in the meantime', async (fields) => {
  const changed = shopWith([{ ...seen, ...fields, version: 4 }]);
  await expect(rename()).rejects.toMatchObject({ code: 'version-mismatch' });
  expect(changed).toEqual(['"3"']);
});

test('a change fails after several attempts if sales are always faster', async () => {
  const changed = shopWith(
    Array.from({ length: 20 }, (_, n) => ({ ...seen, stock: 8 - n, version: n === 19 ? 99 : 4 })),
  );
  await expect(rename()).rejects.toMatchObject({ code: 'version-mismatch' });
  expect(changed).toHaveLength(5);
});
