import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

const folder = join(import.meta.dirname, '../../.local/localstack');

/** The folder of the synthesized app. Not `cdk.out`, which the bootstrap command overwrites. */
export const assemblyDir = join(folder, 'cdk.out');

/** The file with the stacks' outputs, written by `cdk deploy --outputs-file`. */
export const outputsFile = join(folder, 'outputs.json');

/**
 * The deployed API's address on the emulator, without the stage; undefined if nothing is deployed yet.
 * @throws Error if the deployment's outputs have no API endpoint.
 */
export function deployedApiUrl(): string | undefined {
  if (!existsSync(outputsFile)) return undefined;
  const outputs: Record<string, Record<string, string>> = JSON.parse(readFileSync(outputsFile, 'utf8'));
  const endpoint = Object.values(outputs)
    .flatMap((stack) => Object.entries(stack))
    .find(([name]) => name.startsWith('ApiEndpoint'))?.[1];
  // Host names differ between emulators, but the first label is always the API's id.
  const apiId = endpoint?.match(/^https?:\/\/([^.]+)\./)?.[1];
  if (apiId === undefined)
    throw new Error(`${outputsFile} has no output ApiEndpoint…. Run npm run deploy:localstack again`);
  return `${endpointUrl}/_aws/execute-api/${apiId}`;
}
