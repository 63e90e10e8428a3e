import type { Mutant } from '../mutant.ts';

const REPLICA = 'shared/replicas/replica-table.ts';

/** Faults in copies of other services' entities. */
export const replicas: readonly Mutant[] = [
  {
    name: 'a late event replaces a newer one in a replica',
    file: REPLICA,
    find: "ConditionExpression: 'attribute_not_exists(version) OR version <= :version',",
    replace: "ConditionExpression: 'attribute_not_exists(version) OR version <> :version',",
  },
  {
    name: 'a removed entity stays in replicas',
    file: REPLICA,
    find: "const isRemoved = (row: Readonly<Record<string, unknown>>): boolean => row['removed'] === true;",
    replace:
      "const isRemoved = (row: Readonly<Record<string, unknown>>): boolean => row['removed'] === null;",
  },
  {
    name: 'replicas forget the names of removed products',
    file: 'shared/replicas/replicas.ts',
    find: '? table.remove(metadata, copy)',
    replace: '? table.remove(metadata)',
  },
  {
    name: 'replicas do not hear that a product is sold again',
    file: REPLICA,
    find: 'async apply(event: EventMetadata, data: Data): Promise<void> {',
    replace:
      'async apply(event: EventMetadata, data: Data): Promise<void> {\n    const known = await this.getAllEver([event.aggregateId]);\n    if (known.get(event.aggregateId)?.removed === true) return;',
  },
  {
    name: 'an unknown customer can buy',
    file: 'functions/purchases/domain/buyable.ts',
    find: 'if (customer === undefined) {',
    replace: 'if (customer === undefined && product === undefined) {',
  },
];
