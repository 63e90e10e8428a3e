import { existsSync } from 'node:fs';
import { type App, Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { bundleFolder } from '../bundling/bundle-handlers.ts';
import { expiringLogs, loggingTo } from './function-logs.ts';

export interface ServiceFunctionProps {
  /** The service's folder under `functions/`. */
  readonly service: string;
  /** What the function does, in one sentence. */
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Default 10 s. */
  readonly timeout?: Duration;
}

const kebabCase = (id: string): string => id.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();

/**
 * One use case: the Lambda of the handler whose file has the construct's name (`CreateCustomer` is
 * `functions/customer/handlers/create-customer.ts`), with a role and a log group of its own.
 * @throws Error that names the file when it is missing.
 */
export class ServiceFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const logGroup = expiringLogs(scope, `${id}Logs`);
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(loggingTo(logGroup));
    const { outdir } = scope.node.root as App;
    const bundle = bundleFolder(outdir, `${props.service}/${kebabCase(id)}`);
    if (!existsSync(bundle)) {
      throw new Error(
        `${id} has no handler: functions/${props.service}/handlers/${kebabCase(id)}.ts is missing`,
      );
    }
    super(scope, id, {
      description: props.description,
      code: Code.fromAsset(bundle),
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
