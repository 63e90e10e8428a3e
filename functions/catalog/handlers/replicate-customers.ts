import { ReplicateCustomers } from '../../../contracts/consumers/catalog.ts';
import { replicateCustomers } from '../../../shared/replicas/replicas.ts';
import { customerReplica } from '../adapters/tables.ts';

/** CustomerAdded, CustomerUpdated, CustomerRemoved → the customer-replica table */
export const handler = replicateCustomers(ReplicateCustomers, customerReplica);
