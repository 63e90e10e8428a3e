import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * The role with which API Gateway writes the access logs of all REST APIs. An account has one such setting in each
 * region, so all stages share this stack, and none of them may take it along: it has to be the same in each, and
 * refuses to be deleted.
 */
export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const role = new Role(this, 'ApiLogs', {
      description: 'Lets API Gateway write logs, for all APIs of the account and region.',
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      // API Gateway takes no role that may do less.
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
      ],
    });
    new CfnAccount(this, 'ApiGateway', { cloudWatchRoleArn: role.roleArn });
  }
}
