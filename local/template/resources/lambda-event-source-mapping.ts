import { z } from 'zod';
import { arn } from '../../aws/arn.ts';
import type { EventSourceSpec } from '../../model.ts';
import { generatedId } from '../names.ts';
import { type Resource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';
import { checkKindOfSource, isStream } from './event-source-rules.ts';
import { functionArn } from './lambda-function.ts';

/** Lambda's quotas for one mapping, and for one pattern. */
const MAX_FILTERS = 5;
const MAX_PATTERN_CHARACTERS = 4096;

const filterPattern = z
  .string()
  .max(MAX_PATTERN_CHARACTERS, `at most ${MAX_PATTERN_CHARACTERS} characters`)
  .transform((json, context): Record<string, unknown> => {
    try {
      return z.record(z.string(), z.unknown()).parse(JSON.parse(json));
    } catch {
      context.addIssue({ code: 'custom', message: `${json} is not an event pattern in JSON` });
      return z.NEVER;
    }
  });

const mappingProperties = z
  .strictObject({
    ...withoutEffect({
      KmsKeyArn: 'local filters are not encrypted at rest',
      MetricsConfig: 'there is no local CloudWatch',
      Tags: 'a label',
    }),
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    // A local table starts empty, so its oldest and its next record are the same.
    StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).exactOptional(),
    // A speed: batches of one key stay in order either way.
    ParallelizationFactor: z.number().int().min(1).max(10).exactOptional(),
    Enabled: z.boolean().default(true),
    BatchSize: z.number().int().min(1).max(10_000).exactOptional(),
    MaximumBatchingWindowInSeconds: z.number().int().min(0).max(300).exactOptional(),
    FunctionResponseTypes: z
      .array(z.literal('ReportBatchItemFailures'))
      .max(1, 'ReportBatchItemFailures once')
      .default([]),
    FilterCriteria: z
      .strictObject({
        Filters: z
          .array(z.strictObject({ Pattern: filterPattern }))
          .max(MAX_FILTERS, `at most ${MAX_FILTERS} filters`)
          .default([]),
      })
      .exactOptional(),
    BisectBatchOnFunctionError: z.boolean().exactOptional(),
    MaximumRecordAgeInSeconds: z
      .number()
      .int()
      .refine((age) => age === -1 || (age >= 60 && age <= 604_800), '-1, or 60 to 604800')
      .exactOptional(),
    MaximumRetryAttempts: z.number().int().min(-1).max(10_000).exactOptional(),
    DestinationConfig: z
      .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).exactOptional() })
      .exactOptional(),
    ScalingConfig: z
      .strictObject({ MaximumConcurrency: z.number().int().min(2).max(1000).exactOptional() })
      .exactOptional(),
  })
  .superRefine(checkKindOfSource);

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
    maximumBatchingWindowSeconds: properties.MaximumBatchingWindowInSeconds ?? 0,
    reportBatchItemFailures: properties.FunctionResponseTypes.length > 0,
    filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern),
    bisectBatchOnError: properties.BisectBatchOnFunctionError ?? false,
    maximumRecordAgeSeconds: properties.MaximumRecordAgeInSeconds ?? -1,
    maximumRetryAttempts: properties.MaximumRetryAttempts ?? -1,
    ...(onFailureArn !== undefined && { onFailureArn }),
    ...(maximumConcurrency !== undefined && { maximumConcurrency }),
  };
}
