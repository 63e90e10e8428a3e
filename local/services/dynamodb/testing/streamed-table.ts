import { onTestFinished } from 'vitest';
import { noStore } from '../../../data/store.ts';
import type { EventSourceSpec } from '../../../model.ts';
import { Activity } from '../../activity.ts';
import type { InvokeResult } from '../../invoke.ts';
import { createDynamoDb, type DynamoDbProps } from '../dynamodb.ts';
import { aStreamEventSource, aTable } from './tables.ts';

export interface StreamEvent {
  readonly Records: readonly {
    readonly eventID: string;
    readonly eventName: string;
    readonly dynamodb: {
      readonly SequenceNumber: string;
      readonly Keys: { readonly id: { readonly S: string } };
    };
  }[];
}
type Answer = (event: StreamEvent, invocation: number) => InvokeResult | Promise<InvokeResult>;

export const succeeded: InvokeResult = { ok: true, payload: null };
export const crashed: InvokeResult = { ok: false, error: { type: 'Error', message: 'boom' } };
export const failureQueue = 'arn:aws:sqs:eu-west-1:111122223333:stream-failures';

export const ids = ({ Records }: StreamEvent) => Records.map((record) => record.dynamodb.Keys.id.S).join('');

/** Reports the records of these items as failed. */
export function failing(...items: string[]): Answer {
  return ({ Records }) => {
    const failed = Records.filter((record) => items.includes(record.dynamodb.Keys.id.S));
    const batchItemFailures = failed.map((record) => ({ itemIdentifier: record.dynamodb.SequenceNumber }));
    return { ok: true, payload: { batchItemFailures } };
  };
}

/** DynamoDB with the table `orders` and one function that reads its stream, until the current test ends. */
export async function aStreamedTable(
  answer: Answer,
  changes: Partial<EventSourceSpec> = {},
  options: Partial<Pick<DynamoDbProps, 'onRestart' | 'now' | 'folder' | 'store' | 'tables'>> = {},
) {
  const activity = new Activity();
  const events: StreamEvent[] = [];
  const sent: { queueArn: string; body: Record<string, unknown> }[] = [];
  const dynamodb = createDynamoDb({
    tables: [aTable(), aTable('customers')],
    eventSources: [aStreamEventSource(changes)],
    invoke: async (_functionArn, event) => {
      events.push(event as StreamEvent);
      return answer(event as StreamEvent, events.length);
    },
    activity,
    async sendToQueue(queueArn, body) {
      sent.push({ queueArn, body: JSON.parse(body) });
    },
    store: noStore,
    backoffMs: () => 1,
    onRestart: () => {},
    ...options,
  });
  onTestFinished(() => dynamodb.close());
  await dynamodb.start();
  const [api] = dynamodb.apis;
  if (api === undefined) throw new Error('DynamoDB has no API');
  const { signal } = new AbortController();
  const call = async (operation: string, input: object) => {
    const headers = {
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-date': '20260102T030405Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260102/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    };
    const parameters = { ...input };
    const request = { operation, parameters, headers, body: Buffer.from(JSON.stringify(input)), signal };
    const { status, body } = await api.handle(request);
    return { status, body: JSON.parse(body.toString()) };
  };
  const put = (id: string, item: object = {}) =>
    call('PutItem', { TableName: 'orders', Item: { id: { S: id }, ...item } });
  /** Writes the items in one transaction, so that they arrive in one batch. */
  const putAll = (...items: string[]) => {
    const puts = items.map((id) => ({ Put: { TableName: 'orders', Item: { id: { S: id } } } }));
    return call('TransactWriteItems', { TransactItems: puts });
  };
  const resume = () => dynamodb.resume?.();
  const settled = () => activity.whenIdle(5000);
  return { activity, call, dynamodb, events, put, putAll, resume, sent, settled };
}
