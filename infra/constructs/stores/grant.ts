import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ServiceFunction } from '../service-function.ts';
import type { ServiceTable, TableAction } from '../service-table.ts';

/**
 * One thing that a function may do with a store, as the DynamoDB actions it takes on each table. Stores offer grants
 * by name (`products.change`); nobody else needs to know the actions.
 */
export type Grant = readonly (readonly [ServiceTable, ...TableAction[]])[];

/** The name of an action in policies. */
export const actionName = (action: TableAction): string => (action.startsWith('Query') ? 'Query' : action);

/** Lets a function do what the grants say, and nothing else. */
export function allow(grantee: ServiceFunction, grants: readonly Grant[]): void {
  for (const [table, ...actions] of grants.flat()) {
    for (const action of actions) {
      grantee.addToRolePolicy(
        new PolicyStatement({
          actions: [`dynamodb:${actionName(action)}`],
          resources: table.resourcesOf(action),
        }),
      );
    }
  }
}
