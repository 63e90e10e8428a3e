import { Duration } from 'aws-cdk-lib';
import { type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EventContract } from '../../contracts/definition/define-event.ts';
import { ServiceFunction } from './service-function.ts';

export interface EventConsumerProps {
  readonly service: string;
  readonly description: string;
  readonly bus: IEventBus;
  /** The events to consume, from any source. */
  readonly events: readonly EventContract[];
  readonly environment: Readonly<Record<string, string>>;
  /** The maximum number of concurrent invocations, at least 2 (Lambda's limit). Default 2. */
  readonly maxConcurrency?: number | undefined;
}

const TIMEOUT = Duration.seconds(20);

/** How often an event is received before it is a dead letter. */
const MAX_RECEIVES = 5;

/**
 * Rule → queue → Lambda, for the events of one consumer. Events that the rule cannot deliver and events that the
 * function cannot handle end in the same dead-letter queue: both have the form in which the rule sends them, so
 * both can be redriven to the consumer's queue.
 */
export class EventConsumer extends Construct {
  readonly function: ServiceFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly rule: Rule;

  constructor(scope: Construct, id: string, props: EventConsumerProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    this.queue = new Queue(this, 'Queue', {
      // AWS recommends six times the function's timeout.
      visibilityTimeout: Duration.seconds(TIMEOUT.toSeconds() * 6),
      retentionPeriod: Duration.days(4),
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    this.rule = new Rule(this, 'Rule', {
      description: props.description,
      eventBus: props.bus,
      eventPattern: patternOf(props.events),
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })],
    });
    this.function = new ServiceFunction(this, id, {
      service: props.service,
      description: props.description,
      environment: {
        ...props.environment,
        DEAD_LETTER_QUEUE_URL: this.deadLetters.queueUrl,
        MAX_RECEIVES: String(MAX_RECEIVES),
      },
      timeout: TIMEOUT,
    });
    // Moves an event there itself, with the reason, which SQS would not add.
    this.function.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
    );
    this.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        // A new account may run ten functions at once, and the API needs some of them.
        maxConcurrency: props.maxConcurrency ?? 2,
      }),
    );
  }
}

/** Matches every version of the events: a version that the consumer does not know must reach its dead-letter queue. */
export const patternOf = (events: readonly EventContract[]): { source: string[]; detailType: string[] } => ({
  source: [...new Set(events.map(({ source }) => source))],
  detailType: [...new Set(events.map(({ name }) => name))],
});
