import { Duration } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EventSource } from '../../contracts/definition/define-event.ts';
import { ServiceFunction } from './service-function.ts';

export interface OutboxPublisherProps {
  readonly service: string;
  readonly bus: IEventBus;
  /** The `source` of every event that the service publishes; it may not publish under another service's. */
  readonly source: EventSource;
  /** The tables whose streams are published. */
  readonly tables: readonly Table[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Turns the streams of a service's tables into events: the only way a service publishes anything. */
export class OutboxPublisher extends Construct {
  readonly function: ServiceFunction;
  /** Batches that could not be published, by their position in the stream. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: OutboxPublisherProps) {
    super(scope, id);
    const { service, bus, source, tables, environment } = props;
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    this.function = new ServiceFunction(this, id, {
      service,
      description: `Publishes ${service}'s events from its table streams.`,
      environment: { ...environment, EVENT_BUS_NAME: bus.eventBusName },
      timeout: Duration.seconds(30),
    });
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [bus.eventBusArn],
        // IAM checks this for each entry of a call.
        conditions: { StringEquals: { 'events:source': source } },
      }),
    );
    for (const table of tables) {
      this.function.addEventSource(
        new DynamoEventSource(table as ITable, {
          startingPosition: StartingPosition.TRIM_HORIZON,
          batchSize: 100,
          reportBatchItemFailures: true,
          retryAttempts: 10,
          onFailure: new SqsDlq(this.deadLetters),
        }),
      );
    }
  }
}
