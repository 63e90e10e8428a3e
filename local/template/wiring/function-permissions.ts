import { environment } from '../../aws/arn.ts';
import { matchesArn } from '../../iam/arn-pattern.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { functionArn, permission } from '../resources/lambda-function.ts';

/** Whether an AWS::Lambda::Permission lets a service, such as `events.amazonaws.com`, invoke a function for a source. */
export function mayInvoke(
  resources: ResolvedResources,
  service: string,
  targetArn: string,
  sourceArn: string,
): boolean {
  return resources.of(permission).some(
    ({ properties: { Action, Principal, FunctionName, SourceArn, SourceAccount } }) =>
      Action === 'lambda:InvokeFunction' &&
      Principal === service &&
      functionArn(FunctionName) === targetArn &&
      // Lambda writes it into the function's policy as ArnLike.
      (SourceArn === undefined || matchesArn(SourceArn, sourceArn)) &&
      (SourceAccount ?? environment.accountId) === environment.accountId,
  );
}
