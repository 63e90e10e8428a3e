import { CfnResource, Validations } from 'aws-cdk-lib';
import { CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { OutboxPublisher } from './constructs/outbox-publisher.ts';
import { PageFiles } from './constructs/page-files.ts';
import { SearchIndexer } from './constructs/search-indexer.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import { AccountStack } from './stacks/account-stack.ts';

/** A cdk-nag finding that is right in general, and the reason to accept it here. */
export interface Acknowledgement {
  /** cdk-nag's rule, with the finding in brackets where a rule has several. */
  readonly id: string;
  /** Whether the finding is accepted for a resource; for all others it still fails the synthesis. */
  readonly accepts: (resource: CfnResource) => boolean;
  readonly reason: string;
}

const isPartOf = (
  resource: IConstruct,
  ...types: readonly (typeof OutboxPublisher | typeof PageFiles | typeof SearchIndexer)[]
): boolean => resource.node.scopes.some((scope) => types.some((type) => scope instanceof type));

/** All findings of cdk-nag's AwsSolutions rules that are accepted. */
export const acknowledgements: readonly Acknowledgement[] = [
  {
    id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    accepts: (resource) => resource instanceof CfnRole && resource.stack instanceof AccountStack,
    reason:
      'API Gateway uses this one role to write the logs of all APIs in the account, and accepts no narrower policy.',
  },
  {
    id: 'AwsSolutions-APIG6',
    accepts: (resource) => resource instanceof CfnStage,
    reason:
      'The access log has a line for each request, and the handler’s log has the cause of each failure. Execution logs would repeat both, with several lines per request.',
  },
  {
    id: 'AwsSolutions-APIG2',
    accepts: (resource) => resource instanceof CfnRestApi,
    reason:
      'Every handler validates parameters, headers and body against the contract’s schema and names each bad field in problem+json, which API Gateway’s request validators cannot do.',
  },
  {
    id: 'AwsSolutions-APIG3',
    accepts: (resource) => resource instanceof CfnStage,
    reason:
      'A web ACL costs 5 USD a month even when idle. API Gateway refuses calls without a valid access token before any function runs.',
  },
  {
    id: 'AwsSolutions-COG2',
    accepts: (resource) => resource instanceof CfnUserPool && resource.mfaConfiguration !== 'ON',
    reason:
      'Whoever deploys decides whether to require authenticator apps, which every person must have then. Codes by SMS cost money and are less safe.',
  },
  {
    id: 'AwsSolutions-COG8',
    accepts: (resource) => resource instanceof CfnUserPool,
    reason:
      'The Plus plan costs for every active person, while the first 10,000 of the Essentials plan are free.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::*]',
    accepts: (resource) =>
      resource instanceof CfnPolicy && isPartOf(resource, OutboxPublisher, SearchIndexer),
    reason:
      'Reading a stream requires dynamodb:ListStreams, which AWS does not allow to be restricted to a resource.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::<PageA98A310E.Arn>/*]',
    accepts: (resource) => resource instanceof CfnPolicy && isPartOf(resource, PageFiles),
    reason:
      'It writes the page’s files, whose names change with every build, and can write to no other bucket.',
  },
  {
    id: 'AwsSolutions-L1',
    accepts: (resource) =>
      resource instanceof CfnFunction && !(resource.node.scope instanceof ServiceFunction),
    reason: 'It is the CDK’s own function, on the runtime that the CDK tests it with.',
  },
  {
    id: 'AwsSolutions-S1',
    accepts: (resource) => resource instanceof CfnBucket,
    reason:
      'The bucket holds the files of the public web page, and only CloudFront reads it. Access logs would need a second bucket.',
  },
  {
    id: 'AwsSolutions-CFR1',
    accepts: (resource) => resource instanceof CfnDistribution,
    reason: 'Staff may work from anywhere; the API decides what they may see.',
  },
  {
    id: 'AwsSolutions-CFR2',
    accepts: (resource) => resource instanceof CfnDistribution,
    reason:
      'A web ACL costs 5 USD a month even when idle, and would only guard static files and an API that requires an access token.',
  },
  {
    id: 'AwsSolutions-CFR3',
    accepts: (resource) => resource instanceof CfnDistribution,
    reason:
      'Every API call has its line in a handler’s log. That leaves requests for static files, by IP address: personal data that nobody needs.',
  },
  {
    id: 'AwsSolutions-CFR4',
    accepts: (resource) => resource instanceof CfnDistribution,
    reason: 'CloudFront’s own domain takes TLS 1.0 too. Raising it needs a domain and a certificate.',
  },
];

/** Acknowledges each finding on the resources below `scope` that it is accepted for, and on no others. */
export function acknowledge(scope: IConstruct): void {
  const resources = scope.node.findAll().filter((construct) => CfnResource.isCfnResource(construct));
  for (const { id, accepts, reason } of acknowledgements) {
    for (const resource of resources.filter(accepts)) Validations.of(resource).acknowledge({ id, reason });
  }
}
