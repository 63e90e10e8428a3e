import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { FunctionSpec, SystemModel } from '../../local/model.ts';

const ID = '0198b1a0-0000-7000-8000-000000000000';
const EXAMPLES = join(import.meta.dirname, '../../contracts/examples');

const price = { amount: 4900, currency: 'EUR' };
const customer = { name: 'Ada Lovelace', email: 'ada@example.com', birthDate: '1990-05-17' };
const product = { name: 'Oak Table', price, stock: 3 };

/** Bodies that each route accepts. */
const bodies: Readonly<Record<string, object>> = {
  'POST /customers': customer,
  'PATCH /customers/{customerId}': { name: 'Ada King' },
  'POST /products': product,
  'PATCH /products/{productId}': { name: 'Oak Desk' },
  'POST /products/{productId}/stock-adjustments': { delta: 1 },
  'POST /purchases': { customerId: ID, productId: ID, quantity: 1 },
};

const queries: Readonly<Record<string, Record<string, string>>> = {
  'GET /customers': { name: 'smi' },
  'GET /products': { name: 'oak' },
};

const stored = {
  version: 1,
  createdAt: '2026-03-14T09:00:00.000Z',
  updatedAt: '2026-03-14T09:00:00.000Z',
  cause: { correlationId: 'cold-start' },
};
const purchase = {
  purchaseId: ID,
  customerId: ID,
  productId: ID,
  quantity: 1,
  unitPrice: price,
  total: price,
};

/** The item that owners' tables contain, by a part of the table's name. */
const items: Readonly<Record<string, object>> = {
  Customers: { customerId: ID, ...customer, ...stored },
  Products: { productId: ID, ...product, ...stored },
  Reservations: { purchaseId: ID, productId: ID, quantity: 1, status: 'reserved', ...stored },
  Purchases: { ...purchase, status: 'pending', ...stored },
};

/** The first event that a function could get in a deployed system: a request, a message, a record, or a call. */
export function firstEvent(system: SystemModel, spec: FunctionSpec): unknown {
  const route = system.apis.flatMap(({ routes }) => routes).find((each) => each.functionArn === spec.arn);
  if (route !== undefined) return requestFor(route.method, route.path);
  const source = system.eventSources.find((each) => each.functionArn === spec.arn)?.sourceArn;
  if (source === undefined) return scheduledInput(system, spec) ?? { customerId: ID, productIds: [ID] };
  return source.includes(':dynamodb:') ? recordOf(source) : messageFor(system, source);
}

function requestFor(method: string, path: string): unknown {
  const parameters = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name = '']) => [name, ID]);
  const route = `${method} ${path}`;
  const pathParameters = Object.fromEntries(parameters);
  const multiple = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name, [value]]));
  const headers = { 'content-type': 'application/json' };
  return {
    httpMethod: method,
    path,
    resource: path,
    pathParameters,
    headers,
    multiValueHeaders: multiple(headers),
    multiValueQueryStringParameters: multiple(queries[route] ?? {}),
    body: bodies[route] === undefined ? null : JSON.stringify(bodies[route]),
    requestContext: {
      path: `/api${path}`,
      requestId: 'cold-start',
      authorizer: { claims: { sub: ID, token_use: 'access', 'cognito:groups': 'editor' } },
    },
  };
}

/** What is stored in a table, if anything is. */
export const itemIn = (table: string): object | undefined =>
  Object.entries(items).find(([name]) => new RegExp(`-${name}[0-9A-F]{8}$`).test(table))?.[1];

function recordOf(streamArn: string): unknown {
  const table = /table\/([^/]+)\//.exec(streamArn)?.[1] ?? '';
  const item = itemIn(table);
  if (item === undefined) throw new Error(`Nothing is known to be stored in ${table}.`);
  const [key] = Object.entries(item);
  const images = {
    Keys: marshall(Object.fromEntries(key === undefined ? [] : [key])),
    NewImage: marshall(item),
  };
  return {
    Records: [
      { eventID: 'record-1', eventSourceARN: streamArn, dynamodb: { SequenceNumber: '1', ...images } },
    ],
  };
}

function messageFor({ rules }: SystemModel, queueArn: string): unknown {
  const rule = rules.find(({ targets }) => targets.some(({ arn }) => arn === queueArn));
  const [name] = (rule?.pattern['detail-type'] ?? []) as string[];
  const body = readFileSync(join(EXAMPLES, `${name}.v1.json`), 'utf8');
  return { Records: [{ messageId: 'message-1', body }] };
}

const scheduledInput = ({ schedules }: SystemModel, { arn }: FunctionSpec): unknown =>
  schedules.flatMap(({ targets }) => targets).find(({ functionArn }) => functionArn === arn)?.input;
