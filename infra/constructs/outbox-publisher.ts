import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EventSource } from '../../contracts/definition/define-event.ts';
import { ServiceFunction } from './service-function.ts';
import { streamOf } from './stream-mapping.ts';

export interface OutboxPublisherProps {
  readonly service: string;
  readonly bus: IEventBus;
  /** The `source` of every event that the service publishes; it may not publish under another service's. */
  readonly source: EventSource;
  /** The tables whose streams are published. */
  readonly tables: readonly Table[];
  readonly environment: Readonly<Record<string, string>>;
  /** How many batches of a stream's shard are published at the same time, 1 to 10. Default 1. */
  readonly perShard?: number;
}

const TIMEOUT = Duration.seconds(30);

/**
 * Turns the streams of a service's tables into events: the only way a service publishes anything. While the bus cannot be
 * reached it retries. Records that it cannot understand are kept, whole, in its dead-letter queue; from there they are
 * redriven to a queue that it consumes.
 */
export class OutboxPublisher extends Construct {
  readonly function: ServiceFunction;
  /** Records to publish again. */
  readonly queue: Queue;
  /** Records that could not be understood, with the reason. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: OutboxPublisherProps) {
    super(scope, id);
    const { service, bus, source, tables, environment, perShard = 1 } = props;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    this.queue = new Queue(this, 'Queue', {
      // AWS recommends six times the function's timeout.
      visibilityTimeout: Duration.seconds(TIMEOUT.toSeconds() * 6),
      retentionPeriod: Duration.days(4),
      enforceSSL: true,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    this.function = new ServiceFunction(this, id, {
      service,
      description: `Publishes ${service}'s events from its table streams.`,
      environment: {
        ...environment,
        EVENT_BUS_NAME: bus.eventBusName,
        SET_ASIDE_QUEUE_URL: this.deadLetters.queueUrl,
      },
      timeout: TIMEOUT,
    });
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [bus.eventBusArn],
        // IAM checks this for each entry of a call.
        conditions: { StringEquals: { 'events:source': source } },
      }),
    );
    this.function.addToRolePolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
    );
    for (const table of tables) this.function.addEventSource(streamOf(table, perShard));
    this.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
  }
}
