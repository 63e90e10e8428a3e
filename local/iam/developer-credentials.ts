import { randomBytes } from 'node:crypto';

/** Credentials as `aws configure` takes them. */
export interface DeveloperCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** New credentials for whoever starts the system; nobody else on this machine can guess the secret. */
export function newDeveloperCredentials(): DeveloperCredentials {
  return { accessKeyId: 'local', secretAccessKey: randomBytes(20).toString('hex') };
}
