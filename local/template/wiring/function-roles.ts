import { managedPolicies } from '../../iam/managed-policies.ts';
import { concernsService, evaluate } from '../../iam/policy.ts';
import type { SystemModel } from '../../model.ts';
import type { Problems } from '../problems.ts';
import type { ResolvedResources } from '../resolved-resources.ts';
import { role } from '../resources/iam-role.ts';
import { lambdaFunction } from '../resources/lambda-function.ts';

/** Each function's role is in the template and trusts Lambda; each managed policy of a role is known. */
export function checkFunctionRoles(
  _model: SystemModel,
  resources: ResolvedResources,
  problems: Problems,
): void {
  const roles = resources.of(role);
  for (const declared of roles) {
    for (const policyArn of declared.properties.ManagedPolicyArns) {
      if (managedPolicies.has(policyArn)) continue;
      problems.add(
        declared,
        `unknown managed policy ${policyArn}; allowed: ${[...managedPolicies.keys()].join(', ')}`,
      );
    }
  }
  for (const declared of resources.of(lambdaFunction)) {
    const { Role } = declared.properties;
    const found = roles.find(({ attributes }) => attributes['Arn'] === Role);
    if (found === undefined) {
      problems.add(declared, `Role ${Role} is not in the template; allowed: an AWS::IAM::Role of this app`);
      continue;
    }
    const trusts = found.properties.AssumeRolePolicyDocument.Statement.filter((statement) =>
      concernsService(statement, 'lambda.amazonaws.com'),
    );
    if (evaluate(trusts, 'sts:AssumeRole', Role) !== 'allowed') {
      problems.add(
        declared,
        `Lambda cannot assume its role ${found.logicalId}: no trust in lambda.amazonaws.com`,
      );
    }
  }
}
