import { expect, test } from 'vitest';
import { buildSystem } from '../load-system.ts';
import { anAssembly, shopResources } from '../testing/templates.ts';

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** The shop with a schedule that invokes its function. */
const aShop = (schedule: object = {}, permission: object = {}) =>
  anAssembly({
    Shop: {
      Resources: {
        ...shopResources(),
        Nightly: {
          Type: 'AWS::Events::Rule',
          Properties: {
            ScheduleExpression: 'rate(5 minutes)',
            Targets: [{ Id: 'Function', Arn: arnOf('Function') }],
            ...schedule,
          },
        },
        MayInvoke: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            Action: 'lambda:InvokeFunction',
            FunctionName: arnOf('Function'),
            Principal: 'events.amazonaws.com',
            SourceArn: arnOf('Nightly'),
            ...permission,
          },
        },
      },
    },
  });

test.each([
  ['rate(5 minutes)', 300],
  ['rate(1 hour)', 3_600],
  ['rate(2 days)', 172_800],
])(
  'a schedule with %s runs every %d seconds, and is no rule of a bus',
  (ScheduleExpression, everySeconds) => {
    const { schedules, rules, functions } = buildSystem(aShop({ ScheduleExpression }));
    expect(schedules).toMatchObject([
      { logicalId: 'Nightly', enabled: true, everySeconds, targets: [{ functionArn: functions[0]?.arn }] },
    ]);
    expect(rules.map(({ logicalId }) => logicalId)).toEqual(['Rule']);
  },
);

test('a schedule has the input of each target, parsed', () => {
  const target = { Id: 'Function', Arn: arnOf('Function') };
  const Targets = [
    { ...target, Input: '{"check":"stock"}' },
    { ...target, Id: 'Again' },
  ];
  const [schedule] = buildSystem(aShop({ Targets })).schedules;
  expect(schedule?.targets.map((each) => ('input' in each ? each.input : 'none'))).toEqual([
    { check: 'stock' },
    'none',
  ]);
});

test.each<[string, object, object, RegExp]>([
  [
    'an input that is not JSON',
    { Targets: [{ Id: 'Function', Arn: arnOf('Function'), Input: 'stock' }] },
    {},
    /Nightly: .*stock is not JSON/,
  ],
  [
    'an input for events',
    {
      EventPattern: { source: ['shop'] },
      Targets: [{ Id: 'Function', Arn: arnOf('Function'), Input: '{}' }],
    },
    {},
    /Nightly: .*Input is only supported for schedules/,
  ],
  [
    'another expression',
    { ScheduleExpression: 'cron(0 3 * * ? *)' },
    {},
    /Nightly: .*cron.*allowed: rate\(5 minutes\)/,
  ],
  ['a rate of nothing', { ScheduleExpression: 'rate(0 minutes)' }, {}, /rate\(0 minutes\) is not supported/],
  [
    'a target that is no function',
    { Targets: [{ Id: 'Queue', Arn: arnOf('Queue') }] },
    {},
    /Nightly: leads to .*; allowed: an AWS::Lambda::Function/,
  ],
  ['a permission of another rule', {}, { SourceArn: arnOf('Rule') }, /Nightly: no AWS::Lambda::Permission/],
  [
    'a permission of another service',
    {},
    { Principal: 's3.amazonaws.com' },
    /lets events\.amazonaws\.com invoke/,
  ],
])('%s stops the start', (_, schedule, permission, message) => {
  expect(() => buildSystem(aShop(schedule, permission))).toThrow(message);
});
