import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anId, LATER, NOW } from '../../../shared/testing/fixed.ts';
import { aProduct } from '../testing/builders.ts';
import { adjustStock, modifyProduct, type Product, returnStock, sellStock } from './product.ts';
import { latestStockChange, type PastStockChange, stockChangePast } from './stock-change.ts';

const NEXT_DAY = '2026-03-15T00:00:00.000Z';

/** The complete history of a product with these states, as its row and its past entries tell it. */
function historyOf(states: readonly Product[]): PastStockChange[] {
  const past = states
    .slice(1)
    .flatMap((after, index) => stockChangePast(states[index] as Product, after) ?? []);
  const latest = latestStockChange(states.at(-1) as Product);
  return latest === undefined ? past : [...past, latest];
}

type Move = (product: Product) => Product;

function statesAfter(moves: readonly Move[], start = aProduct()): Product[] {
  const states = [start];
  for (const move of moves) states.push(move(states.at(-1) as Product));
  return states;
}

const sell =
  (purchase: number, quantity = 1, at = LATER): Move =>
  (product) =>
    sellStock(product, anId(purchase), quantity, at);
const giveBack =
  (purchase: number, quantity = 1, at = LATER): Move =>
  (product) =>
    returnStock(product, anId(purchase), quantity, at);
const adjust =
  (delta: number, reason = 'Delivery'): Move =>
  (product) =>
    adjustStock(product, delta, LATER, { reason });

describe('the stock history', () => {
  test('begins with the first stock', () => {
    expect(historyOf([aProduct()])).toEqual([
      { productId: anId(2), number: 1, kind: 'added', delta: 10, stock: 10, at: NOW },
    ]);
  });

  test('tells a single purchase by its id', () => {
    expect(historyOf(statesAfter([sell(3, 2)])).at(-1)).toEqual({
      productId: anId(2),
      number: 2,
      kind: 'sold',
      delta: -2,
      stock: 8,
      at: LATER,
      purchases: 1,
      purchaseId: anId(3),
    });
  });

  test('tells purchases of a day together, until something else happens', () => {
    const states = statesAfter([sell(3, 2, NOW), sell(4, 1), sell(5, 3), adjust(4), sell(6)]);
    expect(historyOf(states).slice(1)).toEqual([
      {
        productId: anId(2),
        number: 2,
        kind: 'sold',
        delta: -6,
        stock: 4,
        since: NOW,
        at: LATER,
        purchases: 3,
      },
      { productId: anId(2), number: 3, kind: 'adjusted', delta: 4, stock: 8, at: LATER, reason: 'Delivery' },
      {
        productId: anId(2),
        number: 4,
        kind: 'sold',
        delta: -1,
        stock: 7,
        at: LATER,
        purchases: 1,
        purchaseId: anId(6),
      },
    ]);
  });

  test('tells adjustments, sales and returns, and different days, one by one', () => {
    const states = statesAfter([adjust(1), adjust(1), sell(3), giveBack(3), sell(4), sell(5, 1, NEXT_DAY)]);
    expect(historyOf(states).map(({ kind, delta }) => [kind, delta])).toEqual([
      ['added', 10],
      ['adjusted', 1],
      ['adjusted', 1],
      ['sold', -1],
      ['returned', 1],
      ['sold', -1],
      ['sold', -1],
    ]);
  });

  test('tells parts of one purchase that come back one after the other as one return', () => {
    expect(historyOf(statesAfter([sell(3, 5), giveBack(3, 2), giveBack(3, 1)])).at(-1)).toMatchObject({
      delta: 3,
      purchases: 1,
      purchaseId: anId(3),
    });
  });

  test('has nothing to tell of other changes, nor from before it was kept', () => {
    const renamed = modifyProduct(aProduct(), { name: 'Elm Table' }, LATER);
    expect(stockChangePast(aProduct(), renamed)).toBeUndefined();
    const { lastStockChange: _, ...bare } = aProduct();
    expect(historyOf(statesAfter([sell(3)], bare))).toMatchObject([{ number: 1, kind: 'sold', stock: 9 }]);
  });

  test('adds up, whatever happens: each entry begins with the stock that the one before ended with', () => {
    const move: fc.Arbitrary<Move> = fc.oneof(
      fc
        .tuple(fc.integer({ min: 3, max: 6 }), fc.constantFrom(NOW, LATER, NEXT_DAY))
        .map(([id, at]) => sell(id, 1, at)),
      fc.integer({ min: 3, max: 6 }).map((id) => giveBack(id)),
      fc.integer({ min: 1, max: 9 }).map((delta) => adjust(delta)),
      fc.string().map(
        (name): Move =>
          (product) =>
            modifyProduct(product, { name }, LATER),
      ),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const states = statesAfter(moves, aProduct({ stock: 100 }));
        const history = historyOf(states);
        expect(history.map(({ number }) => number)).toEqual(history.map((_, index) => index + 1));
        const [first, ...others] = history as [PastStockChange, ...PastStockChange[]];
        let { stock } = first;
        for (const change of others) {
          stock += change.delta;
          expect(change.stock).toBe(stock);
        }
        expect(stock).toBe(states.at(-1)?.stock);
      }),
    );
  });
});
