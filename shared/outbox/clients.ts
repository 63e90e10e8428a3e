import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';

/** A call that hangs must not cost the whole invocation. */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 4_000 };

/** The bus, and the queues for what cannot be published, as a publisher reaches them. */
export const outboxClients = {
  bus: new EventBridgeClient({ requestHandler }),
  // A queue's URL names AWS's host, wherever the queue is.
  queues: new SQSClient({ requestHandler, useQueueUrlAsEndpoint: false }),
} as const;
