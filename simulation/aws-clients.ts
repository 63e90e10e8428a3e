import { Metrics } from '@aws-lambda-powertools/metrics';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Call } from './world/calls.ts';

const clients = {
  DynamoDB: DynamoDBDocumentClient,
  EventBridge: EventBridgeClient,
  Lambda: LambdaClient,
  SQS: SQSClient,
} as const;

let answerer: ((call: Call) => Promise<unknown>) | undefined;

/** Who answers the calls of all AWS clients of this process from now on. */
export function answerCalls(answer: (call: Call) => Promise<unknown>): void {
  answerer = answer;
}

/** Makes the AWS clients of this process ask {@link answerCalls} instead of AWS. */
export function replaceAwsClients(): void {
  for (const [service, client] of Object.entries(clients)) {
    const send = async (command: { readonly input: object }) => {
      if (answerer === undefined) throw new Error(`${service} was called outside a run`);
      const { input, constructor: kind } = command;
      return answerer({ service: service as Call['service'], command: kind.name, input });
    };
    Object.defineProperty(client.prototype, 'send', { value: send, configurable: true });
  }
}

/** Metrics are written for AWS alone; writing each into a console of its own takes a tenth of a run. */
export function silenceMetrics(): void {
  const silent = { addDimension: () => silent, addMetric: () => silent };
  Object.defineProperty(Metrics.prototype, 'singleMetric', { value: () => silent });
}
