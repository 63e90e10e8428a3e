import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { AwsClient } from 'aws4fetch';
import { inject } from 'vitest';

const credentials = defaultProvider();

/** `fetch`, with requests to API Gateway on AWS signed (SigV4) with the caller's own credentials. */
export async function signedFetch(url: string, init: RequestInit): Promise<Response> {
  const region = new URL(inject('baseUrl')).hostname.match(/\.execute-api\.([^.]+)\.amazonaws\.com/)?.[1];
  if (region === undefined) return fetch(url, init);
  const client = new AwsClient({ ...(await credentials()), region, service: 'execute-api', retries: 0 });
  return client.fetch(url, init);
}
