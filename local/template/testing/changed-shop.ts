import type { SystemModel } from '../../model.ts';
import { buildSystem } from '../load-system.ts';
import { TemplateError } from '../problems.ts';
import { anAssembly, type DeclaredResource, shopResources } from './templates.ts';

export type Resources = Record<string, DeclaredResource>;

/** A change of the shop's resources: what it returns does not matter. */
export type Change = (resources: Resources) => unknown;

/** Sets properties of a resource. */
export function set(resources: Resources, logicalId: string, values: Record<string, unknown>): void {
  Object.assign(resources[logicalId]?.Properties ?? {}, values);
}

/** Adds a resource like another one, with some properties changed. */
export function copy(
  resources: Resources,
  logicalId: string,
  as: string,
  changes: Record<string, unknown> = {},
): void {
  const { Type = '', Properties } = resources[logicalId] ?? {};
  resources[as] = { Type, Properties: { ...Properties, ...changes } };
}

/** Adds a table with a stream: `Table`. */
export function addStreamedTable(resources: Resources): void {
  resources['Table'] = {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    },
  };
}

/** Makes the shop's function consume the stream of a table, which its role may read, instead of its queue. */
export function consumeStream(resources: Resources, values: Record<string, unknown>): void {
  addStreamedTable(resources);
  const Statement = { Effect: 'Allow', Action: ['dynamodb:*', 'sqs:*'], Resource: '*' };
  set(resources, 'Policy', { PolicyDocument: { Statement } });
  const EventSourceArn = { 'Fn::GetAtt': ['Table', 'StreamArn'] };
  set(resources, 'Source', { EventSourceArn, StartingPosition: 'LATEST', ...values });
}

/** The model of the shop after a change. */
export function changedShop(change: Change): SystemModel {
  const resources = shopResources();
  change(resources);
  return buildSystem(anAssembly({ Shop: { Resources: resources } }));
}

/** The problems of the shop after a change, one a line; none: an empty text. */
export function problemsAfter(change: Change): string {
  try {
    changedShop(change);
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  return '';
}
