import { isDeepStrictEqual } from 'node:util';
import {
  type CreateTableCommandInput,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexUpdate,
  type KeySchemaElement,
  type Projection,
  type TableDescription,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../../model.ts';

/** A kept table cannot become what the template says; the message says why, and what to do. */
export class TableChangedError extends Error {
  override readonly name = 'TableChangedError';
}

/** Brings a table that was kept up to date with the template. @throws TableChangedError if it cannot be */
export async function updateTable(
  client: DynamoDBClient,
  kept: TableDescription,
  spec: TableSpec,
): Promise<void> {
  refuseOtherKeys(kept, spec);
  // The engine takes one kind of change at a time.
  for (const changes of [...indexChanges(kept, spec.create), ...streamChanges(kept, spec.create)]) {
    await client.send(new UpdateTableCommand({ TableName: spec.name, ...changes }));
  }
  await updateTimeToLive(client, spec);
}

function refuseOtherKeys(kept: TableDescription, { logicalId, name, create }: TableSpec): void {
  const parts = [
    ['key', keyOf(kept, kept), keyOf(create, create)],
    ['local indexes', localIndexesOf(kept), localIndexesOf(create)],
  ] as const;
  for (const [part, before, now] of parts) {
    if (before === now) continue;
    throw new TableChangedError(
      `The table ${logicalId} (${name}) was kept with another ${part}: ${before || 'none'}, now ${now || 'none'}. ` +
        'That cannot be changed once a table has items. Start with an empty folder (--data DIR), or use the version ' +
        'of the system that wrote this one.',
    );
  }
}

/** Of a table, an index, or their descriptions. */
interface Keyed {
  readonly KeySchema?: readonly KeySchemaElement[] | undefined;
  readonly Projection?: Projection | undefined;
}

type Definitions = Pick<TableDescription, 'AttributeDefinitions'>;

/** `customerId (S), productId (S)` */
function keyOf({ KeySchema = [] }: Keyed, { AttributeDefinitions = [] }: Definitions): string {
  const typeOf = (name?: string) =>
    AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  return KeySchema.map(({ AttributeName }) => `${AttributeName} (${typeOf(AttributeName)})`).join(', ');
}

function localIndexesOf(table: TableDescription | CreateTableCommandInput): string {
  const indexes = table.LocalSecondaryIndexes ?? [];
  return indexes
    .map((index) => `${index.IndexName}: ${keyOf(index, table)}`)
    .toSorted()
    .join('; ');
}

type Changes = Omit<UpdateTableCommandInput, 'TableName'>;

/** Deletes indexes that are gone or different, and then creates those that are new or different. */
function indexChanges(kept: TableDescription, create: CreateTableCommandInput): Changes[] {
  const before = new Map(kept.GlobalSecondaryIndexes?.map((index) => [index.IndexName, index]));
  const now = new Map(create.GlobalSecondaryIndexes?.map((index) => [index.IndexName, index]));
  const same = (name: string | undefined): boolean =>
    isDeepStrictEqual(essence(before.get(name), kept), essence(now.get(name), create));
  const deleted = [...before.keys()].filter((name) => !same(name));
  const created = [...now.entries()].filter(([name]) => !same(name));
  const updates: GlobalSecondaryIndexUpdate[] = [
    ...deleted.map((IndexName) => ({ Delete: { IndexName } })),
    ...created.map(([, { IndexName, KeySchema, Projection }]) => ({
      Create: { IndexName, KeySchema, Projection },
    })),
  ];
  const { AttributeDefinitions } = create;
  return updates.map((update) => ({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [update] }));
}

function essence(index: Keyed | undefined, table: Definitions) {
  if (index === undefined) return undefined;
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection ?? {};
  return { key: keyOf(index, table), ProjectionType, attributes: [...NonKeyAttributes].toSorted() };
}

/** A stream with another view begins anew. */
function streamChanges(kept: TableDescription, create: CreateTableCommandInput): Changes[] {
  const before = kept.StreamSpecification?.StreamEnabled
    ? kept.StreamSpecification.StreamViewType
    : undefined;
  const now = create.StreamSpecification?.StreamEnabled
    ? create.StreamSpecification.StreamViewType
    : undefined;
  if (before === now) return [];
  return [
    ...(before === undefined ? [] : [{ StreamSpecification: { StreamEnabled: false } }]),
    ...(now === undefined ? [] : [{ StreamSpecification: { StreamEnabled: true, StreamViewType: now } }]),
  ];
}

async function updateTimeToLive(client: DynamoDBClient, { name, timeToLive }: TableSpec): Promise<void> {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  const before = TimeToLiveDescription?.AttributeName;
  const now = timeToLive?.Enabled ? timeToLive.AttributeName : undefined;
  if (before === now) return;
  const set = (AttributeName: string, Enabled: boolean) =>
    client.send(
      new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { AttributeName, Enabled } }),
    );
  if (before !== undefined) await set(before, false);
  if (now !== undefined) await set(now, true);
}
