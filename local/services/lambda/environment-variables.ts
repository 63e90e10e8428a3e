import { devNull } from 'node:os';
import { AWS_QUEUES } from '../../aws/queue-url.ts';
import type { FunctionSpec } from '../../model.ts';
import { credentialsOf } from './credentials.ts';

/** From this process only what a program needs to run at all; the rest of its environment stays out of reach. */
const INHERITED = ['PATH', 'NODE_EXTRA_CA_CERTS', 'SystemRoot', 'TEMP', 'TMPDIR'];

/** The environment of one function: Lambda's reserved variables, the function's credentials and the template's variables. */
export function environmentVariables(spec: FunctionSpec, endpoint: string): Record<string, string> {
  const [, , , region = 'us-east-1'] = spec.arn.split(':');
  const credentials = credentialsOf(spec.arn);
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    ...withLocalQueues(spec.environment, endpoint),
    TZ: 'UTC',
    _HANDLER: spec.handler,
    LAMBDA_TASK_ROOT: spec.codePath,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupName(spec),
    AWS_LAMBDA_LOG_STREAM_NAME: LOG_STREAM_NAME,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_ENDPOINT_URL: endpoint,
    // The developer's own ~/.aws must not choose a region, an endpoint or a profile for the functions.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

/** SDKs call a queue at the host of its URL, whatever endpoint they were given: that has to be here, too. */
function withLocalQueues(environment: FunctionSpec['environment'], endpoint: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replaceAll(AWS_QUEUES, `${endpoint}/`)]),
  );
}

/** The part of a handler's context that is the same in every invocation. */
export function functionContext(spec: FunctionSpec): Record<string, string> {
  return {
    functionName: spec.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: spec.arn,
    memoryLimitInMB: String(spec.memoryMb),
    logGroupName: logGroupName(spec),
    logStreamName: LOG_STREAM_NAME,
  };
}

const LOG_STREAM_NAME = 'local/[$LATEST]';

function logGroupName(spec: FunctionSpec): string {
  return `/aws/lambda/${spec.name}`;
}
