import type { TransactWrite } from './commit.ts';

/** What else an update does that adds to a row. */
export interface UpdateOptions {
  /** Other attributes, which are set; `undefined` removes one. */
  readonly set?: Readonly<Record<string, string | undefined>>;
  /** A condition on the row, in DynamoDB's words, with its values. */
  readonly provided?: { readonly condition: string; readonly values: Readonly<Record<string, string>> };
}

/** The update that adds to attributes of a row, which start at 0. The row need not exist. */
export function addingUpdate(
  table: string,
  key: Readonly<Record<string, string>>,
  addition: Readonly<Record<string, number>>,
  { set = {}, provided }: UpdateOptions = {},
): TransactWrite {
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
  return {
    Update: {
      TableName: table,
      Key: { ...key },
      UpdateExpression: clauses
        .filter(([, terms]) => terms.length > 0)
        .map(([verb, terms]) => `${verb} ${terms.join(', ')}`)
        .join(' '),
      ...(provided && { ConditionExpression: provided.condition }),
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    },
  };
}
