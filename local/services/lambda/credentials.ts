import { createHash } from 'node:crypto';
import type { FunctionSpec } from '../../template/model.ts';

/** The temporary credentials that a function's execution environments carry. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Gives a function credentials of its own: the same ARN has the same, two ARNs never share an access key id. */
export function credentialsOf(functionArn: string): FunctionCredentials {
  const digest = (purpose: string): string =>
    createHash('sha256').update(`${purpose}:${functionArn}`).digest('hex');
  return {
    accessKeyId: `ASIA${digest('key').slice(0, 16).toUpperCase()}`,
    secretAccessKey: digest('secret').slice(0, 40),
    sessionToken: digest('token'),
  };
}

/** Maps each function's access key id to its role's ARN: how the local AWS endpoint knows its callers. */
export function rolesByAccessKeyId(functions: readonly FunctionSpec[]): Map<string, string> {
  return new Map(functions.map(({ arn, roleArn }) => [credentialsOf(arn).accessKeyId, roleArn]));
}
