import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * The role with which API Gateway writes the access logs of all REST APIs. An account has one such setting per
 * region, so all stages share this stack. It must be the same for each of them and must not be deleted with one, so
 * it is protected against deletion.
 */
export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const role = new Role(this, 'ApiLogs', {
      description: 'Lets API Gateway write the logs of all APIs in the account and region.',
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      // API Gateway accepts no narrower policy.
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
      ],
    });
    new CfnAccount(this, 'ApiGateway', { cloudWatchRoleArn: role.roleArn });
  }
}
