import { Duration } from 'aws-cdk-lib';
import { type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EventContract } from '../../contracts/definition/define-event.ts';
import { ServiceFunction } from './service-function.ts';

/** How many events a function gets at once. */
export interface Batch {
  /** 1 to 10,000; above 10 only with a window. */
  readonly size: number;
  /** How long an incomplete batch waits for more, 0 to 300. The embedded runtime never waits. */
  readonly windowSeconds: number;
  /** The most invocations at the same time, whatever the account allows; default no limit of its own. */
  readonly mostAtOnce?: number;
}

/** For events that somebody waits for. */
const AT_ONCE: Batch = { size: 10, windowSeconds: 0 };

/**
 * For events of which many change one row: a whole batch of them costs one transaction. A lone one waits for a second. More
 * invocations would only compete for that row. A transaction has 100 items, some of which are the row's own.
 */
export const TOGETHER: Batch = { size: 90, windowSeconds: 1, mostAtOnce: 10 };

/** For events that nobody waits for. */
export const UNHURRIED: Batch = { size: 100, windowSeconds: 5 };

export interface EventConsumerProps {
  readonly service: string;
  readonly description: string;
  readonly bus: IEventBus;
  /** The events to consume, from any source. */
  readonly events: readonly EventContract[];
  readonly environment: Readonly<Record<string, string>>;
  /** The maximum number of concurrent invocations, at least 2 (Lambda's limit). Default 2. */
  readonly maxConcurrency?: number | undefined;
  /** Default: up to ten, and none of them waits. */
  readonly batch?: Batch | undefined;
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
    const { size, windowSeconds, mostAtOnce = Number.POSITIVE_INFINITY } = props.batch ?? AT_ONCE;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    this.queue = new Queue(this, 'Queue', {
      // AWS recommends six times the function's timeout, and the window.
      visibilityTimeout: Duration.seconds(TIMEOUT.toSeconds() * 6 + windowSeconds),
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
        batchSize: size,
        ...(windowSeconds > 0 && { maxBatchingWindow: Duration.seconds(windowSeconds) }),
        reportBatchItemFailures: true,
        // A new account may run ten functions at once, and the API needs some of them.
        maxConcurrency: Math.min(props.maxConcurrency ?? 2, mostAtOnce),
      }),
    );
  }
}

/** Matches every version of the events: a version that the consumer does not know must reach its dead-letter queue. */
export const patternOf = (events: readonly EventContract[]): { source: string[]; detailType: string[] } => ({
  source: [...new Set(events.map(({ source }) => source))],
  detailType: [...new Set(events.map(({ name }) => name))],
});
