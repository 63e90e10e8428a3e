import { describe, expect, test } from 'vitest';
import { NotWrittenError } from '../../data/store.ts';
import type { BusSpec, RuleSpec } from '../../model.ts';
import { createEventBridge, type EventBridgeEvent } from './event-bus.ts';

const bus: BusSpec = {
  logicalId: 'Bus',
  name: 'shop',
  arn: 'arn:aws:events:eu-west-1:111122223333:event-bus/shop',
};
const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const mailArn = 'arn:aws:sqs:eu-west-1:111122223333:mails';

function aRule(changes: Partial<RuleSpec> = {}): RuleSpec {
  return {
    logicalId: 'OrdersRule',
    name: 'orders',
    arn: 'arn:aws:events:eu-west-1:111122223333:rule/shop/orders',
    busName: 'shop',
    enabled: true,
    pattern: { source: ['shop.orders'] },
    targets: [{ id: 'Target0', arn: queueArn }],
    ...changes,
  };
}

function anEntry(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const detail = JSON.stringify({ orderId: 'o-1' });
  return {
    Source: 'shop.orders',
    DetailType: 'OrderPlaced',
    Detail: detail,
    EventBusName: 'shop',
    ...changes,
  };
}

function anEventBridge(rules: readonly RuleSpec[] = [aRule()]) {
  const delivered: { target: string; event: EventBridgeEvent }[] = [];
  const events = createEventBridge({
    buses: [bus],
    rules,
    deliver: (target, event) => void delivered.push({ target, event }),
    now: () => new Date('2026-03-04T05:06:07.890Z'),
  });
  const putEvents = (...entries: unknown[]) => events.putEvents({ Entries: entries });
  return { events, delivered, putEvents };
}

