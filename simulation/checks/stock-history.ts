import type { StockChangeView } from '../../contracts/catalog/shapes.ts';
import type { PurchaseView } from '../../contracts/purchases/shapes.ts';
import { pageOf, type Shop, same } from './shop.ts';

/** The stock history of each product has every change once, in order, and ends with what is in stock. */
export async function checkStockHistory(
  { world, ledger, api }: Shop,
  purchases: readonly PurchaseView[],
): Promise<void> {
  for (const { id: productId, mayBeRemoved: archived } of ledger.products.values()) {
    const history: StockChangeView[] = [];
    const query = pageOf(world);
    for await (const change of api.every('GET /products/{productId}/stock-changes', {
      path: { productId },
      query,
    })) {
      history.unshift(change);
    }
    const numbers = history.map((_, index) => index + 1);
    same(
      'the stock history has each entry once',
      productId,
      history.map(({ number }) => number),
      numbers,
    );
    let stock = 0;
    for (const change of history) {
      stock += change.delta;
      same('the stock history adds up', `${productId} ${change.number}`, change.stock, stock);
    }
    const { items } = await api('GET /products', { query: { ids: [productId], archived } });
    same('the stock history ends with the stock', productId, stock, items[0]?.stock);
    const own = purchases.filter((purchase) => purchase.productId === productId);
    const taken = own.filter(({ status }) => status !== 'rejected');
    same('the stock history has each purchase', productId, countOf(history, 'sold'), [
      taken.length,
      0 - sumOf(taken, 'quantity'),
    ]);
    const back = taken.filter(({ returned }) => returned > 0);
    same(
      'the stock history has each return',
      productId,
      countOf(history, 'returned')[1],
      sumOf(back, 'returned'),
    );
  }
}

/** How many purchases, and their units. */
function countOf(history: readonly StockChangeView[], kind: StockChangeView['kind']): [number, number] {
  const changes = history.filter((change) => change.kind === kind);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return [sum(changes.map(({ purchases = 0 }) => purchases)), sum(changes.map(({ delta }) => delta))];
}

const sumOf = (purchases: readonly PurchaseView[], field: 'quantity' | 'returned'): number =>
  purchases.reduce((sum, purchase) => sum + purchase[field], 0);
