import { type App, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundleFolder } from '../bundling/bundle-handlers.ts';

export interface ServiceFunctionProps {
  /** The service's folder under `functions/`. */
  readonly service: string;
  /** What the function is for, in one sentence. */
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Default 10 s. */
  readonly timeout?: Duration;
}

const kebabCase = (id: string): string => id.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

/**
 * One use case: the handler whose file has the construct's name (`CreateCustomer` is
 * `functions/customer/handlers/create-customer.ts`), with a role and a log group of its own.
 */
export class ServiceFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Lambda's managed policy allows to log to every group of the account; this one only to its own.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    const { outdir } = scope.node.root as App;
    super(scope, id, {
      description: props.description,
      code: Code.fromAsset(bundleFolder(outdir, `${props.service}/${kebabCase(id)}`)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: props.timeout ?? Duration.seconds(10),
      role,
      logGroup,
      environment: {
        POWERTOOLS_SERVICE_NAME: props.service,
        ...props.environment,
      },
    });
  }
}
