import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

const onDemand = {
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
} as const;

/**
 * Every kind of key: `things` by `id`, with indexes by `group` and number `score` (of which it has the `label`), and by
 * `slot`; `steps` by `holder` and `step`; `readings` by `meter` and number `at`; `blobs` by binary `hash`.
 */
export const TABLES: readonly CreateTableCommandInput[] = [
  {
    ...onDemand,
    TableName: 'things',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'group', AttributeType: 'S' },
      { AttributeName: 'score', AttributeType: 'N' },
      { AttributeName: 'slot', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-score',
        KeySchema: [
          { AttributeName: 'group', KeyType: 'HASH' },
          { AttributeName: 'score', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['label'] },
      },
      {
        IndexName: 'by-slot',
        KeySchema: [
          { AttributeName: 'slot', KeyType: 'HASH' },
          { AttributeName: 'id', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
  {
    ...onDemand,
    TableName: 'steps',
    KeySchema: [
      { AttributeName: 'holder', KeyType: 'HASH' },
      { AttributeName: 'step', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'holder', AttributeType: 'S' },
      { AttributeName: 'step', AttributeType: 'S' },
      { AttributeName: 'recency', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-recency',
        KeySchema: [
          { AttributeName: 'holder', KeyType: 'HASH' },
          { AttributeName: 'recency', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  {
    ...onDemand,
    TableName: 'readings',
    KeySchema: [
      { AttributeName: 'meter', KeyType: 'HASH' },
      { AttributeName: 'at', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'meter', AttributeType: 'S' },
      { AttributeName: 'at', AttributeType: 'N' },
    ],
  },
  {
    ...onDemand,
    TableName: 'blobs',
    KeySchema: [{ AttributeName: 'hash', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'hash', AttributeType: 'B' }],
  },
];

/** The names of a table's key attributes. */
export const keyNamesOf = (table: string): string[] =>
  (TABLES.find(({ TableName }) => TableName === table)?.KeySchema ?? []).map(({ AttributeName }) =>
    String(AttributeName),
  );
