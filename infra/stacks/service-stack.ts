import { type Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule as EventSchedule, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EventContract, EventSource } from '../../contracts/definition/define-event.ts';
import { RANKING_INDEX } from '../../shared/counters/ranking.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { OutboxPublisher } from '../constructs/outbox-publisher.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { ServiceTable, type ServiceTableProps, type TableAction } from '../constructs/service-table.ts';
import { metricNamespace } from '../metric-namespace.ts';
import type { Settings } from '../settings.ts';

/** What a function may do with which tables. */
export type Access = readonly (readonly [ServiceTable, ...TableAction[]])[];

/** A route of the API and the function behind it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the API's stage: `/customers/{customerId}`. */
  readonly path: string;
  readonly function: IFunction;
}

/** A function that runs again and again, and the rule that starts it. */
export interface Schedule {
  readonly rule: Rule;
  readonly function: ServiceFunction;
}

/** A service's folder under `functions/`. */
type Service = 'customer' | 'catalog' | 'purchases';

export interface ServiceStackProps extends StackProps {
  readonly bus: IEventBus;
  readonly settings: Settings;
}

/**
 * A service: its tables, its endpoints, its publisher and its consumers. Every function knows the names of
 * all the service's tables; what it may do with them is granted table by table.
 */
export abstract class ServiceStack extends Stack {
  readonly routes: Route[] = [];
  /** What monitoring watches. */
  readonly consumers: EventConsumer[] = [];
  readonly publishers: OutboxPublisher[] = [];
  readonly schedules: Schedule[] = [];
  /** All functions of the service. */
  get functions(): ServiceFunction[] {
    return this.node.findAll().filter((child) => child instanceof ServiceFunction);
  }

  readonly service: Service;
  protected readonly settings: Settings;
  /** Where the service's events are published, and where those that it consumes come from. */
  readonly bus: IEventBus;
  readonly #environment: Record<string, string>;

  constructor(scope: Construct, id: string, service: Service, props: ServiceStackProps) {
    super(scope, id, props);
    this.service = service;
    this.bus = props.bus;
    this.settings = props.settings;
    this.#environment = { POWERTOOLS_METRICS_NAMESPACE: metricNamespace(props.settings.stage) };
  }

  /** A table; functions find its name in the variable `<ID>_TABLE`. Declare tables before functions. */
  protected table(id: string, props: Omit<ServiceTableProps, 'stage' | 'deletionProtection'>): ServiceTable {
    const table = new ServiceTable(this, id, { ...props, ...this.settings });
    this.#environment[`${id.replace(/(?<!^)([A-Z])/g, '_$1').toUpperCase()}_TABLE`] = table.tableName;
    return table;
  }

  /** The table of the service's counters, some of which are ranked by their units. */
  protected rankedCounterTable(): ServiceTable {
    const ranking = { partitionKey: 'board', sortKey: 'units', sortType: 'number' } as const;
    return this.table('Counters', { partitionKey: 'counter', indexes: { [RANKING_INDEX]: ranking } });
  }

  /** A function behind a route. @param route `POST /customers` */
  protected endpoint(id: string, route: `${Route['method']} ${string}`, access: Access): void {
    const [method, path] = route.split(' ') as [Route['method'], string];
    const handler = new ServiceFunction(this, id, {
      service: this.service,
      description: route,
      environment: this.#environment,
    });
    grant(handler, access);
    this.routes.push({ method, path, function: handler });
  }

  /** The publisher of the service's events. */
  protected publisher(id: string, tables: readonly Table[]): void {
    const { service } = this;
    const environment = this.#environment;
    const source: EventSource = `multidomain.${service}`;
    const props = { service, source, bus: this.bus, tables, environment };
    this.publishers.push(new OutboxPublisher(this, id, props));
  }

  /** A function that runs again and again. Schedules are AWS's alone: emulators are not given any. */
  protected scheduled(id: string, description: string, every: Duration, access: Access): void {
    if (this.settings.target !== 'aws') return;
    const { service } = this;
    const handler = new ServiceFunction(this, id, { service, description, environment: this.#environment });
    grant(handler, access);
    // What is missed is made good by the next run: no retry, and nothing to keep.
    const target = new LambdaFunction(handler as IFunction, { retryAttempts: 0 });
    const schedule = EventSchedule.rate(every);
    const rule = new Rule(this, `${id}Schedule`, { description, schedule, targets: [target] });
    this.schedules.push({ rule, function: handler });
  }

  /** A consumer of other services' events, or of the service's own. */
  protected consumer(
    id: string,
    description: string,
    events: readonly EventContract[],
    access: Access,
  ): void {
    const consumer = new EventConsumer(this, id, {
      service: this.service,
      description,
      bus: this.bus,
      events,
      environment: this.#environment,
      maxConcurrency: this.settings.consumerConcurrency,
    });
    grant(consumer.function, access);
    this.consumers.push(consumer);
  }
}

function grant(grantee: ServiceFunction, access: Access): void {
  for (const [table, ...actions] of access) {
    for (const action of actions) {
      grantee.addToRolePolicy(
        new PolicyStatement({ actions: [`dynamodb:${action}`], resources: table.resourcesOf(action) }),
      );
    }
  }
}
