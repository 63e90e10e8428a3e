import { copy, type Resources, set } from '../../template/testing/changed-shop.ts';

/** Makes the shop's event source mapping one of a table's stream. */
export function aStreamMapping(resources: Resources, values: Record<string, unknown>): void {
  resources['Table'] = {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    },
  };
  const Statement = { Effect: 'Allow', Action: ['dynamodb:*', 'sqs:*'], Resource: '*' };
  set(resources, 'Policy', { PolicyDocument: { Statement } });
  const EventSourceArn = { 'Fn::GetAtt': ['Table', 'StreamArn'] };
  set(resources, 'Source', { EventSourceArn, StartingPosition: 'LATEST', ...values });
}

/** Adds a second mapping from the same source to the same function. */
export function aTwinMapping(resources: Resources): void {
  copy(resources, 'Source', 'Twin');
}

/** A filter that is no JSON object. @param variant the recorded test's, which may be the text of the filter */
export function invalidFilter(variant: string): Record<string, unknown> {
  return { FilterCriteria: { Filters: [{ Pattern: variant.startsWith('[') ? variant : 'simple string' }] } };
}
