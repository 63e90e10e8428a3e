import { join } from 'node:path';
import { folder, readDeployment } from '../emulated/deployment.ts';

/** The address of LocalStack or a compatible emulator: `AWS_ENDPOINT_URL`; default: port 4566 on this machine. */
export const endpointUrl = (process.env['AWS_ENDPOINT_URL'] ?? 'http://localhost:4566').replace(/\/+$/, '');

/** Environment variables with which the CDK and the SDK call only the emulator. */
export const emulatorEnvironment: Readonly<Record<string, string>> = {
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_ENDPOINT_URL_S3: process.env['AWS_ENDPOINT_URL_S3'] ?? endpointUrl,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: process.env['AWS_REGION'] ?? 'us-east-1',
};

/** The folder of the synthesized app. Not `cdk.out`, which the bootstrap command overwrites. */
export const assemblyDir = join(folder, 'cdk.out');

/**
 * The deployed API's address on the emulator, without the stage; undefined if nothing is deployed yet.
 * @throws Error if the deployment's outputs have no API endpoint.
 */
export function deployedApiUrl(): string | undefined {
  const deployment = readDeployment();
  return deployment && `${endpointUrl}/_aws/execute-api/${deployment.apiId}`;
}
