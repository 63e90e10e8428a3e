import { expect, it } from 'vitest';
import {
  type Change,
  changedShop,
  copy,
  problemsAfter,
  type Resources,
  set,
} from '../testing/changed-shop.ts';

const anotherApi = (resources: Resources): void => {
  resources['OtherApi'] = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'other' } };
};

const allowedParts =
  'allowed: letters, digits and any of ._:$-, or these in braces as in {orderId} and {proxy+}';

it.each([
  '',
  'a b',
  'a/b',
  '{a',
  'a}',
  'a{b}',
  '{a}{b}',
  '{}',
  '{+}',
  '{a b}',
  '{a+}b',
  '{a++}',
  '{+a}',
  'a+',
  'ä',
  '*',
])('the path part %j stops the start', (PathPart) => {
  expect(problemsAfter((r) => set(r, 'Orders', { PathPart }))).toContain(
    `Shop/Orders: AWS::ApiGateway::Resource: property PathPart is ${JSON.stringify(PathPart)}; ${allowedParts}`,
  );
});

it.each(['a', 'A-b_c.d:e$1', '{a}', '{order-id}', '{proxy+}'])('the path part %j is fine', (PathPart) => {
  expect(
    changedShop((r) => {
      set(r, 'Orders', { PathPart });
      delete r['Permission']?.Properties['SourceArn'];
    }).apis[0]?.routes[0]?.path,
  ).toBe(`/${PathPart}`);
});

it.each<[string, Change, string]>([
  [
    'two greedy variables of one parent',
    (r) => {
      set(r, 'Orders', { PathPart: '{a+}' });
      copy(r, 'Orders', 'Items', { PathPart: '{b+}' });
    },
    'matches what {a+} of Shop/Orders does',
  ],
  [
    'two resources of one path further down',
    (r) => {
      copy(r, 'Orders', 'Lines', { ParentId: { Ref: 'Orders' }, PathPart: '{lineId}' });
      copy(r, 'Orders', 'Rows', { ParentId: { Ref: 'Orders' }, PathPart: '{rowId}' });
    },
    'matches what {lineId} of Shop/Lines does',
  ],
  [
    'a variable below a greedy one',
    (r) => {
      set(r, 'Orders', { PathPart: '{proxy+}' });
      copy(r, 'Orders', 'Items', { ParentId: { Ref: 'Orders' }, PathPart: '{id}' });
    },
    'Shop/Items: is below {proxy+}, which takes every path below itself',
  ],
  [
    'a resource below one of another API',
    (r) => {
      anotherApi(r);
      copy(r, 'Orders', 'Items', { RestApiId: { Ref: 'OtherApi' }, ParentId: { Ref: 'Orders' } });
    },
    'is not a resource of the template, in API ',
  ],
  [
    'a method of a resource of another API',
    (r) => {
      anotherApi(r);
      copy(r, 'GetOrders', 'GetOthers', { RestApiId: { Ref: 'OtherApi' } });
    },
    'Shop/GetOthers: ResourceId ',
  ],
  [
    'a method of the root of another API',
    (r) => {
      anotherApi(r);
      copy(r, 'GetOrders', 'GetOthers', { ResourceId: { 'Fn::GetAtt': ['OtherApi', 'RootResourceId'] } });
    },
    'Shop/GetOthers: ResourceId ',
  ],
  ...['Orders', 'GetOrders', 'Deployment', 'Stage'].map((part): [string, Change, string] => [
    `${part} of no API`,
    (r) => set(r, part, { RestApiId: 'gone' }),
    `Shop/${part}: RestApiId is gone; allowed: an AWS::ApiGateway::RestApi of the template`,
  ]),
  [
    'a gateway response of no API',
    (r) => {
      r['Throttled'] = {
        Type: 'AWS::ApiGateway::GatewayResponse',
        Properties: { RestApiId: 'gone', ResponseType: 'THROTTLED' },
      };
    },
    'Shop/Throttled: RestApiId is gone; allowed: an AWS::ApiGateway::RestApi of the template',
  ],
  [
    'a stage of no deployment',
    (r) => set(r, 'Stage', { DeploymentId: 'gone' }),
    'Shop/Stage: DeploymentId is gone; allowed: an AWS::ApiGateway::Deployment of its API',
  ],
  [
    'a stage of another API’s deployment',
    (r) => {
      anotherApi(r);
      copy(r, 'Stage', 'OtherStage', { RestApiId: { Ref: 'OtherApi' } });
    },
    'Shop/OtherStage: DeploymentId is ',
  ],
  [
    'an API without methods',
    (r) => {
      anotherApi(r);
      copy(r, 'Deployment', 'OtherDeployment', { RestApiId: { Ref: 'OtherApi' } });
    },
    'which has no methods; allowed: an API with methods',
  ],
  [
    'a method of no known verb',
    (r) => set(r, 'GetOrders', { HttpMethod: 'get' }),
    'Shop/GetOrders: AWS::ApiGateway::Method: property HttpMethod is "get"; allowed: "ANY", "DELETE", "GET"',
  ],
  [
    'a stage with a name that no URL has',
    (r) => set(r, 'Stage', { StageName: 'v1.0' }),
    'Shop/Stage: AWS::ApiGateway::Stage: property StageName is "v1.0"; allowed: letters, digits, - and _',
  ],
])('%s stops the start', (_, change, message) => {
  expect(problemsAfter(change)).toContain(message);
});

it('two fixed names may stand side by side', () => {
  expect(() => changedShop((r) => copy(r, 'Orders', 'Items', { PathPart: 'items' }))).not.toThrow();
});

it('ANY may stand beside another verb', () => {
  expect(() =>
    changedShop((r) => {
      copy(r, 'GetOrders', 'AnyOrders', { HttpMethod: 'ANY' });
      delete r['Permission']?.Properties['SourceArn'];
    }),
  ).not.toThrow();
});
