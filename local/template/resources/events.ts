import { z } from 'zod';
import { arn } from '../../aws/arn.ts';
import type { BusSpec, RuleSpec } from '../../model.ts';
import { type Resource, resourceType } from '../resource-type.ts';
import { withoutEffect } from '../without-effect.ts';

/** The bus that every account has without declaring it. */
export const defaultBusName = 'default';

const busProperties = z.strictObject({
  ...withoutEffect({
    DeadLetterConfig: 'is for events that cannot be decrypted; local ones are not encrypted',
    Description: 'a label',
    KmsKeyIdentifier: 'local events are not encrypted at rest',
    LogConfig: 'logs of AWS',
    Tags: 'a label',
  }),
  Name: z.string(),
});

export const eventBus = resourceType({
  type: 'AWS::Events::EventBus',
  properties: busProperties,
  identify: ({ name }) => {
    const ref = name('Name', 256);
    return { ref, attributes: { Name: ref, Arn: arn('events', `event-bus/${ref}`) } };
  },
});

const ruleProperties = z.strictObject({
  ...withoutEffect({ Description: 'a label', Tags: 'a label' }),
  Name: z.string().exactOptional(),
  EventBusName: z.string().default(defaultBusName),
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z
    .array(
      z.strictObject({
        ...withoutEffect({ RetryPolicy: 'a local queue that fails once would fail again' }),
        Id: z.string(),
        Arn: z.string(),
        DeadLetterConfig: z.strictObject({ Arn: z.string() }).exactOptional(),
      }),
    )
    .default([]),
});

export const rule = resourceType({
  type: 'AWS::Events::Rule',
  properties: ruleProperties,
  identify: ({ name, property }) => {
    const ruleName = name('Name', 64);
    const bus = busName(property('EventBusName'));
    const onBus = bus === defaultBusName ? '' : `${bus}/`;
    // AWS refers to a rule of a custom bus as `bus|rule`.
    const ref = bus === defaultBusName ? ruleName : `${bus}|${ruleName}`;
    return { ref, attributes: { Arn: arn('events', `rule/${onBus}${ruleName}`) } };
  },
});

export function busSpec({ logicalId, ref, attributes }: Resource<z.output<typeof busProperties>>): BusSpec {
  return { logicalId, name: ref, arn: attributes['Arn'] ?? '' };
}

export function ruleSpec({
  logicalId,
  ref,
  attributes,
  properties,
}: Resource<z.output<typeof ruleProperties>>): RuleSpec {
  return {
    logicalId,
    name: ref.split('|').at(-1) ?? ref,
    arn: attributes['Arn'] ?? '',
    busName: busName(properties.EventBusName),
    enabled: properties.State === 'ENABLED',
    pattern: properties.EventPattern,
    targets: properties.Targets.map(({ Id, Arn, DeadLetterConfig }) => ({
      id: Id,
      arn: Arn,
      ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }),
    })),
  };
}

/** A rule names its bus by name or by ARN. */
function busName(nameOrArn: unknown): string {
  return typeof nameOrArn === 'string' ? (nameOrArn.split('/').at(-1) ?? nameOrArn) : defaultBusName;
}
