import type { Service } from '../../../contracts/definition/define-event.ts';
import { environment } from '../../../shared/config/environment.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { Rows } from '../derived/rows.ts';

/** `catalog`, `CustomerReplica` → the variable `CATALOG_CUSTOMER_REPLICA_TABLE`. @throws Error if it is not set */
function nameOf(service: Service, id: string): string {
  const variable = `${service}_${id.replace(/(?<!^)([A-Z])/g, '_$1')}_TABLE`.toUpperCase();
  return environment(variable)[variable] as string;
}

/** The rows of the services' tables. @param signal when aborted, reads fail. Default: never. */
export const rowsUntil = (signal?: AbortSignal): Rows => new Rows(documentClient, nameOf, signal);
