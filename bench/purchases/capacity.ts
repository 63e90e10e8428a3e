import { isDeepStrictEqual } from 'node:util';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { TableSpec } from '../../local/model.ts';
import { itemSize } from '../../shared/dynamodb/item-size.ts';
import type { TableChange } from '../../simulation/dynamodb/in-memory-dynamodb.ts';

type Row = Readonly<Record<string, unknown>>;

/** Write units of an item: one for each KB that is begun. */
const unitsOf = (item: Row | undefined): number =>
  item === undefined ? 0 : Math.max(1, Math.ceil(itemSize(item) / 1024));

/**
 * The write units of a write or a transaction, as AWS bills them, by table (`Purchases Counters`) and index (`Purchases Counters by-units`).
 * An item counts twice in a transaction; a row of an index once, and twice (a deletion and a put) if its key changes.
 */
export function writeUnits(
  tables: readonly TableSpec[],
  changes: readonly TableChange[],
  isTransaction: boolean,
): (readonly [place: string, units: number])[] {
  return changes.flatMap(({ table, before, after }) => {
    const create = tables.find(({ name }) => name === table)?.create;
    const own = Math.max(unitsOf(before), unitsOf(after)) * (isTransaction ? 2 : 1);
    const place = placeOf(table);
    const ofIndexes = create === undefined ? [] : indexUnits(create, before, after);
    return [
      [place, own] as const,
      ...ofIndexes.map(([index, units]) => [`${place} ${index}`, units] as const),
    ];
  });
}

/** The service and the id of a table, of its full name. */
const placeOf = (table: string): string => table.replace(/^[^-]*-(\w+)-(\w+?)[0-9A-F]{8}$/, '$1 $2');

function indexUnits(
  create: CreateTableCommandInput,
  before: Row | undefined,
  after: Row | undefined,
): (readonly [index: string, units: number])[] {
  const tableKey = (create.KeySchema ?? []).map(({ AttributeName = '' }) => AttributeName);
  return (create.GlobalSecondaryIndexes ?? []).flatMap(({ IndexName = '', KeySchema = [], Projection }) => {
    const key = KeySchema.map(({ AttributeName = '' }) => AttributeName);
    const kept = [...tableKey, ...key, ...(Projection?.NonKeyAttributes ?? [])];
    const rowOf = (item: Row | undefined): Row | undefined => {
      if (item === undefined || key.some((name) => item[name] === undefined)) return undefined;
      if (Projection?.ProjectionType === 'ALL') return item;
      return Object.fromEntries(kept.map((name) => [name, item[name]]));
    };
    const [was, is] = [rowOf(before), rowOf(after)];
    if (isDeepStrictEqual(was && marshall(was, OPTIONS), is && marshall(is, OPTIONS))) return [];
    const moves = was !== undefined && is !== undefined && key.some((name) => was[name] !== is[name]);
    const units = moves ? unitsOf(was) + unitsOf(is) : Math.max(unitsOf(was), unitsOf(is));
    return [[IndexName, units] as const];
  });
}

const OPTIONS = { removeUndefinedValues: true } as const;
