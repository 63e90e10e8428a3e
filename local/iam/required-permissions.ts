import { arn } from '../aws/arn.ts';
import type { RequestContext } from './conditions.ts';

/** One thing a caller must be allowed to do for a request to be carried out. */
export interface RequiredPermission {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

/** The services whose requests are told apart. */
export type AuthorizedService = 'dynamodb' | 'streams' | 'events';

/**
 * What IAM asks of the caller of an SDK request. Operations on several tables or items need a permission
 * for each; an operation that names nothing needs it on `*`.
 */
export function requiredPermissions(
  service: AuthorizedService,
  operation: string,
  body: unknown,
): readonly RequiredPermission[] {
  const request = record(body);
  if (service === 'events') return eventPermissions(operation, request);
  if (service === 'streams')
    return [{ action: `dynamodb:${operation}`, resource: streamOf(operation, request) }];
  switch (operation) {
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(record(request['RequestItems'])).map((name) => onTable(operation, name));
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return distinct(list(request['TransactItems']).flatMap(transactionPermissions));
    case 'Query':
    case 'Scan':
      return [onTable(operation, request['TableName'], request['IndexName'])];
    default:
      return [onTable(operation, request['TableName'])];
  }
}

/** The condition keys, in lower case, that are known of a request for an action. */
export function contextKeysOf(action: string): readonly string[] {
  return action === 'events:PutEvents' ? ['events:source', 'events:detail-type'] : [];
}

// Each entry of a transaction names its own action: { Put: {...} }, { ConditionCheck: {...} }.
function transactionPermissions(item: unknown): RequiredPermission[] {
  const actions: Record<string, string> = { ConditionCheck: 'ConditionCheckItem' };
  return Object.entries(record(item)).map(([kind, request]) =>
    onTable(actions[kind] ?? `${kind}Item`, record(request)['TableName']),
  );
}

function onTable(operation: string, nameOrArn: unknown, indexName?: unknown): RequiredPermission {
  const action = `dynamodb:${operation}`;
  if (typeof nameOrArn !== 'string') return { action, resource: '*' };
  const table = nameOrArn.startsWith('arn:') ? nameOrArn : arn('dynamodb', `table/${nameOrArn}`);
  return { action, resource: typeof indexName === 'string' ? `${table}/index/${indexName}` : table };
}

function streamOf(operation: string, request: Record<string, unknown>): string {
  const streamArn = request['StreamArn'];
  if (typeof streamArn === 'string') return streamArn;
  if (operation === 'ListStreams') return '*';
  // An iterator's stream is the engine's secret; whoever holds one was allowed to get it.
  return arn('dynamodb', 'table/*/stream/*');
}

function eventPermissions(operation: string, request: Record<string, unknown>): RequiredPermission[] {
  const action = `events:${operation}`;
  if (operation !== 'PutEvents') return [{ action, resource: '*' }];
  return distinct(
    list(request['Entries']).map((item) => {
      const { EventBusName, Source, DetailType } = record(item);
      return {
        action,
        resource: busArn(EventBusName),
        context: { 'events:source': values(Source), 'events:detail-type': values(DetailType) },
      };
    }),
  );
}

function busArn(nameOrArn: unknown): string {
  const name = typeof nameOrArn === 'string' ? nameOrArn : 'default';
  return name.startsWith('arn:') ? name : arn('events', `event-bus/${name}`);
}

function distinct(permissions: readonly RequiredPermission[]): RequiredPermission[] {
  if (permissions.length < 2) return [...permissions];
  return [...new Map(permissions.map((permission) => [JSON.stringify(permission), permission])).values()];
}

function values(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
