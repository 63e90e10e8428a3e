import type { GuardedWrite } from '../dynamodb/commit.ts';
import { RECOUNT_GUARD } from '../dynamodb/recount.ts';

/** What to add to the fields of a counter's row; a missing field starts at 0. */
export type Addition = Readonly<Record<string, number>>;

/** What else an addition does to the row of a counter. */
export interface AdditionOptions {
  /** Other attributes, which are set; `undefined` removes one. */
  readonly set?: Readonly<Record<string, string | undefined>>;
  /** A condition on the row, in DynamoDB's words, with its values, and how its failure is recognized. */
  readonly provided?: {
    readonly condition: string;
    readonly values: Readonly<Record<string, string>>;
    readonly guard: string;
  };
}

/**
 * The write that adds to a row of a table of counters (key: `counter`). Put it into the transaction that writes what
 * is counted, so that retries do not count it twice; what is counted needs its `countedBefore`.
 */
export function additionWrite(
  table: string,
  counter: string,
  addition: Addition,
  { set = {}, provided }: AdditionOptions = {},
): GuardedWrite {
  const names: Record<string, string> = {};
  const values: Record<string, number | string> = { ...provided?.values };
  /** A term of a clause, whose name and value are handed over apart. */
  const term = (name: string, value: number | string | undefined, between: string): string => {
    const index = Object.keys(names).length;
    names[`#${index}`] = name;
    if (value === undefined) return `#${index}`;
    values[`:${index}`] = value;
    return `#${index}${between}:${index}`;
  };
  const attributes = Object.entries(set);
  const clauses = [
    ['SET', attributes.flatMap(([name, value]) => (value === undefined ? [] : term(name, value, ' = ')))],
    ['REMOVE', attributes.flatMap(([name, value]) => (value === undefined ? term(name, value, '') : []))],
    ['ADD', Object.entries(addition).map(([name, value]) => term(name, value, ' '))],
  ] as const;
  const write = {
    Update: {
      TableName: table,
      Key: { counter },
      UpdateExpression: clauses
        .filter(([, terms]) => terms.length > 0)
        .map(([verb, terms]) => `${verb} ${terms.join(', ')}`)
        .join(' '),
      ...(provided && { ConditionExpression: provided.condition }),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    },
  };
  return { guard: provided?.guard ?? RECOUNT_GUARD, write, isSum: true };
}
