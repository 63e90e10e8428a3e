import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { AwsClient } from 'aws4fetch';

const credentials = defaultProvider();

/** The region of an API's own address; undefined for any other address. */
export const regionOf = (url: string): string | undefined =>
  URL.parse(url)?.hostname.match(/\.execute-api\.([^.]+)\.amazonaws\.com/)?.[1];

/**
 * `fetch`, with requests to API Gateway on AWS signed (SigV4) with the caller's own credentials.
 * @throws CredentialsProviderError when they are needed and there are none.
 */
export async function signedFetch(url: string, init: RequestInit): Promise<Response> {
  const region = regionOf(url);
  // biome-ignore lint/style/noRestrictedGlobals: it is what the client sends with
  if (region === undefined) return fetch(url, init);
  const client = new AwsClient({ ...(await credentials()), region, service: 'execute-api', retries: 0 });
  return client.fetch(url, init);
}
