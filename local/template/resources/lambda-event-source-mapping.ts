import { z } from 'zod';
import { arn } from '../../aws/arn.ts';
import type { EventSourceSpec } from '../../model.ts';
import { generatedId } from '../names.ts';
import { type Resource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';
import { functionArn } from './lambda-function.ts';

const filterPattern = z.string().transform((json, context): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(json));
  } catch {
    context.addIssue({ code: 'custom', message: `${json} is not an event pattern in JSON` });
    return z.NEVER;
  }
});

const mappingProperties = z.strictObject({
  ...withoutEffect({
    KmsKeyArn: 'local filters are not encrypted at rest',
    MetricsConfig: 'there is no local CloudWatch',
    ParallelizationFactor: 'a speed: batches of one key stay in order either way',
    StartingPosition: 'a local table starts empty, so its oldest and its next record are the same',
    Tags: 'a label',
  }),
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().int().min(1).max(10_000).exactOptional(),
  MaximumBatchingWindowInSeconds: z.number().int().min(0).max(300).default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z
    .strictObject({ Filters: z.array(z.strictObject({ Pattern: filterPattern })).default([]) })
    .exactOptional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRecordAgeInSeconds: z.union([z.literal(-1), z.number().int().min(60).max(604_800)]).default(-1),
  MaximumRetryAttempts: z.number().int().min(-1).max(10_000).default(-1),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).exactOptional() })
    .exactOptional(),
  ScalingConfig: z
    .strictObject({ MaximumConcurrency: z.number().int().min(2).max(1000).exactOptional() })
    .exactOptional(),
});

export const eventSourceMapping = resourceType({
  type: 'AWS::Lambda::EventSourceMapping',
  properties: mappingProperties,
  identify: ({ stackName, logicalId }) => {
    const ref = generatedId(stackName, logicalId, 20);
    return {
      ref,
      attributes: { Id: ref, EventSourceMappingArn: arn('lambda', `event-source-mapping:${ref}`) },
    };
  },
});

export function eventSourceSpec({
  logicalId,
  properties,
}: Resource<z.output<typeof mappingProperties>>): EventSourceSpec {
  const { EventSourceArn, DestinationConfig, ScalingConfig } = properties;
  const onFailureArn = DestinationConfig?.OnFailure?.Destination;
  const maximumConcurrency = ScalingConfig?.MaximumConcurrency;
  return {
    logicalId,
    functionArn: functionArn(properties.FunctionName),
    sourceArn: EventSourceArn,
    enabled: properties.Enabled,
    batchSize: properties.BatchSize ?? (isStream(EventSourceArn) ? 100 : 10),
    maximumBatchingWindowSeconds: properties.MaximumBatchingWindowInSeconds,
    reportBatchItemFailures: properties.FunctionResponseTypes.length > 0,
    filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern),
    bisectBatchOnError: properties.BisectBatchOnFunctionError,
    maximumRecordAgeSeconds: properties.MaximumRecordAgeInSeconds,
    maximumRetryAttempts: properties.MaximumRetryAttempts,
    ...(onFailureArn !== undefined && { onFailureArn }),
    ...(maximumConcurrency !== undefined && { maximumConcurrency }),
  };
}

/** Whether an event source is a table's stream; the other kind is a queue. */
export function isStream(sourceArn: string): boolean {
  return sourceArn.includes(':dynamodb:');
}
