import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Row, TableId } from '../../functions/operations/derived/rows.ts';
import { throughContention } from '../../shared/dynamodb/contention.ts';
import { RECOUNT } from '../../shared/dynamodb/recount.ts';
import { newId } from '../../shared/values/ids.ts';
import { isRevenue } from '../../shared/values/revenue.ts';
import type { Sums, Totals } from './totals.ts';
import type { Workshop } from './workshop.ts';

/** Sums that are in rows of a table of counters. */
export interface Recounted {
  readonly table: TableId;
  /** All that a sum may have, besides its revenue; another attribute is removed. */
  readonly fields: readonly string[];
  /** Whether a row is such a sum, right or wrong. */
  isSum(counter: string): boolean;
  /** Attributes that are not corrected here; default none. */
  readonly kept?: readonly string[];
  /** Other attributes of the row of a sum; default none. */
  attributesOf?(counter: string): Readonly<Record<string, string>>;
  /**
   * Counts everything.
   * @param recount as it counted when this recount began, for sums that are being recounted; default: as it counts now.
   */
  count(recount?: string): Promise<Totals>;
}

/** The fields of a sum, with those of its revenue. */
const fieldsOf = ({ fields }: Recounted, ...rows: readonly (Row | Sums | undefined)[]): string[] => [
  ...new Set([...fields, ...rows.flatMap((row) => Object.keys(row ?? {}).filter(isRevenue))]),
];

/** Another recount of the same sum began, and will correct it. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/**
 * Corrects sums while what they count changes. Whatever is written changes a sum and what it counts in one transaction, so
 * a sum stays wrong by the same number; this measures and subtracts it. To measure, the sum and what it counts must be read as of
 * one moment: the row of a sum gets a mark, and what is counted or no longer counted after it tells how it counted before.
 */
export async function recount(workshop: Workshop, name: string, recounted: Recounted): Promise<void> {
  const wrong = await findWrong(workshop, name, recounted);
  if (wrong.length === 0) return;
  const id = newId();
  const begun = new Map<string, Row>();
  try {
    await workshop.each(wrong, async (counter) => {
      begun.set(counter, await begin(workshop, recounted, counter, id));
    });
    const right = await recounted.count(id);
    await workshop.each([...begun], async ([counter, row]) => {
      await correct(workshop, recounted, row, right.of(counter), id);
      begun.delete(counter);
    });
  } finally {
    for (const counter of begun.keys()) await end(workshop, recounted, counter, id);
  }
}

/**
 * The sums that may be wrong. Also those that changed while everything was counted: a wrong one may have been equal to what was counted
 * before or after the change.
 */
async function findWrong(workshop: Workshop, name: string, recounted: Recounted): Promise<string[]> {
  const { table, isSum, attributesOf, kept = [] } = recounted;
  const before = new Map<string, string>();
  await workshop.readAll(`${name}, sums`, table, (page) => {
    for (const row of page) before.set(String(row['counter']), textOf(row));
  });
  const totals = await recounted.count();
  const [wrong, found] = [new Set<string>(), new Set<string>()];
  await workshop.readAll(`${name}, sums`, table, (page) => {
    for (const row of page) {
      const counter = String(row['counter']);
      if (!isSum(counter)) continue;
      found.add(counter);
      const { counter: _, ...has } = row;
      const right = totals.of(counter) ?? {};
      const fields = fieldsOf(recounted, row, right);
      const others = attributesOf?.(counter) ?? {};
      const isRight =
        before.get(counter) === textOf(row) &&
        fields.every((field) => (has[field] ?? 0) === (right[field] ?? 0)) &&
        Object.entries(others).every(([attribute, value]) => has[attribute] === value) &&
        Object.keys(has).every(
          (attribute) => fields.includes(attribute) || kept.includes(attribute) || attribute in others,
        );
      if (!isRight) wrong.add(counter);
    }
  });
  for (const [counter, sums] of totals) {
    if (found.has(counter)) continue;
    if (before.has(counter) || Object.values(sums).some((value) => value !== 0)) wrong.add(counter);
  }
  return [...wrong];
}

/** Marks the row of a sum, and returns it as of that moment. */
async function begin(workshop: Workshop, recounted: Recounted, counter: string, id: string): Promise<Row> {
  const { table } = recounted;
  const TableName = workshop.nameOf(table);
  // What is no number could not be added to.
  const row = (await workshop.getOne(table, { counter })) ?? {};
  const broken = fieldsOf(recounted, row).filter((field) => field in row && !Number.isInteger(row[field]));
  const { Attributes = {} } = await throughContention(() =>
    workshop.client.send(
      new UpdateCommand({
        TableName,
        Key: { counter },
        UpdateExpression: `SET #recount = :id${removing(broken)}`,
        ExpressionAttributeNames: { '#recount': RECOUNT, ...namesOf(broken) },
        ExpressionAttributeValues: { ':id': id },
        ReturnValues: 'ALL_NEW',
      }),
    ),
  );
  return Attributes;
}

