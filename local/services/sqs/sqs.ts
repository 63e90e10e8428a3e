import { NotWrittenError } from '../../data/store.ts';
import { type AwsRequest, type AwsResponse, jsonResponse } from '../aws-api.ts';
import type { Deliver } from '../invoke.ts';
import type { LocalService } from '../local-service.ts';
import { type SqsOperation, sqsApi } from './api.ts';
import type { Call } from './calls/call.ts';
import {
  changeMessageVisibility,
  changeMessageVisibilityBatch,
  deleteMessage,
  deleteMessageBatch,
} from './calls/in-flight.ts';
import { getQueueAttributes, getQueueUrl, listQueues, purgeQueue } from './calls/queue-info.ts';
import { receiveMessage } from './calls/receive.ts';
import { sendMessage, sendMessageBatch } from './calls/send.ts';
import { internalError, SqsError } from './errors.ts';
import { QueueSource } from './queue-source.ts';
import { type DeadLetter, Queues, type QueuesProps } from './queues.ts';

export interface SqsProps extends QueuesProps {
  readonly invoke: Deliver;
  /** The URL of the AWS endpoint, with which queues' URLs begin. */
  readonly endpoint: string;
}

/** SQS with the template's queues, and the event source mappings that read them. */
export interface Sqs extends LocalService {
  /**
   * Sends a message for another service, with attributes of type `String`, and resolves once it is kept.
   * @throws Error when there is no such queue, NotWrittenError when the message cannot be kept
   */
  send(queueArn: string, body: string, attributes?: Readonly<Record<string, string>>): Promise<void>;
  deadLetters(): readonly DeadLetter[];
}

const calls: Readonly<Record<SqsOperation, Call>> = {
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  GetQueueAttributes: getQueueAttributes,
  GetQueueUrl: getQueueUrl,
  ListQueues: listQueues,
  PurgeQueue: purgeQueue,
  ReceiveMessage: receiveMessage,
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
};

/** The calls that change nothing. */
const READING: ReadonlySet<string> = new Set(['GetQueueAttributes', 'GetQueueUrl', 'ListQueues']);

export function createSqs(props: SqsProps): Sqs {
  const queues = new Queues(props);
  const closing = new AbortController();
  const sources: QueueSource[] = [];

  async function handle({ operation, parameters, signal }: AwsRequest): Promise<AwsResponse> {
    const context = {
      queues,
      root: `${props.endpoint}/`,
      signal: AbortSignal.any([signal, closing.signal]),
    };
    try {
      const result = await calls[operation as SqsOperation](parameters, context);
      if (!READING.has(operation)) await props.store.saved();
      return jsonResponse(200, result);
    } catch (error) {
      if (error instanceof SqsError) return error.response;
      if (error instanceof NotWrittenError) return internalError;
      throw error;
    }
  }

  return {
    name: 'SQS',
    apis: [{ ...sqsApi, handle }],
    async start() {
      const arns = new Set(props.queues.map(({ arn }) => arn));
      for (const spec of props.eventSources) {
        if (!arns.has(spec.sourceArn)) continue;
        sources.push(new QueueSource({ spec, queue: queues.queue(spec.sourceArn), invoke: props.invoke }));
      }
      queues.restore();
    },
    async reset() {
      queues.reset();
    },
    async close() {
      closing.abort();
      for (const source of sources) source.close();
    },
    async send(queueArn, body, attributes) {
      await queues.send(queueArn, body, attributes);
    },
    deadLetters: () => queues.deadLetters(),
  };
}
