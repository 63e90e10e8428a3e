import { ReplicateProducts } from '../../../contracts/consumers/customer.ts';
import { replicateProducts } from '../../../shared/replicas/replicas.ts';
import { productReplica } from '../adapters/tables.ts';

/** ProductAdded, ProductModified, ProductRemoved → the product-replica table */
export const handler = replicateProducts(ReplicateProducts, productReplica);
