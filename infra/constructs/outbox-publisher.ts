import { Duration } from 'aws-cdk-lib';
import type { ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ServiceFunction } from './service-function.ts';

export interface OutboxPublisherProps {
  readonly service: string;
  readonly bus: IEventBus;
  /** The tables whose streams are published. */
  readonly tables: readonly Table[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Turns the streams of a service's tables into events: the only way that a service tells anything. */
export class OutboxPublisher extends Construct {
  readonly function: ServiceFunction;
  /** Records that could not be published; they tell where in the stream to look. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { service, bus, tables, environment }: OutboxPublisherProps) {
    super(scope, id);
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
    bus.grantPutEventsTo(this.function);
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
