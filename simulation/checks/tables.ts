import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Rows } from '../../scripts/derived/rows.ts';
import { reconcile } from '../../scripts/reconcile/reconcile.ts';
import { tableNamesIn } from '../../scripts/running/find-tables.ts';
import { require } from '../violation.ts';
import type { World } from '../world/world.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));

/** Compares all tables with each other, as `npm run reconcile` does. @throws Violation */
export async function checkTables({ world }: { readonly world: World }): Promise<void> {
  const names = world.model.tables.map(({ name }) => name);
  const prefix =
    /^.*?-(?=Customer-)/.exec(names.find((name) => name.includes('-Customer-')) ?? '')?.[0] ?? '';
  const found = await reconcile(new Rows(client, tableNamesIn(names, prefix)), () => {});
  require(found.length === 0, 'the tables agree', () =>
    found
      .slice(0, 3)
      .map(({ check, text }) => `${check.name}: ${text}`)
      .join('; '));
}
