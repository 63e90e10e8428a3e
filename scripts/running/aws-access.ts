import { emulatorEnvironment, endpointUrl } from '../localstack/target.ts';
import type { Place } from './place.ts';
import { runningOn } from './running-system.ts';

/** What a client of AWS is configured with; nothing on AWS, where the SDK finds it in the environment. */
export interface AwsAccess {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** There is no system in a place; the message says what to do. */
export class NoSystem extends Error {
  override readonly name = 'NoSystem';
}

/** How clients reach the AWS endpoint of a system. @throws NoSystem if none is known for the port. */
export function awsAccessOf(place: Place): AwsAccess {
  if (place.kind === 'aws') return {};
  if (place.kind === 'localstack') {
    return {
      endpoint: endpointUrl,
      region: emulatorEnvironment['AWS_REGION'] ?? 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
  }
  const system = runningOn(place.port);
  if (system === undefined) {
    throw new NoSystem(
      `Nothing runs on port ${place.port}. Start it with npm start, give its port with --port, or another place with --target.`,
    );
  }
  return { endpoint: system.awsEndpoint, region: 'us-east-1', credentials: system.awsCredentials };
}

/** How the names of a system's stacks begin. */
export const stackPrefixOf = (place: Place): string =>
  place.kind === 'aws' && place.stage === 'prod' ? 'MultidomainProd-' : 'Multidomain-';

/** What went wrong with a call to AWS and what to do, for errors that are not bugs; undefined for any other. */
export function explainAws(error: unknown, place: Place): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (error instanceof NoSystem) return message;
  if (name === 'CredentialsProviderError') {
    return `There are no AWS credentials (${message}).\nSet AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  }
  if (message === 'Region is missing') return 'There is no AWS region. Set AWS_REGION.';
  if (isConnectionRefused(error)) {
    return place.kind === 'localstack'
      ? `Nothing answers at ${endpointUrl}. Start the emulator, or set its address with AWS_ENDPOINT_URL.`
      : 'The system no longer runs. Start it with npm start.';
  }
  // Any other refusal of AWS, such as a missing permission.
  return '$metadata' in error ? `${name}: ${message}` : undefined;
}

const isConnectionRefused = (error: Error): boolean =>
  ('code' in error && error.code === 'ECONNREFUSED') ||
  (error instanceof AggregateError && error.errors.some(isConnectionRefused));
