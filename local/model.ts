import type { CreateTableCommandInput, TimeToLiveSpecification } from '@aws-sdk/client-dynamodb';
import type { PolicyStatement, RoleSpec } from './iam/role.ts';

/**
 * What one machine has to run, read from the synthesized CloudFormation: every intrinsic resolved, every
 * reference an ARN or a name. The services under `local/services/` start from these and from nothing else.
 */
export interface SystemModel {
  readonly tables: readonly TableSpec[];
  readonly queues: readonly QueueSpec[];
  readonly buses: readonly BusSpec[];
  readonly rules: readonly RuleSpec[];
  readonly schedules: readonly ScheduleSpec[];
  readonly functions: readonly FunctionSpec[];
  readonly eventSources: readonly EventSourceSpec[];
  readonly roles: readonly RoleSpec[];
  readonly userPools: readonly UserPoolSpec[];
  readonly apis: readonly ApiSpec[];
}

/** AWS::DynamoDB::Table. `create` goes to CreateTable unchanged; `streamArn` is set when a stream is on. */
export interface TableSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly streamArn?: string;
  readonly create: CreateTableCommandInput;
  readonly timeToLive?: TimeToLiveSpecification;
}

/** AWS::SQS::Queue, with the queue policy's statements as written in the template. */
export interface QueueSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly delaySeconds: number;
  /** How long a receive waits for a message that does not say how long. */
  readonly receiveWaitSeconds: number;
  readonly redrive?: { readonly deadLetterArn: string; readonly maxReceiveCount: number };
  readonly policy: readonly PolicyStatement[];
}

/** AWS::Events::EventBus. */
export interface BusSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

/** AWS::Events::Rule with a schedule expression, and what it invokes. */
export interface ScheduleSpec {
  readonly logicalId: string;
  readonly arn: string;
  readonly enabled: boolean;
  readonly everySeconds: number;
  readonly targets: readonly ScheduleTarget[];
}

/** A function that a schedule invokes. `input` is the event; default: one that names the schedule. */
export interface ScheduleTarget {
  readonly functionArn: string;
  readonly input?: unknown;
}

/** AWS::Events::Rule with an event pattern. */
export interface RuleSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  readonly enabled: boolean;
  readonly pattern: Record<string, unknown>;
  readonly targets: readonly RuleTargetSpec[];
}

/** Where a rule sends its events. */
export interface RuleTargetSpec {
  readonly id: string;
  readonly arn: string;
  /** The queue for events that cannot be delivered. */
  readonly deadLetterArn?: string;
}

/** AWS::Lambda::Function; `codePath` is the unpacked asset folder. */
export interface FunctionSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly codePath: string;
  /** As in CloudFormation: `index.handler`. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly roleArn: string;
  readonly reservedConcurrency?: number;
}

/** AWS::Lambda::EventSourceMapping from a table stream or a queue. */
export interface EventSourceSpec {
  readonly logicalId: string;
  readonly functionArn: string;
  /** A table's stream ARN or a queue's ARN. */
  readonly sourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly maximumBatchingWindowSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** Filter patterns (event-pattern syntax); a record that matches none is skipped. Empty: all records. */
  readonly filters: readonly Record<string, unknown>[];
  /** Streams only: whether a batch is split in two when the function fails. */
  readonly bisectBatchOnError: boolean;
  /** Streams only: records older than this are given up; -1 never. */
  readonly maximumRecordAgeSeconds: number;
  /** Streams only; -1 retries until the record expires. */
  readonly maximumRetryAttempts: number;
  /** Streams only: the queue that is notified of records given up on. */
  readonly onFailureArn?: string;
  /** Queues only. */
  readonly maximumConcurrency?: number;
}

/** AWS::ApiGateway::RestApi with its resources, methods and stage flattened into routes. */
export interface ApiSpec {
  readonly logicalId: string;
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly routes: readonly RouteSpec[];
  readonly gatewayResponses: readonly GatewayResponseSpec[];
}

/** AWS::ApiGateway::GatewayResponse: a response that the gateway gives without a function. */
export interface GatewayResponseSpec {
  readonly logicalId: string;
  /** Such as `REQUEST_TOO_LARGE`, or `DEFAULT_5XX` for all that have none of their own. */
  readonly type: string;
  /** Default: the type's own. */
  readonly statusCode?: number;
  /** Values are texts in single quotes, or variables such as `context.requestId`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Its variables begin with `$`; default: AWS's own. */
  readonly template?: { readonly contentType: string; readonly body: string };
}

/** One AWS::ApiGateway::Method with a Lambda proxy integration. */
export interface RouteSpec {
  readonly logicalId: string;
  /** An HTTP method, or `ANY`. */
  readonly method: string;
  /** API Gateway's resource path: `/customers/{customerId}`, `/{proxy+}`, `/`. */
  readonly path: string;
  readonly functionArn: string;
  /** Default: everybody may use it. */
  readonly authorization?: RouteAuthorization;
}

/** What a request for a route has to show: a token of one of these user pools. */
export interface RouteAuthorization {
  readonly userPoolArns: readonly string[];
  /** The name of the header that carries the token. */
  readonly header: string;
  /** An access token needs one of these; if there are none, an id token is needed. */
  readonly scopes: readonly string[];
}

/** AWS::Cognito::UserPool with its clients and groups. */
export interface UserPoolSpec {
  readonly logicalId: string;
  /** `us-east-1_a1b2c3d4e`. */
  readonly id: string;
  readonly arn: string;
  /** Default: it has none. */
  readonly name?: string;
  readonly clients: readonly UserPoolClientSpec[];
  readonly groups: readonly { readonly name: string; readonly description?: string }[];
}

/** AWS::Cognito::UserPoolClient without a secret. */
export interface UserPoolClientSpec {
  readonly logicalId: string;
  readonly id: string;
  readonly name: string;
  /** Whether it may send people to the pages that sign them in. */
  readonly signsIn: boolean;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly scopes: readonly string[];
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** Default: a refresh token stays the same until it expires. */
  readonly rotation?: { readonly graceSeconds: number };
}
