import { type Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule as EventSchedule, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ConsumerContract } from '../../contracts/definition/define-consumer.ts';
import type { EventSource, Service } from '../../contracts/definition/define-event.ts';
import type { RouteContract } from '../../contracts/definition/define-route.ts';
import { type Batch, EventConsumer } from '../constructs/event-consumer.ts';
import { OutboxPublisher } from '../constructs/outbox-publisher.ts';
import { SearchIndexer } from '../constructs/search-indexer.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { ServiceTable, type ServiceTableProps, type TableScope } from '../constructs/service-table.ts';
import type { AggregateStore } from '../constructs/stores/aggregate-store.ts';
import { allow, type Grant } from '../constructs/stores/grant.ts';
import { tableVariable } from '../constructs/table-variable.ts';
import { metricNamespace } from '../metric-namespace.ts';
import { concurrencyOf, type Settings } from '../settings.ts';
import { checkedAnswers } from './checked-answers.ts';
import { endpointTimeout } from './endpoint-timeout.ts';
import { openAccess } from './open-access.ts';

/** A route of the API and the function behind it. */
export interface Route {
  readonly contract: RouteContract;
  readonly function: IFunction;
}

/** A function that runs on a schedule, and the rule that starts it. */
export interface Schedule {
  readonly rule: Rule;
  readonly function: ServiceFunction;
}

export interface ServiceStackProps extends StackProps {
  readonly bus: IEventBus;
  readonly settings: Settings;
}

/**
 * A service: its stores, endpoints, publisher and consumers. Every function knows the names of all the service's
 * tables, but may only do with them what its grants say.
 */
export abstract class ServiceStack extends Stack implements TableScope {
  readonly routes: Route[] = [];
  /** By their ids. */
  readonly tables = new Map<string, ServiceTable>();
  /** For monitoring. */
  readonly consumers: EventConsumer[] = [];
  readonly publishers: OutboxPublisher[] = [];
  readonly indexers: SearchIndexer[] = [];
  readonly schedules: Schedule[] = [];
  /** Answers what the service holds of a customer. */
  abstract readonly disclosing: ServiceFunction;
  /** All functions of the service. */
  get functions(): ServiceFunction[] {
    return this.node.findAll().filter((child) => child instanceof ServiceFunction);
  }

  readonly service: Service;
  protected readonly settings: Settings;
  /** The bus that the service publishes to and consumes from. */
  readonly bus: IEventBus;
  readonly #environment: Record<string, string>;

  constructor(scope: Construct, id: string, service: Service, props: ServiceStackProps) {
    super(scope, id, props);
    this.service = service;
    this.bus = props.bus;
    this.settings = props.settings;
    this.#environment = {
      POWERTOOLS_METRICS_NAMESPACE: metricNamespace(props.settings.stage),
      ...checkedAnswers(props.settings),
    };
  }

  /** A table of a store; functions find its name in the variable `<ID>_TABLE`. Declare stores before functions. */
  table(id: string, props: Omit<ServiceTableProps, 'stage' | 'deletionProtection'>): ServiceTable {
    const table = new ServiceTable(this, id, { ...props, ...this.settings });
    this.tables.set(id, table);
    this.#environment[tableVariable(id)] = table.tableName;
    return table;
  }

  /** A function behind each of the service's routes. @param access what each may do with the stores. */
  protected endpoints<Routes extends Readonly<Record<string, RouteContract>>>(
    routes: Routes,
    access: Readonly<Record<keyof Routes, readonly Grant[]>>,
  ): void {
    for (const [name, grants] of Object.entries<readonly Grant[]>(access)) {
      const contract = routes[name] as RouteContract;
      const handler = new ServiceFunction(this, contract.name, {
        service: this.service,
        description: `${contract.method} ${contract.path}`,
        environment: { ...this.#environment, ...openAccess(this.settings) },
        ...endpointTimeout(this.settings),
      });
      allow(handler, grants);
      this.routes.push({ contract, function: handler });
    }
  }

  /** The function that answers what the service holds of a customer. @param access what it may do with the stores. */
  protected disclosure(access: readonly Grant[]): ServiceFunction {
    const handler = new ServiceFunction(this, 'DiscloseCustomer', {
      service: this.service,
      description: 'Answers what the service holds of a customer.',
      environment: this.#environment,
    });
    allow(handler, access);
    return handler;
  }

  /** The publisher of the service's events. @param stores those whose changes it publishes. */
  protected publisher(id: string, stores: readonly AggregateStore[]): void {
    const { service } = this;
    const tables = stores.map(({ table }) => table);
    const environment = this.#environment;
    const source: EventSource = `multidomain.${service}`;
    const { perShard } = concurrencyOf(this.settings);
    const props = { service, source, bus: this.bus, tables, environment, perShard };
    this.publishers.push(new OutboxPublisher(this, id, props));
  }

  /** The second reader of a store's stream, which writes search rows. @param access what it may do with them. */
  protected indexer(id: string, { table }: AggregateStore, access: readonly Grant[]): void {
    const { service } = this;
    const environment = this.#environment;
    const { perShard } = concurrencyOf(this.settings);
    const indexer = new SearchIndexer(this, id, { service, table, environment, perShard });
    allow(indexer.function, access);
    this.indexers.push(indexer);
  }

  /** A function that runs on a schedule. Emulators do not support schedules. */
  protected scheduled(id: string, description: string, every: Duration, access: readonly Grant[]): void {
    if (this.settings.target === 'localstack') return;
    const { service } = this;
    const handler = new ServiceFunction(this, id, { service, description, environment: this.#environment });
    allow(handler, access);
    // The next run makes up for a missed one, so there is no retry and no dead-letter queue.
    const target = new LambdaFunction(handler as IFunction, { retryAttempts: 0 });
    const schedule = EventSchedule.rate(every);
    const rule = new Rule(this, `${id}Schedule`, { description, schedule, targets: [target] });
    this.schedules.push({ rule, function: handler });
  }

  /**
   * The service's consumers of events.
   * @param access what each may do with the stores.
   * @param batches of those that take more than a few events at once.
   */
  protected eventConsumers<Consumers extends Readonly<Record<string, ConsumerContract>>>(
    consumers: Consumers,
    access: Readonly<Record<keyof Consumers, readonly Grant[]>>,
    batches: Readonly<Partial<Record<keyof Consumers, Batch>>>,
  ): void {
    for (const [name, grants] of Object.entries<readonly Grant[]>(access)) {
      const contract = consumers[name] as ConsumerContract;
      const consumer = new EventConsumer(this, contract.name, {
        service: this.service,
        description: contract.purpose,
        bus: this.bus,
        events: contract.events,
        environment: this.#environment,
        maxConcurrency: concurrencyOf(this.settings).consumer,
        batch: batches[name],
      });
      allow(consumer.function, grants);
      this.consumers.push(consumer);
    }
  }
}
