import {
  type GetQueueAttributesCommandInput,
  type ReceiveMessageCommandInput,
  SQS,
} from '@aws-sdk/client-sqs';
import { onTestFinished } from 'vitest';
import { noStore } from '../../../data/store.ts';
import { awsEndpoint } from '../../../endpoint/aws-endpoint.ts';
import { asAwsError } from '../../../endpoint/aws-errors.ts';
import { openLoopbackServer } from '../../../http/loopback-server.ts';
import { Activity } from '../../activity.ts';
import type { Deliver } from '../../invoke.ts';
import { createSqs, type SqsProps } from '../sqs.ts';

/** SQS at its own endpoint, with an SDK client, until the current test ends. */
export async function aQueueService(
  props: Pick<SqsProps, 'queues'> & Partial<SqsProps>,
  invoke: Deliver = async () => ({ ok: true, payload: null }),
) {
  const server = await openLoopbackServer(0, { wording: asAwsError });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const activity = new Activity();
  const sqs = createSqs({
    eventSources: [],
    rules: [],
    activity,
    invoke,
    endpoint,
    store: noStore,
    ...props,
  });
  const credentials = new Map([['local', { caller: 'developer' as const, secretAccessKey: 'secret' }]]);
  server.serve([awsEndpoint({ apis: sqs.apis, roles: [], credentials })]);
  await sqs.start();
  const client = new SQS({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    client.destroy();
    await sqs.close();
    await server.close();
  });
  const QueueUrl = `${endpoint}/000000000000/orders`;
  const receive = async (changes: Partial<ReceiveMessageCommandInput> = {}) =>
    (await client.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, ...changes })).Messages ?? [];
  const attributes = async (
    ...AttributeNames: NonNullable<GetQueueAttributesCommandInput['AttributeNames']>
  ) => (await client.getQueueAttributes({ QueueUrl, AttributeNames })).Attributes;
  return { activity, attributes, client, endpoint, QueueUrl, receive, server, sqs };
}
