import { randomBytes } from 'node:crypto';
import { newSigningKey, type SigningKey } from './signing-key.ts';

/** What only a user pool knows. Whoever is signed in stays so while these stay the same. */
export interface PoolSecrets {
  readonly key: SigningKey;
  /** Signs the cookies of the login page. */
  readonly cookieSecret: string;
}

export async function newPoolSecrets(): Promise<PoolSecrets> {
  return { key: await newSigningKey(), cookieSecret: randomBytes(32).toString('hex') };
}
