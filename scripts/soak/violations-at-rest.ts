import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { reconcile } from '../../functions/operations/comparison/reconcile.ts';
import { awsAccessOf, stackPrefixOf } from '../running/aws-access.ts';
import { openRows } from '../running/open-rows.ts';
import type { Place } from '../running/place.ts';
import type { RestartedSystem } from './restarted-system.ts';

const QUIET_MS = 300_000;

/** Waits until nothing is left to handle; returns dead letters, and what `npm run reconcile` finds. */
export async function violationsAtRest({ url, port }: RestartedSystem): Promise<string[]> {
  // biome-ignore lint/style/noRestrictedGlobals: these addresses are the runtime's, not the API's.
  const local = async (path: string) => (await fetch(`${url}/_local/${path}`)).json();
  const { idle } = (await local(`idle?timeoutMs=${QUIET_MS}`)) as { idle?: boolean };
  const { items } = (await local('dead-letters')) as { items: unknown[] };
  const place: Place = { kind: 'local', port };
  const dynamodb = new DynamoDBClient(awsAccessOf(place));
  const differences = await reconcile(await openRows(dynamodb, stackPrefixOf(place)), () => {});
  dynamodb.destroy();
  return [
    ...(idle ? [] : [`Something is still left to handle after ${QUIET_MS / 1000} seconds.`]),
    ...items.map((item) => `There is a dead letter: ${JSON.stringify(item)}`),
    ...differences.map(({ check, text }) => `npm run reconcile: ${check.name}: ${text}.`),
  ];
}
