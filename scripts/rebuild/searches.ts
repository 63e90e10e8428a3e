import { isDeepStrictEqual } from 'node:util';
import type { Row, TableId } from '../../functions/operations/derived/rows.ts';
import type { Search } from '../../functions/operations/derived/searches.ts';
import type { TransactWrite } from '../../shared/dynamodb/commit.ts';
import { isRecent, isRecord, placesIn } from '../../shared/search/former-places.ts';
import { isFormer } from '../../shared/search/former-rows.ts';
import { idAt } from '../../shared/search/search-row.ts';
import { unchanged } from './conditions.ts';
import type { Workshop } from './workshop.ts';

const placeOf = (row: object) => {
  const { term, position } = row as Row;
  return { term: String(term), position: String(position) };
};

/** The id of whom a search row belongs to, for use as a key, which must not be empty. */
const ownerOf = ({ position }: Row): string => idAt(String(position)) || 'none';

/** Rebuilds a search index: all rows of one entity in one transaction, provided that the entity stays as it is. */
export async function rebuildSearch(
  workshop: Workshop,
  { name, table, owner, key, rowsOf }: Search,
): Promise<void> {
  const TableName = workshop.nameOf(table);
  const rowsFor = (row: Row | undefined) =>
    row === undefined || 'removedAt' in row ? [] : rowsOf(row).map((each) => ({ ...each }) as Row);
  /** Undefined for an owner's row that cannot be read. */
  const readableRowsFor = (row: Row | undefined) => {
    try {
      return rowsFor(row);
    } catch {
      return undefined;
    }
  };

  /** The condition that an owner's row is still the version that was read. */
  const sameOwner = (id: string, row: Row | undefined): TransactWrite => ({
    ConditionCheck: {
      TableName: workshop.nameOf(owner),
      Key: { [key]: id },
      ...unchanged(row && { [key]: id, version: row['version'] }, key),
    },
  });
  const rebuildRows = (id: string) =>
    workshop.settle(`${table} ${id}`, async () => {
      const row = await workshop.getOne(owner, { [key]: id });
      const right = rowsFor(row);
      const found = await workshop.rows.get(table, right.map(placeOf));
      const wrong = right.filter((each, index) => !isDeepStrictEqual(found[index], each));
      if (wrong.length === 0) return;
      const puts = wrong.map((Item) => ({ Put: { TableName, Item: { ...Item } } }));
      await workshop.commit([sameOwner(id, row), ...puts], wrong.length);
    });
  const removeStray = (stray: Row) =>
    workshop.settle(`${table} ${ownerOf(stray)}`, async () => {
      const id = ownerOf(stray);
      const row = await workshop.getOne(owner, { [key]: id });
      if (isRowOf(stray, rowsFor(row))) return;
      const drop = (place: Row, corrected: number) =>
        workshop.commit([sameOwner(id, row), { Delete: { TableName, Key: placeOf(place) } }], corrected);
      for (const place of placesOf(stray, table)) await drop(place, 0);
      if (isRecord(stray) && isRecent(stray, Date.now())) return;
      // Where an owner was is not wrong; but without its record, it would not be erased with the owner.
      await drop(stray, isFormer(stray) ? 0 : 1);
    });

  await workshop.walk(`${name}, owners`, owner, async (page) => {
    const right = page.map(readableRowsFor);
    const found = await workshop.rows.get(table, right.flatMap((rows = []) => rows).map(placeOf));
    let next = 0;
    const isRight = right.map((rows) =>
      rows?.map((row) => isDeepStrictEqual(found[next++], row)).every(Boolean),
    );
    for (const [index, row] of page.entries()) if (!isRight[index]) await rebuildRows(String(row[key]));
  });
  await workshop.walk(name, table, async (page) => {
    const owners = await workshop.rows.get(
      owner,
      page.map((row) => ({ [key]: ownerOf(row) })),
    );
    for (const [index, row] of page.entries()) {
      const right = readableRowsFor(owners[index]);
      if (right !== undefined && !isRowOf(row, right)) await removeStray(row);
    }
  });
}

/** Whether an owner with these rows has a row, or it is the record of where the owner was, which tells where to erase it. */
const isRowOf = (row: Row, rows: readonly Row[]): boolean =>
  rows.some((each) => isDeepStrictEqual(placeOf(each), placeOf(row))) || (rows.length > 0 && isRecord(row));

/** If a row is a record, the places of its owner that it tells of. */
const placesOf = (row: Row, table: TableId): Row[] =>
  (isRecord(row) ? placesIn(row, { table, key: ownerOf(row) }) : [])
    .map((place) => ({ ...place }))
    .filter((place) => ownerOf(place) === ownerOf(row));
