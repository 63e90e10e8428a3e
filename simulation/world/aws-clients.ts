import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Call } from './calls.ts';

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
