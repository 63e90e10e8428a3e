import { Stack, type StackProps } from 'aws-cdk-lib';
import {
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { accessLogFormat } from '../constructs/access-log-format.ts';
import { expiringLogs } from '../constructs/function-logs.ts';
import { GatewayProblems } from '../constructs/gateway-problems.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Settings } from '../settings.ts';
import type { Route } from './service-stack.ts';

export interface ApiStackProps extends StackProps {
  readonly routes: readonly Route[];
  readonly settings: Settings;
}

/** The one REST API, stage `api`: every service's routes, and problem+json for what is none and for what the gateway refuses. */
export class ApiStack extends Stack {
  readonly api: RestApi;
  /** One line for each request, also for those that reach no function; emulators have none. */
  readonly accessLog: LogGroup | undefined;
  /** The function behind what is no route. */
  readonly unmatched: ServiceFunction;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { routes, settings } = props;
    this.accessLog = settings.target === 'aws' ? expiringLogs(this, 'AccessLog') : undefined;
    this.api = new RestApi(this, 'Api', {
      // The name is the dimension of the API's metrics: an account may hold two stages.
      restApiName: this.stackName,
      description: 'Customers, products and purchases.',
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: { stageName: 'api', ...logging(this.accessLog), ...throttling(settings) },
      // The account has one role for all APIs: see AccountStack.
      cloudWatchRole: false,
      // Until people can sign in, AWS takes signed calls only; emulators know no authorization.
      defaultMethodOptions: settings.target === 'aws' ? { authorizationType: AuthorizationType.IAM } : {},
    });

    new GatewayProblems(this, 'Problems', this.api);

    const paths = new Set(routes.map(({ contract }) => contract.path));
    for (const path of paths) {
      const resource = this.api.root.resourceForPath(path);
      const here = routes.filter(({ contract }) => contract.path === path);
      for (const route of here) resource.addMethod(route.contract.method, integrationOf(route.function));
    }

    this.unmatched = new ServiceFunction(this, 'UnmatchedRoute', {
      service: 'api',
      description: 'Answers what is no route: 404, or 405 with the methods that are.',
      environment: { ROUTES: JSON.stringify(methodsByPath(routes)) },
    });
    const integration = integrationOf(this.unmatched);
    this.api.root.addMethod('ANY', integration);
    this.api.root.addProxy({ defaultIntegration: integration });
    for (const path of new Set([...paths].flatMap(pathsTo))) {
      this.api.root.resourceForPath(path).addMethod('ANY', integration);
    }
  }
}

/** Keeps whoever may call the API, or finds a way to, from running up a bill. Emulators do not throttle. */
const throttling = ({ target, requestRate = 50, requestBurst = 100 }: Settings): StageOptions =>
  target === 'aws' ? { throttlingRateLimit: requestRate, throttlingBurstLimit: requestBurst } : {};

const logging = (logs: LogGroup | undefined): StageOptions =>
  logs === undefined
    ? {}
    : { accessLogDestination: new LogGroupLogDestination(logs as ILogGroup), accessLogFormat };

/** Calls a function; the console's test button gets no permission of its own. */
const integrationOf = (handler: IFunction) => new LambdaIntegration(handler, { allowTestInvoke: false });

/** The methods of each path, sorted. */
function methodsByPath(routes: readonly Route[]): Record<string, string[]> {
  const methods: Record<string, string[]> = {};
  for (const { contract } of routes) {
    const { method, path } = contract;
    methods[path] = [...(methods[path] ?? []), method].sort();
  }
  return methods;
}

/** A path and those above it: each is a resource, and would answer a wrong method with API Gateway's 403. */
const pathsTo = (path: string): string[] => {
  const parts = path.split('/').slice(1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
};
