import { arn } from '../../aws/arn.ts';
import type { AwsApi } from '../aws-api.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/;

/** The longest event of an invocation, in bytes. */
export const REQUEST_LIMIT_BYTES = 6 * 1024 * 1024;

/** The ARN of a function that is named by its name or its ARN. */
export const functionArn = (nameOrArn: unknown): string =>
  String(nameOrArn).startsWith('arn:') ? String(nameOrArn) : arn('lambda', `function:${nameOrArn}`);

/** Lambda, as far as it is here: functions are invoked, and the caller waits for the result. */
export const lambdaApi: AwsApi = {
  signingName: 'lambda',
  maxBodyBytes: REQUEST_LIMIT_BYTES,
  operations: {
    Invoke: {
      actions: ['lambda:InvokeFunction'],
      needs: ({ FunctionName }) => [{ action: 'lambda:InvokeFunction', resource: functionArn(FunctionName) }],
    },
  },
  calledAt(method, path) {
    const name = method === 'POST' ? decoded(INVOCATIONS.exec(path)?.groups?.['name']) : undefined;
    return name === undefined ? undefined : { operation: 'Invoke', parameters: { FunctionName: name } };
  },
};

function decoded(part: string | undefined): string | undefined {
  try {
    return part && decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
