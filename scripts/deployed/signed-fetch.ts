import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { AwsClient } from 'aws4fetch';

const credentials = defaultProvider();

/** The region in an API Gateway address; undefined for any other address. */
export const regionOf = (url: string): string | undefined =>
  URL.parse(url)?.hostname.match(/\.execute-api\.([^.]+)\.amazonaws\.com/)?.[1];

/**
 * `fetch`, but requests to API Gateway on AWS are signed (SigV4) with the caller's credentials.
 * @throws CredentialsProviderError if credentials are needed and missing.
 */
export async function signedFetch(url: string, init: RequestInit): Promise<Response> {
  const region = regionOf(url);
  // biome-ignore lint/style/noRestrictedGlobals: the client sends requests with it
  if (region === undefined) return fetch(url, init);
  const client = new AwsClient({ ...(await credentials()), region, service: 'execute-api', retries: 0 });
  return client.fetch(url, init);
}
