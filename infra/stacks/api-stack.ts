import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AuthorizationType,
  CognitoUserPoolsAuthorizer,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  type MethodOptions,
  RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { type IUserPool, OAuthScope } from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import * as ownRoutes from '../../contracts/api/routes.ts';
import { accessLogFormat } from '../constructs/access-log-format.ts';
import { expiringLogs } from '../constructs/function-logs.ts';
import { GatewayProblems } from '../constructs/gateway-problems.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Settings } from '../settings.ts';
import { checkedAnswers } from './checked-answers.ts';
import { endpointTimeout } from './endpoint-timeout.ts';
import { openAccess } from './open-access.ts';
import type { Route, ServiceStack } from './service-stack.ts';

export interface ApiStackProps extends StackProps {
  /** Whose routes the API has, and who are asked for what they hold of a customer. */
  readonly services: readonly ServiceStack[];
  /** Whose people may call the API; `undefined` if its access is open. */
  readonly userPool: IUserPool | undefined;
  readonly settings: Settings;
}

/** The one REST API, with the stage `api`: the routes of all services, and problem+json for everything else. */
export class ApiStack extends Stack {
  readonly api: RestApi;
  /** One line per request, including those that reach no function; `undefined` on emulators. */
  readonly accessLog: LogGroup | undefined;
  /** The functions that belong to no service. */
  readonly functions: readonly ServiceFunction[];

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    const { settings } = props;
    this.accessLog = settings.target === 'aws' ? expiringLogs(this, 'AccessLog') : undefined;
    this.api = new RestApi(this, 'Api', {
      // The name is a dimension of the API's metrics, and stages may share an account.
      restApiName: this.stackName,
      description: 'Customers, products and purchases.',
      endpointTypes: [EndpointType.REGIONAL],
      deployOptions: { stageName: 'api', ...logging(this.accessLog), ...throttling(settings) },
      // The account has one role for all APIs: see AccountStack.
      cloudWatchRole: false,
      defaultMethodOptions: this.#signedIn(props.userPool),
    });

    new GatewayProblems(this, 'Problems', this.api);

    const own = Object.values(ownRoutes).map((contract) => ({
      contract,
      function: new ServiceFunction(this, contract.name, {
        service: 'api',
        description: `${contract.method} ${contract.path}`,
        environment: { ...checkedAnswers(settings), ...openAccess(settings) },
        // The gateway waits for 29 s at most.
        timeout: Duration.seconds(contract === ownRoutes.ExportCustomer ? 28 : 10),
        ...endpointTimeout(settings),
      }),
    }));
    const routes: Route[] = [...props.services.flatMap((service) => service.routes), ...own];
    const exporting = own.find(({ contract }) => contract === ownRoutes.ExportCustomer);
    if (exporting !== undefined) letAsk(exporting.function, props.services);

    const paths = new Set(routes.map(({ contract }) => contract.path));
    for (const path of paths) {
      const resource = this.api.root.resourceForPath(path);
      const here = routes.filter(({ contract }) => contract.path === path);
      for (const route of here) resource.addMethod(route.contract.method, integrationOf(route.function));
    }

    const unmatched = new ServiceFunction(this, 'UnmatchedRoute', {
      service: 'api',
      description: 'Answers requests without a route: 404, or 405 with the allowed methods.',
      environment: { ROUTES: JSON.stringify(methodsByPath(routes)), ...openAccess(settings) },
      ...endpointTimeout(settings),
    });
    this.functions = [...own.map((route) => route.function), unmatched];
    const integration = integrationOf(unmatched);
    this.api.root.addMethod('ANY', integration);
    this.api.root.addProxy({ defaultIntegration: integration });
    for (const path of new Set([...paths].flatMap(pathsTo))) {
      this.api.root.resourceForPath(path).addMethod('ANY', integration);
    }
  }

  /** What every method asks of its callers: an access token. Without scopes, the authorizer would take id tokens instead. */
  #signedIn(userPool: IUserPool | undefined): MethodOptions {
    if (userPool === undefined) return {};
    const authorizer = new CognitoUserPoolsAuthorizer(this, 'SignedIn', {
      cognitoUserPools: [userPool],
      // A remembered answer would be valid beyond the token. Checking costs nothing: the gateway knows the pool's keys.
      resultsCacheTtl: Duration.seconds(0),
    });
    return {
      authorizationType: AuthorizationType.COGNITO,
      authorizer,
      authorizationScopes: [OAuthScope.OPENID.scopeName],
    };
  }
}

/** Lets a function ask each service what it holds of a customer; it finds the names in `<SERVICE>_DISCLOSURE`. */
function letAsk(asking: ServiceFunction, services: readonly ServiceStack[]): void {
  for (const { service, disclosing } of services) {
    asking.addEnvironment(`${service.toUpperCase()}_DISCLOSURE`, disclosing.functionName);
    asking.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [disclosing.functionArn] }),
    );
  }
}

/** Limits the bill that anyone who can call the API can run up. Emulators do not throttle. */
const throttling = ({ target, requestRate = 50, requestBurst = 100 }: Settings): StageOptions =>
  target === 'aws' ? { throttlingRateLimit: requestRate, throttlingBurstLimit: requestBurst } : {};

const logging = (logs: LogGroup | undefined): StageOptions =>
  logs === undefined
    ? {}
    : { accessLogDestination: new LogGroupLogDestination(logs as ILogGroup), accessLogFormat };

/** Invokes a function, without the extra permission for the console's test button. */
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

/** A path and its parents: each is a resource, which would answer a wrong method with API Gateway's 403. */
const pathsTo = (path: string): string[] => {
  const parts = path.split('/').slice(1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
};