describe('PutEvents', () => {
  test("delivers an event in EventBridge's envelope, with the id that it returns", async () => {
    const { delivered, putEvents } = anEventBridge();
    const { status, body } = await putEvents(anEntry());
    expect(status).toBe(200);
    expect(body).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: delivered[0]?.event.id }] });
    expect(delivered).toEqual([
      {
        target: queueArn,
        event: {
          version: '0',
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          'detail-type': 'OrderPlaced',
          source: 'shop.orders',
          account: '111122223333',
          time: '2026-03-04T05:06:07Z',
          region: 'eu-west-1',
          resources: [],
          detail: { orderId: 'o-1' },
        },
      },
    ]);
  });

  test('uses the time and the resources of the entry', async () => {
    const { delivered, putEvents } = anEventBridge();
    await putEvents(anEntry({ Time: 1700000000.5, Resources: ['arn:one'] }));
    expect(delivered[0]?.event).toMatchObject({ time: '2023-11-14T22:13:20Z', resources: ['arn:one'] });
  });

  test('delivers to every target of every enabled rule of the bus that matches', async () => {
    const { delivered, putEvents } = anEventBridge([
      aRule({
        targets: [
          { id: 'a', arn: queueArn },
          { id: 'b', arn: mailArn },
        ],
      }),
      aRule({ pattern: { 'detail-type': ['OrderPlaced'] }, targets: [{ id: 'c', arn: mailArn }] }),
      aRule({ pattern: { detail: { orderId: ['o-2'] } } }),
      aRule({ enabled: false }),
      aRule({ busName: 'other' }),
    ]);
    await putEvents(anEntry());
    expect(delivered.map(({ target }) => target)).toEqual([queueArn, mailArn, mailArn]);
  });

  test('finds a bus by its ARN, too', async () => {
    const { delivered, putEvents } = anEventBridge();
    await putEvents(anEntry({ EventBusName: bus.arn }));
    expect(delivered).toHaveLength(1);
  });

  test('accepts an event for a bus that does not exist, as on AWS, and delivers nothing', async () => {
    const { delivered, putEvents } = anEventBridge();
    const { body } = await putEvents(
      anEntry({ EventBusName: 'nowhere' }),
      anEntry({ EventBusName: undefined }),
    );
    expect(body['FailedEntryCount']).toBe(0);
    expect(delivered).toEqual([]);
  });

  test('rejects invalid entries one by one, and delivers the others', async () => {
    const { delivered, putEvents } = anEventBridge();
    const { status, body } = await putEvents(
      anEntry({ Source: undefined }),
      anEntry(),
      anEntry({ DetailType: '' }),
      anEntry({ Detail: undefined }),
      anEntry({ Detail: '{"orderId":' }),
      anEntry({ Detail: '["o-1"]' }),
      anEntry({ Source: 'aws.ec2' }),
    );
    const required = (name: string) =>
      `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
    expect(status).toBe(200);
    expect(body).toEqual({
      FailedEntryCount: 6,
      Entries: [
        { ErrorCode: 'InvalidArgument', ErrorMessage: required('Source') },
        { EventId: expect.any(String) },
        { ErrorCode: 'InvalidArgument', ErrorMessage: required('DetailType') },
        { ErrorCode: 'InvalidArgument', ErrorMessage: required('Detail') },
        { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
        { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
        { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' },
      ],
    });
    expect(delivered).toHaveLength(1);
  });

  test('accepts 1 to 10 entries', async () => {
    const { putEvents } = anEventBridge();
    expect(await putEvents()).toMatchObject({ status: 400, body: { __type: 'ValidationException' } });
    expect(await putEvents(...Array(10).fill(anEntry()))).toMatchObject({ status: 200 });
    expect(await putEvents(...Array(11).fill(anEntry()))).toMatchObject({ status: 400 });
  });

  test('accepts less than 1 MB per request', async () => {
    const { delivered, putEvents } = anEventBridge();
    const overhead = 'shop.orders'.length + 'OrderPlaced'.length + JSON.stringify({ text: '' }).length;
    const sized = (bytes: number) =>
      anEntry({ Detail: JSON.stringify({ text: 'x'.repeat(bytes - overhead) }) });
    expect(await putEvents(sized(1024 * 1024 - 1))).toMatchObject({ status: 200 });
    expect(await putEvents(sized(1024 * 512), sized(1024 * 512))).toMatchObject({
      status: 400,
      body: { message: 'Total size of the entries in the request is over the limit.' },
    });
    expect(delivered).toHaveLength(1);
  });

  test('rejects a malformed request', async () => {
    const { events, putEvents } = anEventBridge();
    expect(await putEvents(anEntry({ Detail: { orderId: 'o-1' } }))).toMatchObject({
      status: 400,
      body: { __type: 'SerializationException' },
    });
    expect(await events.putEvents(undefined)).toMatchObject({ status: 400 });
  });
});

describe('an event that cannot be delivered to a target', () => {
  const deadLetterArn = 'arn:aws:sqs:eu-west-1:111122223333:undelivered';
  const targets = [
    { id: 'a', arn: queueArn, deadLetterArn },
    { id: 'b', arn: mailArn, deadLetterArn },
  ];

  /** An event bus that cannot deliver to the queue `orders`. */
  function withoutOrders(rule: RuleSpec) {
    const delivered: unknown[][] = [];
    const events = createEventBridge({
      buses: [bus],
      rules: [rule],
      deliver: async (target, event, attributes) => {
        if (target === queueArn) throw new Error('The queue is gone.');
        delivered.push([target, event.detail, attributes]);
      },
    });
    return { delivered, put: () => events.putEvents({ Entries: [anEntry()] }) };
  }

  test('ends in the dead-letter queue of that target, with the reason, and reaches the other targets', async () => {
    const { delivered, put } = withoutOrders(aRule({ targets }));
    expect(await put()).toMatchObject({ status: 200, body: { FailedEntryCount: 0 } });
    const detail = { orderId: 'o-1' };
    expect(delivered).toHaveLength(2);
    expect(delivered).toContainEqual([mailArn, detail, undefined]);
    expect(delivered).toContainEqual([
      deadLetterArn,
      detail,
      {
        RULE_ARN: 'arn:aws:events:eu-west-1:111122223333:rule/shop/orders',
        TARGET_ARN: queueArn,
        ERROR_CODE: 'SDK_CLIENT_ERROR',
        ERROR_MESSAGE: 'The queue is gone.',
      },
    ]);
  });

  test('makes the request fail if there is no dead-letter queue', async () => {
    await expect(withoutOrders(aRule()).put()).rejects.toThrow('The queue is gone.');
  });
});

test('an unsupported pattern makes the start fail and names the rule, even if it is disabled', () => {
  const rule = aRule({ logicalId: 'BadRule', pattern: { source: [{ regex: '.*' }] }, enabled: false });
  expect(() => anEventBridge([rule])).toThrow('BadRule: source: the operator regex is not supported');
});

test('while nothing can be kept, PutEvents fails with 500, and no event goes to a dead-letter queue', async () => {
  const targets: string[] = [];
  const { apis } = createEventBridge({
    buses: [bus],
    rules: [aRule({ targets: [{ id: 'Target0', arn: queueArn, deadLetterArn: mailArn }] })],
    async deliver(target) {
      targets.push(target);
      throw new NotWrittenError('database or disk is full');
    },
  });
  const request = {
    operation: 'PutEvents',
    headers: {},
    body: Buffer.of(),
    signal: AbortSignal.timeout(1000),
  };
  const answer = await apis[0]?.handle({ ...request, parameters: { Entries: [anEntry()] } });
  expect(answer?.status).toBe(500);
  expect(targets).toEqual([queueArn]);
});
