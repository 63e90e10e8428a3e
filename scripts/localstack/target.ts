import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where LocalStack, or an emulator compatible with it, answers: `AWS_ENDPOINT_URL`, or port 4566 here. */
export const endpointUrl = (process.env['AWS_ENDPOINT_URL'] ?? 'http://localhost:4566').replace(/\/+$/, '');

/** What the CDK and the SDK need to talk to the emulator and to nothing else. */
export const emulatorEnvironment: Readonly<Record<string, string>> = {
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_ENDPOINT_URL_S3: process.env['AWS_ENDPOINT_URL_S3'] ?? endpointUrl,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: process.env['AWS_REGION'] ?? 'us-east-1',
};

const folder = join(import.meta.dirname, '../../.local/localstack');

/** The synthesized app for this target: apart from `cdk.out`, which the bootstrap command overwrites. */
export const assemblyDir = join(folder, 'cdk.out');

/** Where the stacks' outputs are written, as `cdk deploy --outputs-file` does. */
export const outputsFile = join(folder, 'outputs.json');

/**
 * The deployed API's address on the emulator, without the stage; undefined when nothing was deployed yet.
 * @throws Error when the deployment's outputs name no API.
 */
export function deployedApiUrl(): string | undefined {
  if (!existsSync(outputsFile)) return undefined;
  const outputs: Record<string, Record<string, string>> = JSON.parse(readFileSync(outputsFile, 'utf8'));
  const endpoint = Object.values(outputs)
    .flatMap((stack) => Object.entries(stack))
    .find(([name]) => name.startsWith('ApiEndpoint'))?.[1];
  // Whatever host name the emulator gives the API, its first part is the API's id.
  const apiId = endpoint?.match(/^https?:\/\/([^.]+)\./)?.[1];
  if (apiId === undefined) throw new Error(`${outputsFile} names no API endpoint`);
  return `${endpointUrl}/_aws/execute-api/${apiId}`;
}
