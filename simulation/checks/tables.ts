import { reconcile } from '../../functions/operations/comparison/reconcile.ts';
import { Rows } from '../../functions/operations/derived/rows.ts';
import { tableClient, tableNames } from '../tables.ts';
import { must } from '../violation.ts';
import type { World } from '../world/world.ts';

/** Compares all tables with each other, as `npm run reconcile` does. @throws Violation */
export async function checkTables({ world }: { readonly world: World }): Promise<void> {
  const found = await reconcile(new Rows(tableClient, tableNames(world)), () => {});
  must(found.length === 0, 'the tables agree', () =>
    found
      .slice(0, 3)
      .map(({ check, text }) => `${check.name}: ${text}`)
      .join('; '),
  );
}
