import { checkPairs, checkStatistics } from './counts.ts';
import { checkEntities } from './entities.ts';
import { checkErasure } from './erasure.ts';
import { checkEvents } from './events.ts';
import { checkHistory } from './history.ts';
import { checkPurchases, checkStock } from './purchases.ts';
import { checkSearches } from './searches.ts';
import type { Shop } from './shop.ts';
import { checkStockHistory } from './stock-history.ts';

/** Compares everything that the API and the tables say with the ledger. @throws Violation */
export async function checkAtRest(shop: Shop): Promise<void> {
  await checkEntities(shop);
  const purchases = await checkPurchases(shop);
  await checkStock(shop, purchases);
  await checkStockHistory(shop, purchases);
  await checkPairs(shop, purchases);
  await checkStatistics(shop, purchases);
  await checkHistory(shop, purchases);
  await checkSearches(shop);
  checkErasure(shop);
  checkEvents(shop, purchases);
}
