import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { EventContract } from '../../shared/events/define-event.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { OutboxPublisher } from '../constructs/outbox-publisher.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { ServiceTable, type ServiceTableProps } from '../constructs/service-table.ts';

/** What a function does with a table: DynamoDB actions without their prefix. */
export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'DeleteItem';

/** What a function may do with which tables. */
export type Access = readonly (readonly [Table, ...TableAction[]])[];

/** A route of the API and the function behind it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the API's stage: `/customers/{customerId}`. */
  readonly path: string;
  readonly function: IFunction;
}

export interface ServiceStackProps extends StackProps {
  readonly bus: IEventBus;
}

/**
 * A service: its tables, its endpoints, its publisher and its consumers. Every function knows the names of
 * all the service's tables; what it may do with them is granted table by table.
 */
export abstract class ServiceStack extends Stack {
  readonly routes: Route[] = [];
  readonly consumers: EventConsumer[] = [];
  readonly #service: string;
  readonly #bus: IEventBus;
  readonly #environment: Record<string, string> = {};

  constructor(scope: Construct, id: string, service: string, { bus, ...props }: ServiceStackProps) {
    super(scope, id, props);
    this.#service = service;
    this.#bus = bus;
  }

  /** A table; functions find its name in the variable `<ID>_TABLE`. Declare tables before functions. */
  protected table(id: string, props: ServiceTableProps): ServiceTable {
    const table = new ServiceTable(this, id, props);
    this.#environment[`${id.replace(/(?<!^)([A-Z])/g, '_$1').toUpperCase()}_TABLE`] = table.tableName;
    return table;
  }

  /** A function behind a route. @param route `POST /customers` */
  protected endpoint(id: string, route: `${Route['method']} ${string}`, access: Access): void {
    const [method, path] = route.split(' ') as [Route['method'], string];
    const handler = new ServiceFunction(this, id, {
      service: this.#service,
      description: route,
      environment: this.#environment,
    });
    grant(handler, access);
    this.routes.push({ method, path, function: handler });
  }

  /** The publisher of the service's events. */
  protected publisher(id: string, tables: readonly Table[]): OutboxPublisher {
    return new OutboxPublisher(this, id, {
      service: this.#service,
      bus: this.#bus,
      tables,
      environment: this.#environment,
    });
  }

  /** A consumer of other services' events, or of the service's own. */
  protected consumer(
    id: string,
    description: string,
    events: readonly EventContract[],
    access: Access,
  ): void {
    const consumer = new EventConsumer(this, id, {
      service: this.#service,
      description,
      bus: this.#bus,
      events,
      environment: this.#environment,
    });
    grant(consumer.function, access);
    this.consumers.push(consumer);
  }
}

function grant(grantee: ServiceFunction, access: Access): void {
  for (const [table, ...actions] of access) {
    table.grant(grantee, ...actions.map((action) => `dynamodb:${action}`));
  }
}
