import { type CfnResource, type CustomResourceProviderBase, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { expiringLogs, loggingTo } from './function-logs.ts';

export interface PageBucketProps {
  /** In `prod`, the bucket outlives its stack once that has been deployed; in `dev`, it is emptied and deleted. */
  readonly stage: Settings['stage'];
}

/** A private, encrypted bucket with the files of the web page. */
export class PageBucket extends Bucket {
  constructor(scope: Construct, id: string, { stage }: PageBucketProps) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      ...(stage === 'prod'
        ? { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }
        : { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }),
    });
    if (stage !== 'prod') restrainEmptying(scope, expiringLogs(scope, `${id}EmptyingLogs`));
  }
}

/** Gives the CDK's function that empties the bucket the limits that all functions have: it takes no properties. */
function restrainEmptying(scope: Construct, logs: LogGroup): void {
  const provider = Stack.of(scope).node.findChild(
    'Custom::S3AutoDeleteObjectsCustomResourceProvider',
  ) as CustomResourceProviderBase;
  const handler = provider.node.findChild('Handler') as CfnResource;
  const role = provider.node.findChild('Role') as CfnResource;
  handler.addPropertyOverride('Architectures', ['arm64']);
  handler.addPropertyOverride('LoggingConfig', { LogGroup: logs.logGroupName });
  role.addPropertyDeletionOverride('ManagedPolicyArns');
  provider.addToRolePolicy(loggingTo(logs).toStatementJson());
}
