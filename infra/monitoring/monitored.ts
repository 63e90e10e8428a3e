import type { IEventBus, IRule } from 'aws-cdk-lib/aws-events';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Service } from '../../contracts/definition/define-event.ts';
import type { EventConsumer } from '../constructs/event-consumer.ts';
import type { OutboxPublisher } from '../constructs/outbox-publisher.ts';
import type { SearchIndexer } from '../constructs/search-indexer.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';

/** What monitoring needs of a service's stack. */
export interface MonitoredService {
  readonly service: Service;
  readonly bus: IEventBus;
  readonly consumers: readonly EventConsumer[];
  readonly publishers: readonly OutboxPublisher[];
  readonly indexers: readonly SearchIndexer[];
  readonly schedules: readonly { readonly rule: IRule; readonly function: ServiceFunction }[];
  /** All functions of the service. */
  readonly functions: readonly ServiceFunction[];
}

/** What monitoring needs of the nightly comparison of tables. */
export interface MonitoredComparison {
  /** Compares what one check compares. */
  readonly function: ServiceFunction;
  /** How many checks there are each night. */
  readonly checks: number;
}

/** What monitoring needs of the API's stack, apart from the gateway itself. */
export interface MonitoredApi {
  /** The functions that belong to no service. */
  readonly functions: readonly ServiceFunction[];
  /** Only AWS has one. */
  readonly accessLog: ILogGroup | undefined;
}
