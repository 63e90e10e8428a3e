/** The part of a variable's name that stands for a table: `CustomerReplica` → `CUSTOMER_REPLICA_TABLE`. */
export const tableVariable = (id: string): string =>
  `${id.replace(/(?<!^)([A-Z])/g, '_$1').toUpperCase()}_TABLE`;
