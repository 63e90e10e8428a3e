import { z } from 'zod';
import { arn } from '../../aws/arn.ts';
import type { TableSpec } from '../../model.ts';
import { type Resource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const throughput = z.strictObject({ ReadCapacityUnits: z.number(), WriteCapacityUnits: z.number() });

const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).exactOptional(),
});

const capacityIgnored = {
  OnDemandThroughput: 'the local engine does not throttle',
  WarmThroughput: 'the local engine does not throttle',
  ContributorInsightsSpecification: 'a report of AWS',
};

const localIndex = z.strictObject({ IndexName: z.string(), KeySchema: keySchema, Projection: projection });

const globalIndex = localIndex.extend({
  ...withoutEffect(capacityIgnored),
  ProvisionedThroughput: throughput.exactOptional(),
});

const properties = z.strictObject({
  ...withoutEffect({
    ...capacityIgnored,
    ContributorInsightsEnabled: 'a report of AWS',
    DeletionProtectionEnabled: 'nothing deletes a local table',
    PointInTimeRecoverySpecification: 'there are no local backups',
    SSESpecification: 'local data is not encrypted at rest',
    TableClass: 'a price',
    Tags: 'a label',
  }),
  TableName: z.string().exactOptional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  BillingMode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']).default('PROVISIONED'),
  ProvisionedThroughput: throughput.exactOptional(),
  GlobalSecondaryIndexes: z.array(globalIndex).exactOptional(),
  LocalSecondaryIndexes: z.array(localIndex).exactOptional(),
  StreamSpecification: z
    .strictObject({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
    .exactOptional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string(), Enabled: z.boolean() })
    .exactOptional(),
});

// AWS labels a stream with the time it was switched on; here the same template always gives the same ARN.
const streamLabel = '2025-01-01T00:00:00.000';

export const table = resourceType({
  type: 'AWS::DynamoDB::Table',
  properties,
  identify: ({ name, property }) => {
    const ref = name('TableName', 255);
    const tableArn = arn('dynamodb', `table/${ref}`);
    const stream = property('StreamSpecification') !== undefined && {
      StreamArn: `${tableArn}/stream/${streamLabel}`,
    };
    return { ref, attributes: { Arn: tableArn, ...stream } };
  },
});

export function tableSpec({ logicalId, ref, attributes, properties }: Resource<Properties>): TableSpec {
  const { StreamSpecification, GlobalSecondaryIndexes, LocalSecondaryIndexes, ProvisionedThroughput } =
    properties;
  return {
    logicalId,
    name: ref,
    arn: attributes['Arn'] ?? '',
    ...(attributes['StreamArn'] !== undefined && { streamArn: attributes['StreamArn'] }),
    create: {
      TableName: ref,
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      BillingMode: properties.BillingMode,
      ...(ProvisionedThroughput && { ProvisionedThroughput }),
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(indexToCreate) }),
      ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
      ...(StreamSpecification && { StreamSpecification: { StreamEnabled: true, ...StreamSpecification } }),
    },
    ...(properties.TimeToLiveSpecification && { timeToLive: properties.TimeToLiveSpecification }),
  };
}

type Properties = z.output<typeof properties>;

function indexToCreate({
  IndexName,
  KeySchema,
  Projection,
  ProvisionedThroughput,
}: z.output<typeof globalIndex>) {
  return { IndexName, KeySchema, Projection, ...(ProvisionedThroughput && { ProvisionedThroughput }) };
}
