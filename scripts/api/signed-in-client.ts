import { type ApiClient, type ClientOptions, createClient } from '../../client/create-client.ts';
import { tokensFor } from '../tokens/token-for.ts';

export interface SignedInClientOptions extends ClientOptions {
  readonly baseUrl: string;
}

/** A client whose requests have an access token of an editor, if the system asks for one. */
export const signedInClient = ({ baseUrl, ...options }: SignedInClientOptions): ApiClient =>
  createClient({ baseUrl, token: tokensFor({ url: baseUrl, role: 'editor' }), ...options });