/** Subtracts by what a sum was wrong when its recount began, and ends it. */
async function correct(
  workshop: Workshop,
  recounted: Recounted,
  row: Row,
  right: Sums | undefined,
  id: string,
): Promise<void> {
  const { table, attributesOf, kept = [] } = recounted;
  const fields = fieldsOf(recounted, row, right);
  const { counter = '' } = row as Record<string, string>;
  if (right === undefined && (await removeIfUnchanged(workshop, table, row, fields))) return;
  const differences = fields.flatMap((field) => {
    const difference = (right?.[field] ?? 0) - Number(row[field] ?? 0);
    return difference === 0 ? [] : [[field, difference] as const];
  });
  const others = Object.entries(attributesOf?.(counter) ?? {});
  const strange = Object.keys(row).filter(
    (name) => !['counter', RECOUNT, ...kept, ...fields, ...others.map(([other]) => other)].includes(name),
  );
  const added = differences.map(([field]) => field);
  const sets = others.map((_, index) => `#s${index} = :s${index}`).join(', ');
  const adds = added.map((_, index) => `#a${index} :a${index}`).join(', ');
  const removed = ['#recount', ...strange.map((_, index) => `#x${index}`)].join(', ');
  await whileMine(counter, () =>
    workshop.client.send(
      new UpdateCommand({
        TableName: workshop.nameOf(table),
        Key: { counter },
        UpdateExpression: [sets && `SET ${sets}`, adds && `ADD ${adds}`, `REMOVE ${removed}`]
          .filter(Boolean)
          .join(' '),
        ConditionExpression: '#recount = :id',
        ExpressionAttributeNames: {
          '#recount': RECOUNT,
          ...namesOf(strange),
          ...Object.fromEntries(others.map(([name], index) => [`#s${index}`, name])),
          ...Object.fromEntries(added.map((field, index) => [`#a${index}`, field])),
        },
        ExpressionAttributeValues: {
          ':id': id,
          ...Object.fromEntries(others.map(([, value], index) => [`:s${index}`, value])),
          ...Object.fromEntries(differences.map(([, value], index) => [`:a${index}`, value])),
        },
      }),
    ),
  );
  const wasRight =
    differences.length + strange.length === 0 && others.every(([name, value]) => row[name] === value);
  if (!wasRight) workshop.changed += 1;
}

/** Removes a sum of nothing, unless something was added in the meantime. */
async function removeIfUnchanged(
  workshop: Workshop,
  table: TableId,
  row: Row,
  fields: readonly string[],
): Promise<boolean> {
  const { counter } = row;
  const expected = fields.map((field, index) =>
    field in row ? `#f${index} = :f${index}` : `attribute_not_exists(#f${index})`,
  );
  const has = fields.flatMap((field, index) => (field in row ? [[`:f${index}`, row[field]] as const] : []));
  const command = new DeleteCommand({
    TableName: workshop.nameOf(table),
    Key: { counter },
    ConditionExpression: ['#recount = :id', ...expected].join(' AND '),
    ExpressionAttributeNames: {
      '#recount': RECOUNT,
      ...Object.fromEntries(fields.map((field, index) => [`#f${index}`, field])),
    },
    ExpressionAttributeValues: { ':id': row[RECOUNT], ...Object.fromEntries(has) },
  });
  try {
    await throughContention(() => workshop.client.send(command));
    workshop.changed += 1;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Ends a recount without a correction. */
async function end(workshop: Workshop, { table }: Recounted, counter: string, id: string): Promise<void> {
  const command = new UpdateCommand({
    TableName: workshop.nameOf(table),
    Key: { counter },
    UpdateExpression: 'REMOVE #recount',
    ConditionExpression: '#recount = :id',
    ExpressionAttributeNames: { '#recount': RECOUNT },
    ExpressionAttributeValues: { ':id': id },
  });
  await whileMine(counter, () => workshop.client.send(command)).catch((error: unknown) => {
    if (!(error instanceof Overtaken)) throw error;
  });
}

async function whileMine(counter: string, send: () => Promise<unknown>): Promise<void> {
  try {
    await throughContention(send);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    throw new Overtaken(`${counter} is being counted by another rebuild. Let one end, and run it again.`);
  }
}

const removing = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` REMOVE ${names.map((_, index) => `#x${index}`).join(', ')}`;
const namesOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name, index) => [`#x${index}`, name]));

const textOf = (row: Row): string =>
  JSON.stringify(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1)));
