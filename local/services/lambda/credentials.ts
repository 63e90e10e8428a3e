import { createHmac, randomBytes } from 'node:crypto';
import type { KnownCredentials } from '../../iam/caller.ts';
import type { FunctionSpec } from '../../model.ts';

/** The temporary credentials that a function's execution environments carry. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Secrets are derived from this; every process has its own. */
const seed = randomBytes(32);

/**
 * Gives a function credentials of its own, which only this process can tell: the same ARN has the same, two ARNs
 * never share an access key id.
 */
export function credentialsOf(functionArn: string): FunctionCredentials {
  const digest = (purpose: string): string =>
    createHmac('sha256', seed).update(`${purpose}:${functionArn}`).digest('hex');
  return {
    accessKeyId: `ASIA${digest('key').slice(0, 16).toUpperCase()}`,
    secretAccessKey: digest('secret').slice(0, 40),
    sessionToken: digest('token'),
  };
}

/** The credentials of each function by access key id: how the local AWS endpoint knows its callers. */
export function functionCredentials(functions: readonly FunctionSpec[]): Map<string, KnownCredentials> {
  return new Map(
    functions.map(({ arn, roleArn }) => {
      const { accessKeyId, ...secrets } = credentialsOf(arn);
      return [accessKeyId, { ...secrets, caller: { roleArn } }];
    }),
  );
}
