import { markOf } from '../shop/invent.ts';
import { must } from '../violation.ts';
import type { Shop } from './shop.ts';

/** No table has a personal value of a customer who was removed. */
export function checkErasure({ world, ledger }: Shop): void {
  const removed = [...ledger.customers.values()].filter(({ isRemoved }) => isRemoved);
  if (removed.length === 0) return;
  for (const { name } of world.model.tables) {
    const text = JSON.stringify(world.store.items(name)).toLowerCase();
    for (const { id, number } of removed) {
      must(
        !text.includes(markOf(number)),
        'a removed customer leaves no personal data',
        () => `${name}: ${id}`,
      );
    }
  }
}
