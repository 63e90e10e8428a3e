import { describe, expect, test } from 'vitest';
import {
  MAX_STOCK,
  newProductSchema,
  productPatchSchema,
  stockAdjustmentSchema,
} from '../../../contracts/catalog/shapes.ts';
import { anId, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aNewProduct, aProduct } from '../testing/builders.ts';
import {
  addProduct,
  adjustStock,
  archiveProduct,
  modifyProduct,
  removedProductSchema,
  restoreProduct,
  returnStock,
  soldAs,
  storedProductSchema,
} from './product.ts';
import { productView } from './product-view.ts';
import type { StockChange } from './stock-change.ts';

describe('adding a product', () => {
  test('makes version 1, created and updated now', () => {
    expect(addProduct(anId(2), aNewProduct({ sku: 'OAK-6' }), NOW)).toEqual(aProduct());
  });

  test.each([
    ['stock', { stock: -1 }],
    ['stock', { stock: 1.5 }],
    ['stock', { stock: MAX_STOCK + 1 }],
    ['lowStockAt', { lowStockAt: -1 }],
    ['lowStockAt', { lowStockAt: MAX_STOCK + 1 }],
    ['price', { price: 5 }],
    ['price.amount', { price: { amount: -1, currency: 'EUR' } }],
    ['price.currency', { price: { amount: 1, currency: 'euro' } }],
    ['sku', { sku: '' }],
    ['name', { name: undefined }],
  ])('is refused for a bad %s: %j', (path, changes) => {
    const { error } = newProductSchema.safeParse({ ...aNewProduct(), ...changes });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('modifying a product', () => {
  test('makes the next version, updated now, with the same stock', () => {
    expect(modifyProduct(aProduct({ version: 4 }), { name: 'Elm Table' }, LATER)).toEqual(
      aProduct({ name: 'Elm Table', updatedAt: LATER, version: 5 }),
    );
  });

  test('can change a part of the price', () => {
    const { price } = modifyProduct(aProduct(), { price: { amount: 1 } }, LATER);
    expect(price).toEqual({ amount: 1, currency: 'EUR' });
  });

  test('removes optional fields that are null in the patch', () => {
    const bare = modifyProduct(
      aProduct(),
      { description: null, category: null, sku: null, lowStockAt: null },
      LATER,
    );
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['description']));
    expect(bare).not.toHaveProperty('category');
    expect(bare).not.toHaveProperty('sku');
    expect(bare).not.toHaveProperty('lowStockAt');
  });

  test.each([{}, { name: 'Oak Table' }, { price: { amount: 24900 } }, { price: {} }])(
    'returns the same object if %j changes nothing',
    (patch) => {
      const product = aProduct();
      expect(modifyProduct(product, patch, LATER)).toBe(product);
    },
  );

  test.each([{ stock: 5 }, { name: null }, { price: null }, { version: 2 }])('refuses %j', (patch) => {
    expect(productPatchSchema.safeParse(patch).success).toBe(false);
  });
});

describe('adjusting the stock', () => {
  test.each([
    [5, 15],
    [-10, 0],
  ])('by %d results in %d and the next version', (delta, stock) => {
    const lastStockChange = { number: 2, kind: 'adjusted', delta, at: LATER } as const;
    expect(adjustStock(aProduct(), delta, LATER)).toEqual(
      aProduct({ stock, lastStockChange, updatedAt: LATER, version: 2 }),
    );
  });

  test('keeps the reason and who did it', () => {
    const why = { reason: 'Breakage', by: { id: 'ann', role: 'editor' } } as const;
    expect(adjustStock(aProduct(), -1, LATER, why).lastStockChange).toMatchObject(why);
    expect(addProduct(anId(2), aNewProduct(), NOW, why.by).lastStockChange).toMatchObject({ by: why.by });
  });

  test('below zero is refused, with the current stock', () => {
    expect(() => adjustStock(aProduct(), -11, LATER)).toThrow(
      expect.objectContaining({ code: 'insufficient-stock', message: '11 wanted, 10 in stock.' }),
    );
  });

  test('above the limit is refused', () => {
    expect(adjustStock(aProduct({ stock: MAX_STOCK - 1 }), 1, LATER).stock).toBe(MAX_STOCK);
    expect(() => adjustStock(aProduct({ stock: MAX_STOCK }), 1, LATER)).toThrow(
      expect.objectContaining({
        code: 'stock-limit',
        message: `There can be at most ${MAX_STOCK} in stock.`,
      }),
    );
  });

  test.each([{ delta: 0 }, { delta: 0.5 }, {}, { delta: 1, note: 'x' }])('refuses %j', (body) => {
    expect(stockAdjustmentSchema.safeParse(body).success).toBe(false);
  });
});

test('an archived product is kept as it was, in the next version', () => {
  expect(archiveProduct(aProduct({ version: 4 }), LATER)).toEqual({
    ...aProduct({ version: 5, updatedAt: LATER }),
    removedAt: LATER,
  });
});

describe('restoring a product', () => {
  test('makes it what it was, in the next version, with the stock that came back meanwhile', () => {
    const archived = returnStock(archiveProduct(aProduct(), NOW), anId(3), 2, NOW);
    const { lastStockChange } = archived;
    expect(restoreProduct(archived, LATER)).toEqual(
      aProduct({ stock: 12, lastStockChange: lastStockChange as StockChange, version: 4, updatedAt: LATER }),
    );
  });

  test('returns the same object if it is sold', () => {
    const product = aProduct();
    expect(restoreProduct(product, LATER)).toBe(product);
  });

  test('is refused if nothing is kept of it', () => {
    const tombstone = { productId: anId(2), version: 2, removedAt: NOW };
    expect(() => restoreProduct(tombstone, LATER)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

test('a product that is no longer sold is listed with its name, and without stock', () => {
  expect(soldAs(aProduct())).toEqual({ name: 'Oak Table', stock: 10 });
  expect(soldAs(archiveProduct(aProduct(), LATER))).toEqual({ name: 'Oak Table', archived: true });
  expect(soldAs({ productId: anId(2), version: 2, removedAt: LATER })).toEqual({ archived: true });
});

test('the answer says of an archived product that it is one, and not since when', () => {
  const { recentSales: _, lastStockChange: __, ...answered } = aProduct({ version: 2, updatedAt: LATER });
  expect(productView(archiveProduct(aProduct(), LATER))).toEqual({ ...answered, archived: true });
});

test('the answer has no internal fields', () => {
  const stored = { ...aProduct(), cause: { correlationId: 'x' } };
  const { recentSales: _, lastStockChange: __, ...answered } = aProduct();
  expect(productView(stored)).toEqual(answered);
});

test('a stored product, an archived one and a tombstone are read back unchanged', () => {
  const product = aProduct();
  const archived = archiveProduct(product, LATER);
  const tombstone = { productId: anId(2), version: 5, removedAt: LATER };
  expect(storedProductSchema.parse({ ...product, cause: { correlationId: 'x' } })).toEqual(product);
  for (const removed of [archived, tombstone])
    expect(removedProductSchema.parse({ ...removed, cause: { correlationId: 'x' } })).toEqual(removed);
});
