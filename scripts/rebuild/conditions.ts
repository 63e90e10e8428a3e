import type { Row } from '../../functions/operations/derived/rows.ts';

/** A condition of a write. */
export interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

/** The row still has every attribute as it was read, or there is still none. @param key an attribute of the table's key. */
export function unchanged(row: Row | undefined, key: string): Condition {
  if (row === undefined) {
    return { ConditionExpression: 'attribute_not_exists(#key)', ExpressionAttributeNames: { '#key': key } };
  }
  const attributes = Object.entries(row);
  return {
    ConditionExpression: attributes.map((_, index) => `#u${index} = :u${index}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], index) => [`#u${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      attributes.map(([, value], index) => [`:u${index}`, value]),
    ),
  };
}
