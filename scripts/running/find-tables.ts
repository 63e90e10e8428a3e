import { type DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import type { Service } from '../../contracts/definition/define-event.ts';
import { NoSystem } from './aws-access.ts';

/** Finds the table that a service's stack declares with an id. @throws NoSystem if there is none. */
export type TableNames = (service: Service, id: string) => string;

/** The names of a system's tables. @param prefix how the names of its stacks begin. */
export async function findTables(client: DynamoDBClient, prefix: string): Promise<TableNames> {
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames);
  return tableNamesIn(names, prefix);
}

/** {@link findTables} among known names. */
export function tableNamesIn(names: readonly string[], prefix: string): TableNames {
  return (service, id) => {
    // The stack, the id with its hash, and a suffix of CloudFormation.
    const pattern = new RegExp(`^${prefix}${service}-${id}[0-9a-f]{8}(-|$)`, 'i');
    const [name, ...others] = names.filter((each) => pattern.test(each));
    if (name !== undefined && others.length === 0) return name;
    throw new NoSystem(
      name === undefined
        ? `There is no table ${prefix}${service}-${id} there. Is the system deployed, and are --stage and the region right?`
        : `There are several tables ${prefix}${service}-${id} there: ${[name, ...others].join(', ')}. Delete those of earlier deployments.`,
    );
  };
}
