import { z } from 'zod';
import { parseJson } from '../../json.ts';

const one = z.object({ TableName: z.string() }).transform(({ TableName }) => [TableName]);

const batch = z
  .object({ RequestItems: z.record(z.string(), z.unknown()) })
  .transform(({ RequestItems }) => Object.keys(RequestItems));

const item = z.object({ TableName: z.string() }).optional();
const transaction = z
  .object({ TransactItems: z.array(z.object({ Put: item, Update: item, Delete: item })) })
  .transform(({ TransactItems }) =>
    TransactItems.flatMap(({ Put, Update, Delete }) => (Put ?? Update ?? Delete)?.TableName ?? []),
  );

const WRITES: Readonly<Record<string, z.ZodType<string[]>>> = {
  PutItem: one,
  UpdateItem: one,
  DeleteItem: one,
  BatchWriteItem: batch,
  TransactWriteItems: transaction,
};

const PARTIQL = ['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'];

/** The names of the tables an operation may write; `every` for PartiQL, whose text is not read. */
export function writtenTables(operation: string, body: string): ReadonlySet<string> | 'every' {
  if (PARTIQL.includes(operation)) return 'every';
  const tables = WRITES[operation]?.safeParse(parseJson(body)).data ?? [];
  return new Set(tables.map((nameOrArn) => nameOrArn.split('table/').at(-1) ?? nameOrArn));
}
