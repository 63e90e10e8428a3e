import { z } from 'zod';
import { arn } from '../../aws/arn.ts';
import type { BusSpec, RuleSpec, ScheduleSpec } from '../../model.ts';
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
  Name: z
    .string()
    .regex(/^(?!default$)[\w.-]{1,256}$/, 'a name of letters, digits, . - and _ that is not default'),
});

export const eventBus = resourceType({
  type: 'AWS::Events::EventBus',
  properties: busProperties,
  identify: ({ name }) => {
    const ref = name('Name', 256);
    return { ref, attributes: { Name: ref, Arn: arn('events', `event-bus/${ref}`) } };
  },
});

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3_600, day: 86_400 };

/** `rate(5 minutes)` in seconds. */
const rate = z.string().transform((expression, context): number => {
  const [, count = '', unit = ''] = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? 0);
  if (seconds > 0) return seconds;
  context.addIssue({
    code: 'custom',
    message: `${expression} is not supported here; allowed: rate(5 minutes)`,
  });
  return z.NEVER;
});

/** A constant event, as JSON. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: `${text} is not JSON` });
    return z.NEVER;
  }
});

/** The quotas of an account. */
const MAX_PATTERN_CHARACTERS = 2048;
const MAX_TARGETS = 5;

const ruleProperties = z
  .strictObject({
    ...withoutEffect({ Description: 'a label', Tags: 'a label' }),
    Name: z.string().exactOptional(),
    EventBusName: z.string().default(defaultBusName),
    EventPattern: z
      .record(z.string(), z.unknown())
      .refine(
        (pattern) => JSON.stringify(pattern).length <= MAX_PATTERN_CHARACTERS,
        `at most ${MAX_PATTERN_CHARACTERS} characters of JSON`,
      )
      .exactOptional(),
    ScheduleExpression: rate.exactOptional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z
      .array(
        z.strictObject({
          ...withoutEffect({ RetryPolicy: 'a local queue that fails once would fail again' }),
          Id: z.string(),
          Arn: z.string(),
          Input: json.exactOptional(),
          DeadLetterConfig: z.strictObject({ Arn: z.string() }).exactOptional(),
        }),
      )
      .max(MAX_TARGETS, `at most ${MAX_TARGETS} targets`)
      .refine(
        (targets) => new Set(targets.map(({ Id }) => Id)).size === targets.length,
        'an Id for each target',
      )
      .default([]),
  })
  .refine(
    ({ EventPattern, Targets }) =>
      EventPattern === undefined || Targets.every(({ Input }) => Input === undefined),
    'Input is only supported for schedules',
  );

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

type Rule = Resource<z.output<typeof ruleProperties>>;

/** A rule with a schedule expression; nothing for one without. */
export function scheduleSpecs({ logicalId, attributes, properties }: Rule): ScheduleSpec[] {
  const { ScheduleExpression, State, Targets } = properties;
  if (ScheduleExpression === undefined) return [];
  return [
    {
      logicalId,
      arn: attributes['Arn'] ?? '',
      enabled: State === 'ENABLED',
      everySeconds: ScheduleExpression,
      targets: Targets.map(({ Arn, Input }) => ({
        functionArn: Arn,
        ...(Input !== undefined && { input: Input }),
      })),
    },
  ];
}

/** A rule with an event pattern; nothing for one without. */
export function ruleSpecs({ logicalId, ref, attributes, properties }: Rule): RuleSpec[] {
  const { EventPattern } = properties;
  if (EventPattern === undefined) return [];
  const spec = {
    logicalId,
    name: ref.split('|').at(-1) ?? ref,
    arn: attributes['Arn'] ?? '',
    busName: busName(properties.EventBusName),
    enabled: properties.State === 'ENABLED',
    pattern: EventPattern,
    targets: properties.Targets.map(({ Id, Arn, DeadLetterConfig }) => ({
      id: Id,
      arn: Arn,
      ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.Arn }),
    })),
  };
  return [spec];
}

/** A rule names its bus by name or by ARN. */
function busName(nameOrArn: unknown): string {
  return typeof nameOrArn === 'string' ? (nameOrArn.split('/').at(-1) ?? nameOrArn) : defaultBusName;
}
