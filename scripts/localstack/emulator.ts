import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { reasonOf } from '../deployed/find-fault.ts';
import { endpointUrl } from './target.ts';

const TIMEOUT_MS = 5_000;

/** Why the emulator cannot be used, and what to do about it; undefined if it works. */
export async function findEmulatorFault(): Promise<string | undefined> {
  const start = `Start LocalStack (docker compose up -d) or MiniStack (pip install 'ministack[full]' && ministack),
or set its address: AWS_ENDPOINT_URL=http://host:port`;
  if (!/^https?:$/.test(URL.parse(endpointUrl)?.protocol ?? '')) {
    return `AWS_ENDPOINT_URL is "${endpointUrl}"; it must be an address such as http://localhost:4566`;
  }
  try {
    // biome-ignore lint/style/noRestrictedGlobals: calls the emulator, not the API
    await fetch(endpointUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    return `Nothing answers at ${endpointUrl} (${reasonOf(error)}).\n${start}`;
  }
  try {
    const client = new CloudFormationClient({
      endpoint: endpointUrl,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    await client.send(new DescribeStacksCommand({}), { requestTimeout: TIMEOUT_MS });
    return undefined;
  } catch (error) {
    return `The server at ${endpointUrl} is not an AWS emulator (CloudFormation: ${reasonOf(error)}).\n${start}`;
  }
}
